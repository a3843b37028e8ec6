#!/usr/bin/python3
# faults.py: tests a full disk and a busy, newer or read-only diary: clear messages, and nothing
# typed is lost
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each fault occurs when a person saves an entry or starts the program. The message names the place
and what to do, the entry stays, and saving works once the fault is over. Run with `session
--mounts`."""
import contextlib
import datetime
import os
import pathlib
import re
import sqlite3

import aftercare
import driver
import mounts
from driver import eventually, find, text, type_text

FAULTS = re.compile('could not be (saved|written|read)|Saving a .* failed|No snapshot today')
READ_ONLY = re.compile('^Your diary is read-only')
WORDS = 'Warm after the shower'


def diary_path():
    """Returns the path of the diary."""
    return pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare', 'diary.db')


def another_writer():
    """Returns a connection from another program to the diary."""
    return contextlib.closing(sqlite3.connect(diary_path(), isolation_level=None, timeout=10))


def set_version(change):
    """Makes the diary one of a later version, or of the current one again."""
    with another_writer() as writer:
        version, = writer.execute('PRAGMA user_version').fetchone()
        writer.execute(f'PRAGMA user_version = {version + change}')


def enter(window):
    """Enters a check-in in the empty form on Today, with mouse and keys."""
    window.choose('Redness', 2)
    window.choose('Dryness', 1)
    window.click(find(window.root, 'text', 'In your own words'))
    type_text(WORDS)


def save_check_in(tap, window, message, over):
    """Saves, reads the message, checks that the entry is still there; when the fault is over, saves
    again."""
    window.click('push button', 'Save Check-In')
    problem = window.label(message)
    said = driver.name(problem)
    tap.check(str(diary_path()) in said and said.startswith('Could not save the check-in.')
              and said.endswith('What you entered is still here.'), 'the message is clear', said)
    window.screenshot(pathlib.Path(os.environ.get('TEST_PICTURES', '.'))
                      / f'fault-{re.sub("[^a-z]+", "-", message.lower())}.png')
    tap.check((window.chosen('Redness'), window.chosen('Dryness'),
               text(find(window.root, 'text', 'In your own words'))) == (2, 1, WORDS),
              'the input is still there')
    tap.check(WORDS not in aftercare_texts(), 'nothing of it is in the diary')
    over()
    window.click('push button', 'Save Check-In')
    window.label('^Checked in at .*: redness 2, dryness 1')
    tap.check(aftercare_texts() == [WORDS], 'afterwards it is saved, once')


def aftercare_texts():
    """Returns the text of check-ins in the file, read by another program."""
    with another_writer() as reader:
        return [row[0] for row in reader.execute(
            "SELECT text FROM notes WHERE text <> '' AND trashed_at_us IS NULL")]


def start_over(window):
    """Another program deletes the check-in, and the form is empty again."""
    with another_writer() as writer:
        writer.execute('DELETE FROM notes')
        writer.execute('DELETE FROM drafts')
    window.stop()


def check_full(tap, disk):
    """There is no room for a check-in or a session."""
    with aftercare.Aftercare() as window:
        window.label('^How is your skin today')
        window.click('push button', 'Something Else?')
        disk.fill()
        enter(window)
        save_check_in(tap, window, 'The disk is full. Nothing was changed in ', disk.make_room)

        dialog = window.open_log_session()
        disk.fill()
        window.click('push button', 'Save', root=dialog)
        said = driver.name(window.find('alert', re.compile('The disk is full. Nothing was changed in '),
                                       root=dialog))
        tap.check(said.startswith('Could not save the session.') and str(diary_path()) in said,
                  'a session without room on the disk is reported too', said)
        disk.make_room()
        window.click('push button', 'Save', root=dialog)
        window.gone(driver.TOP_LEVELS, 'Log Session')
        eventually(lambda: len(aftercare.export()['sessions']) == 2, 'two sessions')
        tap.step('it is saved when there is room')
        start_over(window)


def check_busy(tap):
    """Another program writes without end."""
    with aftercare.Aftercare() as window, another_writer() as writer:
        window.label('^How is your skin today')
        window.click('push button', 'Something Else?')
        enter(window)
        writer.execute('BEGIN IMMEDIATE')
        save_check_in(tap, window, 'Another program is writing to the diary',
                      lambda: writer.execute('ROLLBACK'))
        start_over(window)


def check_newer(tap):
    """A newer program has changed the diary, while the window is open, and before it starts."""
    with aftercare.Aftercare() as window:
        window.label('^How is your skin today')
        window.click('push button', 'Something Else?')
        enter(window)
        set_version(+1)
        save_check_in(tap, window, 'saved by a newer version of Aftercare',
                      lambda: set_version(-1))
        start_over(window)

    set_version(+1)
    with aftercare.Aftercare() as window:
        said = driver.name(window.label('saved by a newer version of Aftercare'))
        tap.check('Update Aftercare' in said and str(diary_path()) in said,
                  'it is reported at the start too, with the path', said)
        set_version(-1)
        window.click('push button', 'Try Again')
        window.label('^How is your skin today')
        tap.step('Try Again opens it once the fault is over')
        window.stop()


def check_read_only(tap, disk):
    """The folder is read-only."""
    disk.set_read_only(True)
    with aftercare.Aftercare() as window:
        window.label('^How is your skin today')
        said = driver.name(window.find('alert', READ_ONLY))
        tap.check('permission' in said and str(diary_path()) in said,
                  'a read-only diary is shown, and the window says so', said)
        window.go_to('Diary')
        window.label('Roller')
        tap.step('it is complete')
        window.go_to('Today')
        window.click('push button', 'Something Else?')
        enter(window)
        window.click('push button', 'Save Check-In')
        said = driver.name(window.label('The diary .* is read-only'))
        tap.check(str(diary_path()) in said and said.endswith('What you entered is still here.'),
                  'saving says why it failed, and what to do', said)
        window.screenshot(pathlib.Path(os.environ.get('TEST_PICTURES', '.')) / 'fault-read-only.png')
        tap.check(text(find(window.root, 'text', 'In your own words')) == WORDS,
                  'the input is still there')
        # The window notices mounts, so it may not need Try Again, which the test `replaced`
        # presses.
        disk.set_read_only(False)
        eventually(lambda: not window.find_all('alert', READ_ONLY), 'the banner is gone')
        tap.step('the window notices when that is over')
        window.click('push button', 'Save Check-In')
        window.label('^Checked in at .*: redness 2, dryness 1')
        tap.check(aftercare_texts() == [WORDS], 'the input is saved, once')
        start_over(window)


def test(tap):
    """Tests one fault after another."""
    if not os.environ.get('SESSION_MOUNTS'):
        tap.step('# SKIP needs permission to mount')
        return
    disk = mounts.Disk(diary_path().parent)
    aftercare.import_diary([aftercare.session(aftercare.now() - datetime.timedelta(days=20))])
    check_full(tap, disk)
    check_busy(tap)
    check_newer(tap)
    check_read_only(tap, disk)


if __name__ == '__main__':
    driver.main(test, FAULTS)
