#!/usr/bin/python3
# check-up.py: tests that the window says whether reminders arrive, with and without a notification
# server
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens Reminder Check-Up from the menu, reads its rows like a person with a screen reader, makes
it repair starting at login, and sends a test that arrives."""
import datetime
import re

import aftercare
import driver
from driver import find, find_all, key, name
from notifications import Notifications


def open_check_up(window):
    """Opens the check-up from the menu with the mouse. Returns its window."""
    window.click('push button', 'Main Menu')
    window.click('menu item', 'Reminder Check-Up')
    dialog = window.find(driver.TOP_LEVELS, 'Reminder Check-Up')
    window.wait_active(dialog)
    return dialog


def row(dialog, pattern):
    """Waits for the row whose name matches the pattern."""
    return find(dialog, 'list item', re.compile(pattern))


def test(tap):
    """Tests a session without a notification server, and then with one."""
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(now - datetime.timedelta(days=7, minutes=-1))])

    with aftercare.Aftercare(server=False) as window:
        dialog = open_check_up(window)
        row(dialog, '^Session Bus: Good')
        row(dialog, '^Notification Server: Problem. Nothing on this desktop shows notifications. .*dunst')
        row(dialog, '^Aftercare Reminders: Good. The reminder service is running. Next reminder: today')
        row(dialog, '^Start at Login: Warning. Reminders don’t start when you log in')
        row(dialog, '^Aftercare Notifications: Unknown')
        row(dialog, '^Do Not Disturb: Unknown')
        row(dialog, '^Preferences: Good. Your preferences are saved')
        row(dialog, '^Daily Copy: Good')
        find(dialog, None, re.compile('^Reminders can’t reach you'))
        tap.step('it says that there is no notification server, and what to do')
        find(dialog, 'label', re.compile('^No reminders have been due yet'))
        tap.step('it says that no reminder has been due')

        window.click('push button', 'Start at Login', root=dialog)
        row(dialog, '^Start at Login: Good')
        tap.step('a click makes reminders start at login')

        with Notifications() as daemon:
            window.click('push button', 'Check Again', root=dialog)
            row(dialog, '^Notification Server: Good. mock-notify 1.0 is responding')
            find(dialog, None, re.compile('^Found nothing that blocks your reminders, but couldn’t check'))
            bad = [name(one) for one in find_all(dialog, 'list item')
                   if re.search(': (Problem|Warning)', name(one))]
            tap.check(not bad, 'with a server, everything is fine', bad)

            window.click('push button', re.compile('^Send a Test'), root=dialog)
            find(dialog, None, re.compile(r'^The test will appear in (10|9|8) seconds'))
            find(dialog, None, re.compile(r'^The test will appear in [1-7] second'))
            test_shown = daemon.wait_for(1, 12)
            find(dialog, None, re.compile('^The test was sent to your desktop.*If you didn’t'))
            tap.check(test_shown.summary == 'This is a test' and len(daemon.all()) == 1,
                      'the test counts down, arrives, and says where else to look', daemon.all())

            reminder = daemon.wait_for(2, 60)
            row(dialog, r'^Next Session: Due today at \d\d:\d\d · Shown today at \d\d:\d\d, on time'
                        ' · Not seen yet$')
            tap.check(reminder.summary == 'Your rest period is over',
                      'the reminder is in the log', reminder)
            daemon.press('default', 2)
            row(dialog, r'^Next Session: .* · Seen today at \d\d:\d\d$')
            tap.step('the log also says that it was seen')

        key('Escape')
        window.gone(driver.TOP_LEVELS, 'Reminder Check-Up')
        tap.step('Escape closes it')


driver.main(test)
