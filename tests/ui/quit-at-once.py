#!/usr/bin/python3
# quit-at-once.py: tests that quitting right after a change loses neither it nor its reminder
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes the diary and quits immediately.

Meanwhile another program locks the diary, so that the window ends while its worker still waits to
write. The change must still get to the disk, and the notifier must be notified, because otherwise
it would only notice at the next start.
"""
import contextlib
import os
import pathlib
import re
import sqlite3
import subprocess
import time

import aftercare
import driver
from driver import eventually, key

NOTIFIER = 'org.example.Aftercare.Notifier'


def next_due():
    """Returns the time of the notifier's next reminder in microseconds since 1970, or 0 for
    none."""
    said = subprocess.run(['gdbus', 'call', '--session', '--dest', NOTIFIER, '--object-path',
                           '/org/example/Aftercare/Notifier', '--method', f'{NOTIFIER}.GetStatus'],
                          capture_output=True, text=True, check=True, timeout=10).stdout
    found = re.search(r"'next-due': <int64 (\d+)>", said)
    return int(found.group(1)) if found else 0


@contextlib.contextmanager
def diary_held():
    """Another writer locks the diary, for much less than the second that the program waits."""
    path = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'aftercare' / 'diary.db'
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute('BEGIN IMMEDIATE')
        yield
        time.sleep(0.4)
        other.execute('COMMIT')


@contextlib.contextmanager
def hearing_of_changes():
    """Listens to the notifier. Yields a function that returns how often it was notified of a
    change."""
    heard = driver.session_folder() / 'changes.txt'
    with open(heard, 'w', encoding='utf-8') as output:
        monitor = subprocess.Popen(['gdbus', 'monitor', '--session', '--dest', NOTIFIER],
                                   stdout=output)
    try:
        eventually(lambda: 'is owned by' in heard.read_text(), 'the notifier is listened to')
        yield lambda: heard.read_text().count(f'{NOTIFIER}.Changed')
    finally:
        monitor.terminate()
        monitor.wait()


def test(tap):
    """Tests Save and Undo, each with Ctrl+Q right after it."""
    with aftercare.Aftercare() as window:
        window.label('^Your Recovery Starts Here$')
        tap.check(next_due() == 0, 'no reminder is pending yet')
        window.open_log_session()
        with diary_held():
            key('Return', 'ctrl+q')
        window.label('^Session logged$')
        tap.step('quitting waits for a dialog that is still saving')
        [session] = aftercare.export()['sessions']
        makeup = aftercare.moment_of(session['ended_at']).timestamp() + 8 * 3600
        eventually(lambda: next_due() == round(makeup * 1e6), 'the notifier knows of the session')
        tap.step('its reminder is pending')

        with hearing_of_changes() as changes:
            with diary_held():
                window.click('push button', re.compile('^Undo'))
                key('ctrl+q')
            window.wait_ended()
            tap.step('the window is gone')
            eventually(lambda: changes() == 1, 'the notifier was notified')
            tap.step('the notifier was notified')

    tap.check(aftercare.export()['sessions'] == [], 'the last change is done')
    tap.check(next_due() == 0, 'no reminder is pending any more')


driver.main(test)
