#!/usr/bin/python3
# makeup-reminder.py: tests the makeup reminder while no window is open
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logs a session of eight hours ago with the mouse, closes the window, and gets the notification on
time."""
import datetime
import re
import time

import aftercare
import driver
from driver import children, find, name
from notifications import Notifications

WAIT = datetime.timedelta(hours=8)
AHEAD = datetime.timedelta(seconds=15)  # enough to press Save and close the window
LATE = 1.0
QUIET = 3.0


def test(tap):
    """Tests from the mouse to the notification, without any help."""
    with Notifications() as notifications:
        with aftercare.Aftercare() as window:
            dialog = window.open_log_session()
            date, moment = find(dialog, 'text', 'Date'), find(dialog, 'text', 'Time')

            # Sessions are entered to the minute: wait for a deadline that is a little ahead.
            deadline = (aftercare.now() + AHEAD).replace(second=0, microsecond=0)
            deadline += datetime.timedelta(minutes=1)
            ended = deadline - WAIT
            window.fill(date, ended.strftime('%Y-%m-%d'))
            window.fill(moment, ended.strftime('%H:%M'))
            window.see('label', re.compile(rf'^Makeup: not before today at {deadline:%H:%M}\.'),
                       scroll=True)
            window.click('push button', 'Save', root=dialog)
            window.gone('dialog', 'Log Session')
            window.label('^Session logged$')
            window.label(f'^Wait until today at {deadline:%H:%M}$')
            tap.step('a session is backdated by typing, and Today counts down to its deadline')

            window.close_window()
            tap.check(window.wait_ended() == 0, 'the window closes, and its program ends')
        tap.check(aftercare.now() < deadline, 'this was before the deadline')
        tap.check(notifications.all() == [], 'nothing is shown too early', notifications.all())

        left = (deadline - aftercare.now()).total_seconds()
        notification = notifications.wait_for(1, left + 10)
        late = notification.at - deadline.timestamp()
        tap.check(0 <= late <= LATE, f'a notification comes {late:.3f} s after the deadline')
        tap.check(notification.summary == 'Your wait for makeup is over', 'it has the right title',
                  notification.summary)
        tap.check(re.search('^The guide suggests tomorrow. The 8-hour minimum is over',
                            notification.body), 'it has the right text', notification.body)
        tap.check(notification.buttons == ['Open'], 'it has the right buttons', notification.buttons)

        time.sleep(QUIET)
        tap.check(len(notifications.all()) == 1, 'there is exactly one', notifications.all())

        notifications.press('Open', 1)
        opened = driver.eventually(
            lambda: [frame for program in driver.programs()
                     for frame in children(program) if name(frame) == 'Aftercare'],
            'its button opens the window')
        tap.check(len(opened) == 1, 'its button opens the window, once')


driver.main(test)
