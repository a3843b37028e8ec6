#!/usr/bin/python3
# measure_start.py: measures when the window is readable, and its memory
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window with a diary of 10,000 notes and of 100,000, compared with empty windows and with
similar programs, which have no data either."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import bench

# The programs and their arguments; they find no data.
PEERS = {'gnome-clocks': ['gnome-clocks'], 'gnome-calendar': ['gnome-calendar'],
         'endeavour': ['endeavour'], 'almanah': ['almanah'], 'lifeograph': ['lifeograph'],
         'rednotebook': ['rednotebook']}
SMALL, LARGE = 10_000, 100_000
MEMORY_AFTER = 3.0  # seconds since the start


def run(paint, command, environment):
    """Starts a program once. Returns the result of first-paint, and the memory of it and its
    children."""
    begun = time.monotonic()
    answer = subprocess.run([paint, '--', *map(str, command)], env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    found = json.loads(answer.stdout)
    time.sleep(max(0.0, begun + MEMORY_AFTER - time.monotonic()))
    found['pss'] = sum(bench.pss(pid) for pid in bench.family(found['pid'])) / 1024
    bench.end(found['pid'])
    return found


def main():
    """Prints the figures."""
    options = bench.arguments(__doc__)
    program = options.build / 'src' / 'app' / 'aftercare'
    baselines = bench.ROOT / 'tests' / 'bench' / 'baselines'
    paint = bench.build_tool(options, pathlib.Path(__file__).parent / 'first-paint.c',
                             libraries=('X11', 'Xdamage'))
    folder = pathlib.Path(tempfile.mkdtemp(prefix='aft-bench-'))
    try:
        empty = bench.home(folder / 'empty')
        subjects = {
            'adw': ([bench.build_tool(options, baselines / 'empty-adw.c', 'libadwaita-1')], empty),
            'like': ([bench.build_tool(options, baselines / 'like-today.c', 'libadwaita-1')], empty),
            'gtk': ([bench.build_tool(options, baselines / 'empty-gtk.c', 'gtk4')], empty),
            'small': ([program], bench.make_diary(program, folder / 'small', SMALL)),
            'large': ([program], bench.make_diary(program, folder / 'large', LARGE)),
        }
        absent = [name for name in PEERS if shutil.which(PEERS[name][0]) is None]
        for name, command in PEERS.items():
            if name not in absent:
                subjects[name] = (command, bench.home(folder / name))
        report(options, *measure(options, paint, subjects), absent)
    finally:
        bench.remove(folder)


def measure(options, paint, subjects):
    """Returns {what: {subject: [value]}}."""
    samples = {what: {name: [] for name in subjects} for what in ('painted', 'readable', 'pss')}
    for number in bench.rounds(options, 15, 3):
        for name, (command, environment) in subjects.items():
            # Differences to other programs are much larger than their noise.
            if name in PEERS and number > 5:
                continue
            found = run(paint, command, environment)
            print(f'# {number} {name}: {found}', file=sys.stderr, flush=True)
            for what, values in samples.items():
                if number > 0 and found[what] is not None:
                    values[name].append(found[what])
    return samples['painted'], samples['readable'], samples['pss']


def report(options, painted, readable, memory, absent):
    """Prints the figures."""
    first, shown, used = map(bench.medians, (painted, readable, memory))
    bench.figure('exec until Today is readable, 10,000 notes', '≤ 1.25 × empty AdwApplicationWindow',
                 shown['small'], 'ms', first['adw'], met=shown['small'] <= 1.25 * first['adw'],
                 note=f'{bench.spread(readable["small"])}. A window of constant texts that shows the '
                      f'same, without a program behind it, takes {shown["like"]:.3g} ms')
    bench.figure('the same with 100,000 notes', '≤ 1.05 × with 10,000', shown['large'], 'ms',
                 shown['small'], met=shown['large'] <= 1.05 * shown['small'],
                 note=bench.spread(readable['large']))
    bench.figure('a window like Today: constant texts, without a program', '', shown['like'], 'ms',
                 first['adw'])
    bench.figure('empty GtkApplicationWindow', '', first['gtk'], 'ms', first['adw'])
    for name in PEERS:
        if name in absent or name not in first:
            bench.figure(f'{name}: exec until first picture', 'slower than Aftercare', 0, 'ms',
                         note='not installed: tools/bench --install' if name in absent else
                         'showed no window')
            continue
        # Their first picture that isn't blank, compared with our first readable one.
        bench.figure(f'{name}: exec until first picture', 'slower than Aftercare', first[name], 'ms',
                     shown['small'], met=first[name] > shown['small'],
                     note=bench.spread(painted[name]))
    bench.figure('memory of the window (PSS), 10,000 notes, after 3 s',
                 '≤ 1.2 × empty AdwApplicationWindow', used['small'], 'MiB', used['adw'],
                 met=used['small'] <= 1.2 * used['adw'],
                 note=f'{bench.spread(memory["small"])}. A window of constant texts that shows the same '
                      f'takes {used["like"]:.3g} MiB')
    bench.figure('the same with 100,000 notes', '', used['large'], 'MiB', used['small'])
    bench.figure('a window like Today: memory (PSS)', '', used['like'], 'MiB', used['adw'])
    for name in PEERS:
        if name in used:
            bench.figure(f'{name}: memory (PSS)', '', used[name], 'MiB', used['small'])


if __name__ == '__main__':
    main()
