#!/usr/bin/python3
# rooms.py: checks that rooms include only headers of earlier rooms, that only the window uses GTK,
# and that screens don't include each other's headers
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every source file, and fails if it includes a header that its room must not use.

The static libraries ensure most of this; only a header that needs nothing from its library would
still compile.
"""
import pathlib
import re
import sys

SOURCE = pathlib.Path(__file__).resolve().parent.parent / 'src'
ROOMS = ['core', 'words', 'desktop', 'store', 'report', 'exchange', 'reminders', 'notifier', 'ui',
         'app']
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.M)
# Headers of libraries, and the rooms that may use them.
LIBRARIES = {
    r'^(gtk|gdk)/|^adwaita\.h$': {'ui', 'app'},
    r'^sqlite3\.h$': {'store'},
    r'^json-glib/': {'exchange'},
    r'^libical/': {'exchange'},
    r'^(cairo|pango)': {'report', 'ui'},
    r'^libnotify/': {'reminders'},
    r'^gio/': {'desktop', 'store', 'exchange', 'reminders', 'notifier', 'ui', 'app'},
}
# Reads the ledger, which is compiled in: no I/O.
EXCEPTIONS = {('core/aft-ledger.c', 'gio/gio.h'), ('core/aft-ledger.c', 'json-glib/json-glib.h')}


def main():
    """Returns 0 if all is well, else 1 with a line for each problem."""
    files = sorted(path for path in SOURCE.rglob('*') if path.suffix in ('.c', '.h'))
    room_of = {path.name: path.relative_to(SOURCE).parts[0] for path in files
               if path.suffix == '.h'}
    screen_of = {path.name: path.parent.name for path in files
                 if path.suffix == '.h' and room_of[path.name] == 'ui'}
    offences = []
    for path in files:
        room = path.relative_to(SOURCE).parts[0]
        for header in INCLUDE.findall(path.read_text()):
            place = f'{path.relative_to(SOURCE.parent)}: {header}'
            if header in room_of and ROOMS.index(room_of[header]) > ROOMS.index(room):
                offences.append(f'{place} is in {room_of[header]}, which comes after {room}')
            if room == 'ui' and header in screen_of and path.parent.name != 'window' and \
                    screen_of[header] not in ('common', path.parent.name):
                offences.append(f'{place} is in {screen_of[header]}; move it to common')
            for pattern, rooms in LIBRARIES.items():
                if re.search(pattern, header) and room not in rooms and \
                        (path.relative_to(SOURCE).as_posix(), header) not in EXCEPTIONS:
                    offences.append(f'{place} must not be used in {room}')
    print('\n'.join(offences) or f'{len(files)} files include only earlier rooms')
    return 1 if offences or not files else 0


if __name__ == '__main__':
    sys.exit(main())
