#!/usr/bin/python3
# architecture.py: checks that docs/architecture.md shows the dependencies of the rooms
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the dependencies of the rooms from their includes, and compares that with the page.

  tests/architecture.py [--write]
"""
import pathlib
import re
import sys

from rooms import INCLUDE, ROOMS, SOURCE

PAGE = SOURCE.parent / 'docs' / 'architecture.md'
BEGIN, END = '<!-- drawn by tests/architecture.py --write -->\n', '<!-- end of the drawing -->\n'


def uses():
    """Returns {room: rooms whose headers it includes}."""
    files = [path for path in SOURCE.rglob('*') if path.suffix in ('.c', '.h')]
    home = {path.name: path.relative_to(SOURCE).parts[0] for path in files if path.suffix == '.h'}
    found = {room: set() for room in ROOMS}
    for path in files:
        room = path.relative_to(SOURCE).parts[0]
        found[room] |= {home[header] for header in INCLUDE.findall(path.read_text())
                        if header in home and home[header] != room}
    return found


def draw():
    """Returns the drawing: each room in a box with a line to the right, and a dot where another
    room uses it."""
    found = uses()
    width = max(map(len, ROOMS)) + 2
    lines = []
    for below, room in enumerate(ROOMS):
        used = [ROOMS[:below].index(one) for one in found[room]]
        # Each earlier room has a line here: passing by, used, or crossed on the way to a used one.
        passed = '  │  ' * below
        row = ''.join('  ●──' if column in used else
                      '──┼──' if used and column > min(used) else '  │  '
                      for column in range(below)).replace('──  ●', '────●')
        last = below == len(ROOMS) - 1
        lines += [passed + '┌' + '─' * width + '┐',
                  row + ('┤' if used else '│') + f' {room}'.ljust(width) + '│',
                  passed + ('└─' + ('─' if last else '┬')).ljust(width + 1, '─') + '┘']
    screens = sorted(path.name for path in (SOURCE / 'ui').iterdir() if path.is_dir())
    return ('```\n' + '\n'.join(line.rstrip() for line in lines) + '\n```\n\nFolders of `ui`: '
            + ', '.join(f'`{name}`' for name in screens) + '.\n')


def main(arguments):
    """Returns 0 if the page is up to date, else 1."""
    page = PAGE.read_text()
    if page.count(BEGIN) != 1 or page.count(END) != 1:
        sys.exit(f'{PAGE} lacks the marks around the drawing')
    before, rest = page.split(BEGIN)
    now = before + BEGIN + draw() + END + rest.split(END)[1]
    if arguments == ['--write']:
        PAGE.write_text(now)
    elif now != page:
        print(f'{PAGE.relative_to(SOURCE.parent)} is out of date. The rooms are:\n{draw()}\n'
              'To update it, run tests/architecture.py --write')
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
