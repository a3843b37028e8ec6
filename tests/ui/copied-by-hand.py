#!/usr/bin/python3
# copied-by-hand.py: tests copying diary.db away and back without the program
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""With the notifier running, a plain copy of diary.db has every check-in once the window is closed
or was left alone; and the program continues with a copy that is put back over diary.db."""
import datetime
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess

import aftercare
import driver
from driver import TOP_LEVELS, eventually

DATABASE = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'aftercare' / 'diary.db'
LOG = DATABASE.with_name('diary.db-wal')


def is_folded():
    """Is the whole diary in the one file?"""
    return not LOG.exists() or LOG.stat().st_size == 0


def notes_of(database):
    """Returns the texts of the check-ins in a copy of that file alone."""
    data = pathlib.Path(driver.session_folder()) / 'elsewhere'
    shutil.rmtree(data, ignore_errors=True)
    (data / 'aftercare').mkdir(parents=True)
    shutil.copyfile(database, data / 'aftercare' / 'diary.db')
    done = subprocess.run([aftercare.environment('TEST_AFTERCARE'), '--export', '-'], check=True,
                          capture_output=True, text=True,
                          env={**os.environ, 'XDG_DATA_HOME': str(data)})
    return [(one['redness'], one['tingling'], one['dryness'])
            for one in json.loads(done.stdout)['skin_notes']]


def test(tap):
    """Copies it away, and back."""
    aftercare.import_diary([aftercare.session(aftercare.now() - datetime.timedelta(days=2))])
    with aftercare.Aftercare() as window:
        window.check_in(1, 2, 0)
        eventually(is_folded, 'the notifier has checkpointed the log', patience=60)
        tap.check(notes_of(DATABASE) == [(1, 2, 0)],
                  'with the window open, a copy has the check-in a moment later')
        shutil.copyfile(DATABASE, DATABASE.with_name('kept.db'))
        window.click('push button', re.compile('Edit'))
        window.check_in(3, 3, 3)
        window.close_window()
        window.wait_ended()
        tap.check(is_folded() and notes_of(DATABASE) == [(3, 3, 3)],
                  'when the window closes, the diary is in one file', notes_of(DATABASE))

    # Put back at once by renaming, and by writing over it.
    os.replace(shutil.copyfile(DATABASE.with_name('kept.db'), DATABASE.with_name('new.db')),
               DATABASE)
    with aftercare.Aftercare() as window:
        window.label('^Checked in')
        window.click('push button', re.compile('Edit'))
        tap.check(window.chosen('Tingling') == 2, 'the program uses the copy that was put back')
        window.check_in(0, 0, 4)
        # Until then, the file is identical to the copy put back.
        eventually(is_folded, 'the notifier has checkpointed the log', patience=60)
        # Into the file that is open, here and in the notifier.
        shutil.copyfile(DATABASE.with_name('kept.db'), DATABASE)
        window.find('alert', re.compile('^Another file has replaced your diary'))
        window.label('^Checked in .*tingling 2')
        tap.step('a copy over the open diary is noticed and shown')
        window.click('push button', re.compile('Edit'))
        window.check_in(0, 0, 4)
        window.close_window()
        window.wait_ended()
    tap.check([one['dryness'] for one in aftercare.export()['skin_notes']] == [4],
              'the program writes to it')
    with sqlite3.connect(DATABASE) as diary:
        tap.check(diary.execute('PRAGMA integrity_check').fetchall() == [('ok',)],
                  'it contains nothing of the other diary')


if __name__ == '__main__':
    driver.main(test, expected=re.compile('log beside .* is that of another diary'))
