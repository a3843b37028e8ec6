#!/usr/bin/python3
# held-and-released.py: tests that dry skin holds the next session and calm skin releases it
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rest of an imported session ends while the window is open. A check-in with dryness 3 holds
the session, and the notification at the deadline says so. A calm check-in releases it."""
import datetime
import re
import time

import aftercare
import driver
from notifications import Notifications

DAYS = 7
AHEAD = datetime.timedelta(seconds=25)  # for the window to open and the check-in to be saved
LATE = 1.0
QUIET = 5.0


def test(tap):
    """Expects one notification of the hold, one of the release, and no others."""
    with Notifications() as notifications:
        deadline = aftercare.now() + AHEAD
        aftercare.import_diary(
            [aftercare.session(deadline - datetime.timedelta(days=DAYS), rest_days=DAYS)])
        with aftercare.Aftercare() as window:
            window.label('^Resting until ')
            window.choose('Dryness', 3)
            window.click('push button', 'Save Check-In')
            window.label('^Checked in at .*: dryness 3$')
            tap.check(aftercare.now() < deadline - datetime.timedelta(seconds=1),
                      'a check-in with dryness 3 is made before the rest is over')
            tap.check(notifications.all() == [], 'nothing is shown too early', notifications.all())

            left = (deadline - aftercare.now()).total_seconds()
            held = notifications.wait_for(1, left + 10)
            late = held.at - deadline.timestamp()
            tap.check(0 <= late <= LATE, f'a notification comes {late:.3f} s after the deadline')
            tap.check(held.summary == 'Your next session is on hold', 'it says that the session is on hold',
                      held.summary)
            tap.check(re.search('dryness', held.body, re.I), 'it says why', held.body)
            tap.check('Log Session' not in held.buttons, "it doesn't offer to log a session",
                      held.buttons)
            window.label('^On hold')
            tap.step('Today does too')

            window.click('push button', 'Add Another')
            saved_from = time.time()
            for symptom in aftercare.SYMPTOMS:
                window.choose(symptom, 0)
            window.click('push button', 'Save Check-In')
            window.label('^Checked in at .*: redness 0, tingling 0, dryness 0$')
            saved_by = time.time()
            released = notifications.wait_for(2, 10)
            tap.check(saved_from < released.at <= saved_by + LATE,
                      'a calm check-in releases it at once', released)
            tap.check(released.summary == 'Your rest period is over', 'it says that the rest is over',
                      released.summary)
            tap.check(re.search('Check your skin first.', released.body),
                      'it says to check the skin first', released.body)
            tap.check(released.buttons == ['Log Session', 'Remind Me Tomorrow'], 'it has the right buttons',
                      released.buttons)
            window.gone('label', re.compile('^On hold'))

            time.sleep(QUIET)
            tap.check(len(notifications.all()) == 2, f'nothing else within {QUIET:g} s',
                      notifications.all())
            tap.check(aftercare.status()['next_session']['state'] == 'ready',
                      'the plan says ready', aftercare.status())


driver.main(test)
