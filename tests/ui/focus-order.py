#!/usr/bin/python3
# focus-order.py: tests that Tab moves through each window in reading order
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the windows of the menu and presses Tab for a whole round: the order is the reading order.
The same from right to left, where the first widget of a line is at its right end. names.py does
this for the pages, Preferences and the dialogs that change an entry."""
import datetime
import re

import aftercare
import driver
from driver import extents, find, find_all, key, main
from focus import check_order, entered

DAY = datetime.timedelta(days=1)
WINDOWS = driver.TOP_LEVELS
PREFERENCES = ('Hours Before Makeup', 'Rest by Needle Length', re.compile('^Redness'),
               re.compile('^Tingling'), re.compile('^Dryness'), 'Count Uses',
               'Uses Before Replacement', 'Daily Check-In Reminder', 'Discreet Notifications',
               'Run in Background', 'Reminder Check-Up', 'Show in Desktop Search',
               'Day Starts At', 'Erase Everything')


def open_item(window, item, title):
    """Opens a window from the menu. Returns it."""
    key('F10')
    window.click('menu item', item)
    return window.find(WINDOWS, title)


def leave(window, dialog):
    """Closes a window without unsaved input."""
    title = driver.name(dialog)
    key('Escape')
    window.gone(WINDOWS, title)


def begin(window, dialog):
    """Moves the focus to the first control of a window that was empty when it opened."""
    def inside():
        if any('focused' in driver.states(one) for one in driver.walk(dialog) if one != dialog):
            return True
        key('Tab')
        return False
    driver.eventually(inside, f'{driver.name(dialog)!r} has the keyboard')


def check_exchange(tap, window):
    """Export and Report."""
    dialog = open_item(window, 'Export Diary…', 'Export')
    check_order(tap, window, 'Export', 'Whole Diary', 'Report for Your Clinician',
                'Dates for Your Calendar', 'Table of Sessions', 'Table of Check-Ins', 'Whole Diary')
    leave(window, dialog)

    dialog = open_item(window, 'Print Report…', 'Report')
    find(dialog, 'image', re.compile('^Page 1 of '))
    # GTK doesn't report the focus on the text of an entry row: the button beside it represents the
    # first and the last day.
    window.tab_to(('list item', 'check box'), 'Include Your Own Words')
    check_order(tap, window, 'Report', 'Include Your Own Words', 'Save PDF… Save PDF…', 'Print… Print…',
                'Choose a Date', 'Include Your Own Words')
    leave(window, dialog)


def check_copies(tap, window):
    """Restore an Earlier Diary, and the trash."""
    dialog = open_item(window, 'Restore an Earlier Diary…', 'Restore an Earlier Diary')
    find(dialog, 'list item', re.compile('Made before'))
    begin(window, dialog)
    latest = re.compile('2 sessions, 2 check-ins')
    check_order(tap, window, 'Restore an Earlier Diary', latest,
                re.compile('1 session, 1 check-in'), latest)
    leave(window, dialog)

    window.go_to('Diary')
    for kind in ('check-in', 'session'):
        window.click(window.find_all('push button', re.compile(f'^Delete {kind} from '))[0])
        window.label(' deleted$')
    dialog = open_item(window, 'Trash', 'Trash')
    find(dialog, 'list item', re.compile('^Session'))
    begin(window, dialog)
    check_order(tap, window, 'the trash', 'Empty Trash…', re.compile('^Restore Session'),
                re.compile('^Restore Check-in'), 'Empty Trash…')
    leave(window, dialog)


def check_others(tap, window):
    """Reminder Check-Up, and a check-in for another day."""
    dialog = open_item(window, 'Reminder Check-Up', 'Reminder Check-Up')
    find(dialog, 'list item', re.compile('^Do Not Disturb'))
    driver.gone(dialog, None, 'Checking…')
    begin(window, dialog)
    check_order(tap, window, 'Reminder Check-Up', 'Check Again', re.compile('^Session Bus'),
                re.compile('^Notification Server'), re.compile('^Aftercare Reminders'),
                re.compile('^Start at Login'), re.compile('^Aftercare Notifications'),
                re.compile('^Do Not Disturb'), 'Send a Test in 10 Seconds')
    leave(window, dialog)

    dialog = open_item(window, 'Add Check-In for Another Day…', 'Add Check-In')
    window.click(window.scale('Redness', dialog)[0])
    key('BackSpace')  # discards the input
    check_order(tap, window, 'Add Check-In', 'Redness 0, none', 'Tingling 0, none',
                'Dryness 0, none', 'Something Else?', 'Choose a Date', 'Cancel', 'Save')
    leave(window, dialog)


def check_mirrored(tap, window):
    """The pages and the larger dialogs from right to left."""
    window.go_to('Trends')
    trends = window.find('panel', 'Trends')
    window.click('push button', 'Previous Month')
    window.click('push button', 'Redness', root=trends)
    key('space')  # as before
    check_order(tap, window, 'Trends, from right to left', 'Redness', 'Tingling', 'Dryness',
                re.compile('^Chart of severity'), 'Previous Month', 'Next Month',
                re.compile(r'^\w+day \d'), 'Log Session', 'Trends', 'Main Menu',
                'Recovery', 'Show as Table', 'Save Picture…', 'Redness')
    previous, after = (extents(find(trends, 'push button', f'{which} Month'))
                       for which in ('Previous', 'Next'))
    tap.check(previous.x > after.x, 'the previous month is on the right', (previous, after))

    window.go_to('Diary')
    row = window.see('list item', re.compile('^Session'))
    window.find('panel', 'Diary')
    window.tab_to('list item', re.compile('^Session'))
    check_order(tap, window, 'the Diary, from right to left', re.compile('^Session, '),
                re.compile('^Check-in, '), 'Log Session', 'Today', 'Diary', 'Trends', 'Guide',
                'Search', 'Main Menu',
                entered(re.compile('^Session, '), re.compile('^Check-in, ')))
    delete = find_all(row, 'push button')[0]
    tap.check(extents(delete).x < extents(row).x + extents(row).width / 2,
              'the delete button is on the left', extents(delete))

    key('ctrl+comma')
    dialog = window.find(WINDOWS, 'Preferences')
    window.wait_active(dialog)
    check_order(tap, window, 'Preferences, from right to left', *PREFERENCES)
    leave(window, dialog)

    dialog = window.open_log_session()
    window.open_more(dialog)
    window.click('push button', 'Home', root=dialog)
    check_order(tap, window, 'Log Session, from right to left', 'Home', 'Clinic', 'Now',
                'Choose a Date', 'More', 'Needle', 'Whole Face', 'Hours Before Makeup',
                'Days of Rest', 'Notes', 'Cancel', 'Save', 'Home')
    home, office = (extents(find(dialog, 'push button', where)) for where in ('Home', 'Clinic'))
    tap.check(home.x > office.x, 'Home is to the right of Clinic', (home, office))
    window.click('push button', 'Cancel', root=dialog)
    window.gone(WINDOWS, 'Log Session')


def test(tap):
    """Tests every window of the menu; then wide ones from right to left."""
    now = aftercare.now()
    # Each import makes a copy of the diary before it; the first one has nothing to copy.
    for days in (70, 35, 3):
        aftercare.import_diary([aftercare.session(now - days * DAY)],
                               [aftercare.note(now - (days - 1) * DAY, 2, 1, 0)])
    with aftercare.Aftercare() as window:
        check_exchange(tap, window)
        check_others(tap, window)
        check_copies(tap, window)
    with aftercare.Aftercare({'GTK_DEBUG': 'invert-text-dir'}) as window:
        check_mirrored(tap, window)


if __name__ == '__main__':
    main(test)
