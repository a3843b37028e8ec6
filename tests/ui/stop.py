#!/usr/bin/python3
# stop.py: tests that its button stops long work, and that the diary is unchanged
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports from a pipe and exports to one, with the test at the other end. It sends only a part of a
file, or reads nothing, so that the work lasts until Stop is clicked, on any machine."""
import contextlib
import datetime
import os
import pathlib
import re

import aftercare
from driver import eventually, gone, key, main, session_folder

VALUE = 'org.a11y.atspi.Value'
# A pipe holds 64 KiB: this many check-ins are less than that as JSON, and that many are more.
FEW, MANY = 50, 1000


@contextlib.contextmanager
def pipe_at(path):
    """Creates a pipe and holds it open. Yields its file descriptor, for reading and writing."""
    os.mkfifo(path)
    end = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    try:
        yield end
    finally:
        os.close(end)


def stop(window, text):
    """Clicks Stop beside the progress bar, and waits until the work has ended."""
    window.find('progress bar', text)
    window.click('push button', 'Stop')
    gone(window.root, 'status bar', text)


def test(tap):
    """Stops import and export in the middle, then repeats them to the end."""
    home = pathlib.Path(session_folder())
    now = aftercare.now()
    notes = [aftercare.note(now - datetime.timedelta(hours=hours), hours % 5, 1, 0)
             for hours in range(1, MANY + FEW + 1)]
    aftercare.import_diary([aftercare.session(now - datetime.timedelta(days=60))], notes[FEW:])
    before = aftercare.export()
    (home / 'whole.json').write_text(aftercare.diary([], notes[:FEW]))

    with aftercare.Aftercare() as window:
        with pipe_at(home / 'coming.json') as pipe:
            begun = (home / 'whole.json').read_bytes()[:-100]
            assert os.write(pipe, begun) == len(begun)
            window.click('push button', 'Main Menu')
            window.click('menu item', re.compile('Import Diary'))
            window.choose_file(home / 'coming.json', slash=True)
            stop(window, 'Reading the file')
            tap.check(aftercare.export()['skin_notes'] == before['skin_notes'],
                      'a stopped import has changed nothing')

        with pipe_at(home / 'going.json') as pipe:
            key('ctrl+e')
            window.click('list item', re.compile('Whole Diary'))
            window.choose_file(home / 'going.json')
            window.click('push button', re.compile('Replace$'))
            bar = window.find('progress bar', 'Exporting')
            eventually(lambda: 0 < bar.property('CurrentValue', VALUE) < 1,
                       'the bar shows how much is written')
            stop(window, 'Exporting')
            tap.check(0 < len(os.read(pipe, 1 << 20)) < len(aftercare.command('--export', '-')),
                      'a stopped export has written a part')
            tap.check(aftercare.export()['skin_notes'] == before['skin_notes'],
                      'it has changed nothing')

        window.click('push button', 'Main Menu')
        window.click('menu item', re.compile('Import Diary'))
        window.choose_file(home / 'whole.json', slash=True)
        window.click('push button', re.compile('Import$'),
                     root=window.find('dialog', 'Import This Diary?'))
        window.label(f'^{FEW} entries imported')
        eventually(lambda: len(aftercare.export()['skin_notes']) == MANY + FEW,
                   'the stopped file is now imported completely')
        tap.step('stopped work can be repeated')


if __name__ == '__main__':
    main(test)
