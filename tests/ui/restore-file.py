#!/usr/bin/python3
# restore-file.py: tests merging a diary from a file, or replacing the current one with it
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A .json, a .zip and a diary.db in WAL mode with its log, in a read-only folder, with keyboard and
mouse; and messages that say what a file is if it isn't a diary."""
import datetime
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import zipfile

import aftercare
import driver
from driver import TOP_LEVELS, key, name


def open_restore(window):
    """Opens the list of copies from the menu. Returns its window."""
    window.click('push button', 'Main Menu')
    window.click('menu item', re.compile('^Restore an Earlier Diary'))
    return window.find(TOP_LEVELS, 'Restore an Earlier Diary')


def active_window():
    """Returns the title of the window with the focus; empty between two windows."""
    done = subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], capture_output=True,
                          text=True, check=False)
    return done.stdout.strip()


def choose(window, path):
    """Opens a file with the keyboard. Returns the result."""
    dialog = open_restore(window)
    driver.eventually(lambda: 'sensitive' in driver.states(driver.find(
        dialog, 'push button', re.compile('Choose a File…$'))), 'a file can be chosen')
    key('alt+f')
    driver.eventually(lambda: active_window() == 'Restore a Diary From a File',
                      'the file chooser has the focus')
    window.choose_file(path, slash=True)
    return window.find(TOP_LEVELS, re.compile('^Diary in |^Could Not Read the File$'))


def answer(window, question, button):
    """Presses a button of the question, and waits until it has closed."""
    window.click('push button', re.compile(button + '$'), root=question)
    window.gone(TOP_LEVELS, name(question))


def entries():
    """Returns the exported diary, without the time of the export."""
    document = aftercare.export()
    return document['sessions'], document['skin_notes'], document['deleted']


def make_live_database(folder, document):
    """Creates a diary.db with entries only in its log, as left by a killed program."""
    folder.mkdir()
    data = folder / 'data'
    subprocess.run([aftercare.environment('TEST_AFTERCARE'), '--import', '-'], check=True,
                   input=json.dumps(document), text=True, capture_output=True,
                   env={**os.environ, 'XDG_DATA_HOME': str(data)})
    database = data / 'aftercare' / 'diary.db'
    writer = sqlite3.connect(database)
    writer.execute("UPDATE notes SET text = 'only in the log', modified_at_us = modified_at_us + 9"
                   " WHERE text = 'old'")
    writer.commit()
    for suffix in '', '-wal':
        shutil.copyfile(f'{database}{suffix}', folder / f'diary.db{suffix}')
    writer.close()
    shutil.rmtree(data)
    for path in folder.iterdir():
        path.chmod(0o400)
    folder.chmod(0o500)


def test(tap):
    """Merges, replaces, and restores."""
    home = pathlib.Path(driver.session_folder())
    now = aftercare.now()
    ago = lambda **span: now - datetime.timedelta(**span)  # noqa: E731
    aftercare.import_diary([aftercare.session(ago(days=2))],
                           [aftercare.note(ago(hours=30), 1, 1, 1),
                            aftercare.note(ago(hours=3), 2, 1, 1)])
    own = entries()
    others = [aftercare.note(ago(days=10 + day), 4, 4, 4, text='old' if day == 0 else '')
              for day in range(3)]
    document = json.loads(aftercare.diary([], others))
    (home / 'other.json').write_text(json.dumps(document))
    with zipfile.ZipFile(home / 'other.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.write(home / 'other.json', 'folder/other.json')
        archive.writestr('folder/picture.png', b'\x89PNG\r\n')
    make_live_database(home / 'stick', document)
    (home / 'table.csv').write_text('id,date\n1,2026-11-30\n')
    with zipfile.ZipFile(home / 'empty.zip', 'w') as archive:
        archive.writestr('letter.txt', 'Hello')

    with aftercare.Aftercare() as window:
        window.go_to('Diary')
        question = choose(window, home / 'other.zip')
        window.label('^0 sessions, 3 check-ins, from', root=question)
        window.label('^• 3 check-ins will be added$', root=question)
        window.label('• 3 check-ins will be added\n• 1 session, 2 check-ins will be removed',
                     root=question)
        answer(window, question, 'Cancel')
        tap.check(entries() == own, 'the result of either choice is previewed')
        key('Escape')
        window.gone(TOP_LEVELS, 'Restore an Earlier Diary')

        answer(window, choose(window, home / 'other.zip'), 'Merge')
        window.gone(TOP_LEVELS, 'Restore an Earlier Diary')
        window.label('^Diaries merged$')
        tap.check(len(entries()[0]) == 1 and len(entries()[1]) == 5,
                  'a zip is merged: nothing is lost', entries())
        driver.eventually(lambda: len(window.find_all('list item', re.compile('^Check-in,'))) == 5,
                          'the Diary shows five check-ins')

        before = {path.name: path.read_bytes() for path in (home / 'stick').iterdir()}
        answer(window, choose(window, home / 'stick' / 'diary.db'), 'Replace')
        window.gone(TOP_LEVELS, 'Restore an Earlier Diary')
        window.label('^Earlier diary restored$')
        sessions, notes, _ = entries()
        tap.check(sessions == [] and len(notes) == 3 and 'only in the log' in
                  [one['text'] for one in notes],
                  'a diary.db replaces the diary, including its log', notes)
        tap.check({path.name: path.read_bytes() for path in (home / 'stick').iterdir()} == before,
                  'nothing was written beside it')

        dialog = open_restore(window)
        window.click('list item', re.compile('Made before an earlier diary'), root=dialog,
                     across=0.3)
        question = window.find(TOP_LEVELS, re.compile('^Diary From '))
        window.click('push button', re.compile('Restore$'), root=question)
        window.gone(TOP_LEVELS, 'Restore an Earlier Diary')
        driver.eventually(lambda: len(entries()[1]) == 5, 'the five check-ins are restored')
        tap.check(entries()[0] == own[0], 'it can be undone from the list')

        for path, said in (
                ('table.csv', '“table.csv” is a spreadsheet'),
                ('empty.zip', '“empty.zip” doesn’t contain a diary'),
                (os.path.join(os.environ['XDG_DATA_HOME'], 'aftercare', 'diary.db'),
                 '“diary.db” is your current diary')):
            question = choose(window, home / path)
            window.label('^' + said, root=question)
            key('Escape')
            window.gone(TOP_LEVELS, 'Could Not Read the File')
            key('Escape')
            window.gone(TOP_LEVELS, 'Restore an Earlier Diary')
        tap.check(len(entries()[1]) == 5, 'a message says what the file is, and nothing is changed')
        left = [path.name for path in
                (pathlib.Path(os.environ['XDG_DATA_HOME']) / 'aftercare' / 'snapshots').iterdir()
                if '.partial' in path.name]
        tap.check(not left, 'previewing leaves nothing behind', left)


if __name__ == '__main__':
    driver.main(test, expected=re.compile('A file could not be restored'))
