#!/usr/bin/python3
# damaged.py: tests that a damaged diary is rescued, and an earlier one offered
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Overwrites the first page of the diary while the notifier runs. The commands report that in one
line, the window in plain words, and one click recovers everything."""
import datetime
import os
import pathlib
import re
import subprocess

import dbus

import aftercare
import driver
from driver import name

CHECK_IN = re.compile('^Check-in,')


def run(*arguments):
    """Runs `aftercare` with these arguments. Returns its exit status and the lines on stderr."""
    done = subprocess.run([aftercare.environment('TEST_AFTERCARE'), *arguments], check=False,
                          capture_output=True, text=True, timeout=30)
    return done.returncode, done.stderr.splitlines()


def next_due():
    """Returns the time of the notifier's next reminder, or 0 for none."""
    notifier = dbus.SessionBus().get_object('org.example.Aftercare.Notifier',
                                            '/org/example/Aftercare/Notifier', introspect=False)
    return notifier.GetStatus(dbus_interface='org.example.Aftercare.Notifier')['next-due']


def test(tap):
    """Damages, reads the messages, rescues."""
    folder = pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare')
    now = aftercare.now()
    ago = lambda **span: now - datetime.timedelta(**span)  # noqa: E731
    aftercare.import_diary([aftercare.session(ago(days=2))], [aftercare.note(ago(hours=30), 1, 1, 1)])
    aftercare.import_diary([], [aftercare.note(ago(hours=3), 2, 1, 1, text='the latest')])
    before = aftercare.export()
    good = folder.parent / 'good.json'
    good.write_text(aftercare.diary())
    with open(folder / 'diary.db', 'r+b') as file:
        file.write(b'\xa5' * 4096)
    damaged = (folder / 'diary.db').read_bytes()

    for arguments in (['--status'], ['--export', '-'], ['--import', str(good)]):
        code, lines = run(*arguments)
        tap.check(code == 1 and len(lines) == 1 and 'damaged' in lines[0],
                  f'{arguments[0]} reports it in one line', lines)
    tap.check((folder / 'diary.db').read_bytes() == damaged, 'nothing was changed')

    with aftercare.Aftercare() as window:
        window.label('^Your Diary Is Damaged$')
        window.label('rescue what’s readable')
        tap.step('the window says so, and what to do')
        window.screenshot(pathlib.Path(os.environ.get('TEST_PICTURES', '.')) / 'damaged.png')
        window.click('push button', 'Rescue My Diary')
        dialog = window.find(driver.TOP_LEVELS, 'Your Diary Was Rescued')
        window.label(r'now in your diary: 1 session, 2 check-ins\.', root=dialog)
        window.label(r'Your latest copy \(Today, .*\) contains 1 session, 1 check-in\.', root=dialog)
        window.screenshot(pathlib.Path(os.environ.get('TEST_PICTURES', '.')) / 'rescued.png', dialog)
        tap.step('it says how much is readable, and what the latest copy has')
        tap.check(any(path.read_bytes() == damaged for path in
                      (folder / 'snapshots').glob('*-damaged.db')), 'the damaged file is kept')
        window.kill()

    with aftercare.Aftercare() as window:
        dialog = window.find(driver.TOP_LEVELS, 'Your Diary Was Rescued')
        window.label(r'now in your diary: 1 session, 2 check-ins\.', root=dialog)
        tap.step('after the window was killed, the next one says it again')
        window.click('push button', re.compile('Earlier Diary…$'), root=dialog)
        dialog = window.find(driver.TOP_LEVELS, 'Restore an Earlier Diary')
        window.see('list item', re.compile('1 session, 1 check-in. Made before an import'), root=dialog)
        tap.step('the copies are one click away')
        window.close_window(dialog)
        window.gone(driver.TOP_LEVELS, 'Restore an Earlier Diary')

        window.go_to('Diary')
        driver.eventually(lambda: len(window.find_all('list item', CHECK_IN)) == 2,
                          'the Diary shows both check-ins')
        after = aftercare.export()
        tap.check((after['sessions'], after['skin_notes'])
                  == (before['sessions'], before['skin_notes']), 'nothing is missing', after)
        window.stop()

    with aftercare.Aftercare() as window:
        window.label('^Checked in at')
        tap.check(not window.find_all(driver.TOP_LEVELS, 'Your Diary Was Rescued'),
                  "it isn't mentioned any more")
        window.stop()

    # While the notifier has it open: it doesn't read again what it has cached.
    with open(folder / 'diary.db', 'r+b') as file:
        file.write(b'\xa5' * 4096)
    with aftercare.Aftercare() as window:
        window.label('^Your Diary Is Damaged$')
        window.click('push button', 'Rescue My Diary')
        dialog = window.find(driver.TOP_LEVELS, 'Your Diary Was Rescued')
        window.label(r'now in your diary: 1 session, 2 check-ins\.', root=dialog)
        tap.step('the notifier closes a diary that is damaged again')
        driver.eventually(lambda: next_due() > 0, 'the notifier has the reminders again')
        tap.step('it has its reminders again after the rescue')


if __name__ == '__main__':
    driver.main(test, re.compile('damaged'))
