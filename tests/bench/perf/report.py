#!/usr/bin/python3
# report.py: runs the measurements, and writes the table in docs/performance.md
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run by tools/bench on a separate desktop. Text in docs/performance.md outside of the two marks is
written by hand and stays."""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parents[2] / 'docs' / 'performance.md'
BEGIN, END = '<!-- figures: written by tools/bench -->', '<!-- end of the figures -->'
LIBRARIES = {'GTK': 'gtk4', 'libadwaita': 'libadwaita-1', 'GLib': 'glib-2.0', 'SQLite': 'sqlite3',
             'json-glib': 'json-glib-1.0'}
# The order of the table; other measurements come after these.
ORDER = ['start', 'notifier', 'save', 'exchange', 'search', 'diary', 'idle', 'growth']


def said(*command):
    """Returns the output of a command, or '' if it is missing or fails."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ''


def machine():
    """Returns a description of this machine as a Markdown list."""
    cpu = re.search(r'^model name\s*: (.*)$', pathlib.Path('/proc/cpuinfo').read_text(), re.M)
    memory = int(re.search(r'MemTotal:\s+(\d+)', pathlib.Path('/proc/meminfo').read_text())[1])
    system = re.search(r'^PRETTY_NAME="?([^"\n]*)', pathlib.Path('/etc/os-release').read_text(), re.M)
    libraries = ', '.join(f'{name} {said("pkg-config", "--modversion", module) or "unknown"}'
                          for name, module in LIBRARIES.items())
    load = ', '.join(f'{one:.1f}' for one in os.getloadavg())
    return '\n'.join((
        f'- {os.cpu_count()} × {cpu[1] if cpu else os.uname().machine}, {memory / 1048576:.0f} GiB',
        f'- Linux {os.uname().release}, {system[1] if system else "unknown system"}',
        f'- {libraries}',
        f'- Aftercare at {said("git", "-C", str(HERE), "describe", "--always", "--dirty") or "unknown"}, '
        'built with `--buildtype=release`',
        '- Xvfb with openbox, drawn by cairo (`GSK_RENDERER=cairo`), without a graphics card',
        f'- load average at the end (1, 5, 15 minutes): {load}'))


def number(value):
    """Returns a figure with three significant digits."""
    if value is None:
        return ''
    if value == 0:
        return '0'
    digits = max(0, 2 - len(str(int(abs(value)))) + 1) if abs(value) >= 1 else 3
    return f'{value:,.{digits}f}'


def rows(figures):
    """Yields the table as lists of cells, starting with the header."""
    yield ['What', 'Measured', 'Compared with', 'Ratio', 'Goal', 'Met']
    for one in figures:
        unit = f' {one["unit"]}' if one['unit'] else ''
        yield [one['what'], number(one['value']) + unit,
               number(one['baseline']) + unit if one['baseline'] is not None else '',
               f'{one["ratio"]:.2f} ×' if one['ratio'] is not None else '', one['goal'],
               {True: 'yes', False: '**no**', None: ''}[one['met']]]


def as_text(table):
    """Returns the table for a terminal."""
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    return '\n'.join('  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
                     for row in table)


def as_markdown(table):
    """Returns the table as Markdown."""
    lines = ['| ' + ' | '.join(row) + ' |' for row in table]
    return '\n'.join([lines[0], '|---|--:|--:|--:|---|---|', *lines[1:]])


def write_document(figures, table):
    """Writes the figures between the marks in docs/performance.md."""
    parts = [BEGIN, '## Measured', machine(), as_markdown(table)]
    missed = [one for one in figures if one['met'] is False]
    if missed:
        parts += ['## Not met', '\n'.join(
            f'- **{one["what"]}**: {number(one["value"])} {one["unit"]}, the goal is {one["goal"]}. '
            f'{one["note"]}'.rstrip() for one in missed)]
    parts += [one['section'] for one in figures if one.get('section')] + [END]
    text = DOCUMENT.read_text(encoding='utf-8')
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    if not rest:
        sys.exit(f'bench: {DOCUMENT} lacks the line {BEGIN}')
    DOCUMENT.write_text(before + '\n\n'.join(parts) + after, encoding='utf-8')


def run(path, arguments):
    """Runs one measurement, and returns (its figures, whether it finished)."""
    figures = []
    print(f'# {path.stem}', file=sys.stderr, flush=True)
    with subprocess.Popen([path, *arguments], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            one = json.loads(line)
            figures.append(one)
            print(f'#   {one["what"]}: {number(one["value"])} {one["unit"]}', file=sys.stderr, flush=True)
    if process.returncode != 0:
        print(f'bench: {path.name} failed with {process.returncode}; its figures are missing',
              file=sys.stderr)
    return figures, process.returncode == 0


def main():
    """Returns 0 if every measurement finished, whatever its result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--build', required=True)
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('--only', action='append', default=[])
    options = parser.parse_args()

    found = {path.stem.removeprefix('measure_'): path for path in sorted(HERE.glob('measure_*.py'))}
    names = options.only or sorted(found, key=lambda name: (ORDER + [name]).index(name))
    arguments = ['--build', options.build] + ['--quick'] * options.quick
    figures, whole = [], True
    for name in names:
        its_figures, ended = run(found[name], arguments)
        figures += its_figures
        whole = whole and ended

    table = list(rows(figures))
    print(as_text(table))
    if whole and not options.quick and not options.only:
        write_document(figures, table)
        print(f'Wrote {DOCUMENT.relative_to(HERE.parents[2])}')
    return 0 if whole else 1


if __name__ == '__main__':
    sys.exit(main())
