#!/usr/bin/python3
# edit-moves-reminder.py: tests that correcting a session moves its reminders
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Corrects the time of a session, and then its rest, in the Diary with the mouse. The reminders for
the old deadlines are gone, those for the new ones are in the database, and the makeup reminder
arrives only at its new time."""
import contextlib
import datetime
import os
import pathlib
import re
import sqlite3
import time

import aftercare
import driver
from driver import eventually, find
from notifications import Notifications

MAKEUP = datetime.timedelta(hours=8)
AHEAD = datetime.timedelta(seconds=20)  # enough to press Save
LATE = 1.0
QUIET = 3.0


def reminders():
    """Returns {kind: (deadline in seconds since 1970, generation)} of pending reminders."""
    path = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'aftercare' / 'diary.db'
    with contextlib.closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT kind, due_us, generation FROM reminders"
                                " WHERE state = 'pending'").fetchall()
    assert len({kind for kind, _, _ in rows}) == len(rows), f'promised twice: {rows}'
    return {kind: (due_us / 1e6, generation) for kind, due_us, generation in rows}


def expect(ended, rest_days, kinds=('makeup', 'next_session')):
    """Waits until the pending reminders are exactly those of such a session."""
    want = {'makeup': (ended + MAKEUP).timestamp(),
            'next_session': (ended + datetime.timedelta(days=rest_days)).timestamp()}
    want = {kind: want[kind] for kind in kinds}
    eventually(lambda: {kind: due for kind, (due, _) in reminders().items()} == want,
               f'pending are {want}, not {reminders()}')


def edit(window):
    """Opens the only session in the Diary. Returns the dialog."""
    window.click(window.see('list item', re.compile('^Session')), across=0.3)
    dialog = window.find('dialog', 'Edit Session')
    window.settle(find(dialog, 'spin button', 'Days of Rest'))
    return dialog


def save(window, dialog):
    """Saves, and waits for the confirmation."""
    window.click('push button', 'Save', root=dialog)
    window.gone('dialog', 'Edit Session')
    window.label('^Session updated$')


def set_time(window, dialog, ended):
    """Types the time when it ended."""
    window.fill(find(dialog, 'text', 'Date'), ended.strftime('%Y-%m-%d'))
    window.fill(find(dialog, 'text', 'Time'), ended.strftime('%H:%M'))


def test(tap):
    """An hour too late, corrected; then more rest; then a day ago."""
    with Notifications() as notifications:
        first = (aftercare.now() - datetime.timedelta(hours=3)).replace(second=0, microsecond=0)
        aftercare.import_diary([aftercare.session(first, rest_days=7)])
        with aftercare.Aftercare() as window:
            window.go_to('Diary')
            expect(first, 7)
            tap.step('makeup and next session are pending for the session as logged')

            dialog = edit(window)
            deadline = (aftercare.now() + AHEAD).replace(second=0, microsecond=0)
            deadline += datetime.timedelta(minutes=1)
            ended = deadline - MAKEUP
            set_time(window, dialog, ended)
            save(window, dialog)
            expect(ended, 7)
            tap.check(aftercare.now() < deadline, 'both move at once with the time of the session')

            dialog = edit(window)
            window.fill(find(dialog, 'spin button', 'Days of Rest'), '10')
            save(window, dialog)
            expect(ended, 10)
            tap.step('more rest moves only the next session')

            left = (deadline - aftercare.now()).total_seconds()
            tap.check(left > 0 and notifications.all() == [], 'nothing is shown too early',
                      (left, notifications.all()))
            notification = notifications.wait_for(1, left + 10)
            late = notification.at - deadline.timestamp()
            tap.check(0 <= late <= LATE and notification.summary == 'Your wait for makeup is over',
                      f'the makeup reminder comes {late:.3f} s after its new deadline', notification)

            dialog = edit(window)
            set_time(window, dialog, ended - datetime.timedelta(days=1))
            save(window, dialog)
            expect(ended - datetime.timedelta(days=1), 10, ['next_session'])
            time.sleep(QUIET)
            tap.check(len(notifications.all()) == 1,
                      'an edit that moves a deadline into the past sends no notification',
                      notifications.all())


if __name__ == '__main__':
    driver.main(test)
