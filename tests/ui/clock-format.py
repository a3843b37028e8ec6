#!/usr/bin/python3
# clock-format.py: tests that times use the format of the desktop, and follow its changes at once
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes the desktop from 24 to 12 hours while the window is open, and reads every screen; types a
time with "pm"; and uses the command line."""
import datetime
import re

import aftercare
import driver
from driver import eventually, find, find_all, in_sight, key, name, text

TWELVE = r'\b(1[0-2]|[1-9]):\d\d [AP]M'
TWENTY_FOUR = r'\b([01]\d|2[0-3]):\d\d(?! ?[AP]M)\b'


def texts(root):
    """Returns all visible text, including the text of entries."""
    return [text(one) if driver.role(one) in ('text', 'entry') else name(one)
            for one in find_all(root, where=in_sight)]


def becomes(root, pattern, other, what):
    """Waits until there are times in one format and none in the other."""
    def only():
        seen = [one or '' for one in texts(root)]
        return any(re.search(pattern, one) for one in seen) and \
            not any(re.search(other, one) for one in seen)
    try:
        eventually(only, what)
    except AssertionError as error:
        raise AssertionError(f'{what}: {texts(root)}') from error


def set_clock(hours):
    """Changes the time format of the desktop."""
    driver.desktop_setting('org.gnome.desktop.interface', 'clock-format', hours)


def switch_on(window, page, what):
    """Checks a page with both formats; it ends with 12 hours."""
    window.go_to(page)
    set_clock('24h')
    becomes(window.main, TWENTY_FOUR, TWELVE, f'{what}, with 24 hours')
    set_clock('12h')
    becomes(window.main, TWELVE, TWENTY_FOUR, f'{what}, with 12 hours')


def test_preferences(window, tap):
    """A row for typing a time."""
    key('ctrl+comma')
    dialog = window.find(driver.TOP_LEVELS, 'Preferences')
    entry = window.find('text', 'Day Starts At', root=dialog)
    eventually(lambda: text(entry) == '4:00 AM', f'the day starts at 4:00 AM, not {text(entry)}')
    set_clock('24h')
    eventually(lambda: text(entry) == '04:00', 'it is written in 24 hours')
    set_clock('12h')
    eventually(lambda: text(entry) == '4:00 AM', 'it is written in 12 hours')
    window.fill(entry, '5:30 am')
    eventually(lambda: text(entry) == '5:30 AM', 'it accepts input in 12 hours')
    window.fill(entry, '9 pm')
    find(dialog, 'label', 'Type a time from 12:00 AM to 12:00 PM.')
    tap.step('Preferences use and accept the format of the desktop')
    window.fill(entry, '4:00')
    key('Escape')
    window.gone(driver.TOP_LEVELS, 'Preferences')


def test_log_session(window, tap):
    """The dialog for date and time."""
    dialog = window.open_log_session()
    entry = window.find('text', 'Time', root=dialog)
    eventually(lambda: re.fullmatch(TWELVE, text(entry) or ''), f'the time is {text(entry)}')
    set_clock('24h')
    eventually(lambda: re.fullmatch(TWENTY_FOUR, text(entry) or ''), 'it is written in 24 hours')
    window.fill(entry, 'noon')
    find(dialog, None, re.compile('^Type a time, such as 21:10'))
    set_clock('12h')
    eventually(lambda: text(entry) == 'noon', 'unfinished input stays')
    window.fill(entry, '10:05 am')
    tap.step('Log Session does too, and leaves unfinished input alone')
    key('Escape')


def test(tap):
    """A recovery with a check-in, on a desktop whose time format changes."""
    now = aftercare.now()
    aftercare.import_diary(
        [aftercare.session(now - datetime.timedelta(hours=5))],
        [aftercare.note(now - datetime.timedelta(hours=1), 1, 0, 0)])

    with aftercare.Aftercare() as window:
        window.label('^Checked in at')
        for page, what in (('Today', 'Today'), ('Diary', 'the diary')):
            switch_on(window, page, what)
            tap.step(f'{what} uses the format of the desktop at once')
        test_preferences(window, tap)
        test_log_session(window, tap)

    said = aftercare.command('--status')
    tap.check(re.search(TWELVE, said) and not re.search(TWENTY_FOUR, said),
              'the command line does too', said)


driver.main(test)
