#!/usr/bin/python3
# measure_growth.py: measures the cost of parts of the program, and how it grows with the diary
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the plan of 2,000 sessions and 100,000 notes, and costs with diaries from 100 to
1,000,000 notes, without the window: tests/bench/costs.c. Draws docs/performance-growth.svg."""
import json
import math
import pathlib
import subprocess
import tempfile

import bench

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
QUICK_SIZES = (100, 1_000, 10_000)
# The name in costs.c, the label and the colour: those of Okabe and Ito, which colour-blind people
# can distinguish.
KINDS = {
    'export': ('export as JSON', '#d55e00'),
    'first_search': ('first search after an import', '#cc79a7'),
    'values': ('figures for Trends', '#e69f00'),
    'search': ('search', '#56b4e9'),
    'save': ('save a check-in', '#000000'),
    'load': ('load at the start', '#0072b2'),
    'read_plan': ('read and compute the plan', '#009e73'),
}
PICTURE = bench.ROOT / 'docs' / 'performance-growth.svg'
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 790, 460, 100, 20, 210, 50
LEAST = 12  # pixels between the labels of two lines


def costs(program, folder, notes, sessions, rounds):
    """Returns {name: milliseconds} for a random diary of this many notes and sessions."""
    diary = folder / f'{notes}-{sessions}.db'
    subprocess.run([program, 'make', diary, str(notes), str(sessions)], check=True)
    try:
        done = subprocess.run([program, 'measure', diary, str(rounds)], check=True, capture_output=True,
                              text=True)
    finally:
        for path in folder.glob(diary.name + '*'):
            path.unlink()
    found = json.loads(done.stdout)
    if found['notes'] != notes or found['sessions'] != sessions:
        raise SystemExit(f'{program} measured a different diary: {found}')
    return found


def number(value):
    """Returns a number in the format of the axes: 1,000 or 0.1."""
    return f'{value:,.10g}'


def rounded(value):
    """Returns a cost in the format of the table: three significant digits."""
    return f'{value:,.0f}' if value >= 100 else f'{value:.3g}'


def draw(found):
    """Draws {notes: {name: milliseconds}}, both axes logarithmic. Returns SVG."""
    sizes = sorted(found)
    values = [max(found[size][kind], 1e-3) for size in sizes for kind in KINDS]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def across(size):
        return LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def down(value):
        return HEIGHT - BOTTOM - (math.log10(max(value, 1e-3)) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
             f'height="{HEIGHT}" font-family="sans-serif" font-size="13">',
             '<title>Costs in milliseconds by the number of notes in the diary</title>',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    for power in range(low, high + 1):
        y = down(10.0 ** power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#333333">'
                     f'{number(10.0 ** power)} ms</text>')
    for size in sizes:
        parts.append(f'<path d="M{across(size):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#dddddd"/>')
        parts.append(f'<text x="{across(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" '
                     f'fill="#333333">{number(size)}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle" '
                 'fill="#333333">notes in the diary</text>')
    label = HEIGHT
    for kind in sorted(KINDS, key=lambda one: found[sizes[-1]][one]):
        what, colour = KINDS[kind]
        points = ' '.join(f'{across(size):.1f},{down(found[size][kind]):.1f}' for size in sizes)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for size in sizes:
            parts.append(f'<circle cx="{across(size):.1f}" cy="{down(found[size][kind]):.1f}" r="3" '
                         f'fill="{colour}"/>')
        # From the lowest line upwards, so that labels don't overlap.
        label = min(down(found[sizes[-1]][kind]) + 4, label - LEAST)
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{label:.1f}" fill="{colour}">{what}</text>')
    parts.append('</svg>')
    return '\n'.join(parts) + '\n'


def section(found):
    """Returns the section for the document."""
    sizes = sorted(found)
    lines = ['## How costs grow with the diary', '',
             '![The costs in milliseconds by the number of notes in the diary, as in the table '
             'below](performance-growth.svg)', '',
             'Milliseconds, without the window, measured by `tests/bench/costs.c`; 100,000 notes are four a '
             'day for sixty years.', '',
             '| | ' + ' | '.join(f'{size:,} notes' for size in sizes) + ' |',
             '|---|' + '--:|' * len(sizes)]
    for kind, (what, _) in KINDS.items():
        lines.append(f'| {what} | ' + ' | '.join(rounded(found[size][kind]) for size in sizes) + ' |')
    return '\n'.join(lines)


def main():
    """Prints the figures."""
    options = bench.arguments(__doc__)
    program = options.build / 'tests' / 'bench' / 'costs'
    rounds = 5 if options.quick else 21
    # On the diary's disk, because /tmp may be in memory.
    folder = pathlib.Path(tempfile.mkdtemp(prefix='aft-bench-', dir=options.build))
    try:
        plan = costs(program, folder, 100_000, 2_000, rounds)
        found = {size: costs(program, folder, size, max(1, min(2_000, size // 50)), rounds)
                 for size in (QUICK_SIZES if options.quick else SIZES)}
    finally:
        bench.remove(folder)

    bench.figure('plan of 2,000 sessions and 100,000 notes', '≤ 1 ms, or incremental', plan['plan'],
                 'ms', met=plan['plan'] <= 1,
                 note='Uses only notes that can affect the plan, as the program does; with all 100,000 it '
                      f'takes {plan["plan_of_all"]:.3g} ms.')
    bench.figure('the same with reading from the disk, as in each save and in the notifier', '', plan['read_plan'], 'ms')
    picture = draw(found)
    if not options.quick:
        PICTURE.write_text(picture, encoding='utf-8')
    bench.figure('save a check-in with 1,000,000 notes and with 1,000, without the window' if not options.quick else
                 'save a check-in with 10,000 notes and with 1,000, without the window', '',
                 found[max(found)]['save'], 'ms', found[1_000]['save'], section=section(found))


if __name__ == '__main__':
    main()
