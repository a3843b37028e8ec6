#!/usr/bin/python3
# printing.py: tests printing the report
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the report from its window, through GTK's own dialog, to the printer that every desktop
has: a file. Then reads the pages."""
import datetime
import os
import pathlib
import re

import aftercare
from driver import TOP_LEVELS, eventually, find, key, main, name, run, states

ROUTINE = 'Roller, then serum.'
NOTES = 60  # more than fits on one page


def documents_folder():
    """Sets the documents folder, like a desktop; printing to a file uses it. Returns it."""
    folder = pathlib.Path(os.environ['HOME'], 'Documents')
    folder.mkdir()
    pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'user-dirs.dirs').write_text(
        'XDG_DOCUMENTS_DIR="$HOME/Documents"\n')
    return folder


def squeeze(text):
    """Returns text with each run of white space as one space."""
    return re.sub(r'\s+', ' ', text)


def pages_of(path):
    """Returns the text of each page of a PDF."""
    return [squeeze(page) for page in run('pdftotext', '-layout', path, '-').split('\f')[:-1]]


def test(tap):
    """It has as many pages as the window shows, with the same text as the PDF of the command
    line."""
    folder = documents_folder()
    now = aftercare.now()
    aftercare.import_diary(
        [aftercare.session(now - datetime.timedelta(days=80), text=ROUTINE)],
        [aftercare.note(now - datetime.timedelta(days=day), day % 4, 1, 0, text=f'Entry {day}.')
         for day in range(1, NOTES + 1)])
    with aftercare.Aftercare() as window:
        key('F10')
        window.click('menu item', 'Print Report…')
        report = window.find(TOP_LEVELS, 'Report')
        shown = find(report, 'image', re.compile('^Page 1 of [23]$'))
        count = int(name(shown)[-1])
        window.click('push button', re.compile('Print…$'), root=report)
        dialog = window.find(TOP_LEVELS, 'Print')
        window.click('label', 'Print to File', root=dialog)
        button = find(dialog, 'push button', re.compile('Print$'))
        eventually(lambda: 'sensitive' in states(button), 'the printer is chosen')
        window.click(button)
        path = folder / f'aftercare-{aftercare.person_day(now)}.pdf'
        eventually(lambda: path.exists() and path.read_bytes().rstrip().endswith(b'%%EOF'),
                   f'{path.name} is printed')
        tap.step('the report is printed to a file named after the day')

        printed = pages_of(path)
        tap.check(len(printed) == count, 'it has as many pages as the window shows', len(printed))
        aftercare.command('--export', folder / 'saved.pdf')
        words = ' '.join(printed).split()
        saved = ' '.join(pages_of(folder / 'saved.pdf')).split()
        missing = [word for word in saved if word not in words]
        tap.check(len(saved) > NOTES and not missing, 'each word of the saved report is printed',
                  missing)
        # Word by word, because a cell may have two lines.
        wanted = [*ROUTINE.split(), *f'Entry {NOTES}.'.split()]
        tap.check(all(word in words for word in wanted), 'it includes what was recorded', words)


if __name__ == '__main__':
    main(test)
