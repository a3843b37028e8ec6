#!/usr/bin/python3
# speech.py: tests what a screen reader says on each screen
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goes over every screen with Tab, and compares what is heard with spoken.txt. If something else is
meant to be heard, copy the new text from the folder with the pictures."""
import datetime
import os
import pathlib
import re
import sys

import aftercare
from driver import TOP_LEVELS, eventually, find, key, main
from spoken import speak

EXPECTED = pathlib.Path(__file__).with_name('spoken.txt')
STOPS_MAX = 60
WEEKDAY = r'(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*'
CHANGING = ((re.compile(WEEKDAY + r' \d+ [A-Z][a-z]+(?: \d{4})?'), 'DAY'),
            (re.compile(r'\b\d\d:\d\d\b'), 'TIME'))


def timeless(words):
    """Returns words without their dates and times."""
    for pattern, word in CHANGING:
        words = pattern.sub(word, words)
    return words


def hear(window):
    """Presses Tab until the focus is back where it was. Returns what was heard."""
    heard, first, before = [], eventually(window.focused, 'something has the focus'), None
    here = first
    while len(heard) < STOPS_MAX:
        if here is not None and here != before:
            heard.append(timeless(speak(here, before)))
            before = here
        key('Tab')
        here = window.focused()
        if here == first:
            break
    return heard


def visit(window):
    """Returns {screen: what is heard there}."""
    heard = {}
    window.choose('Redness', 1)
    window.find('push button', 'Discard')
    heard['Today'] = hear(window)
    window.choose('Tingling', 0)
    window.click('push button', 'Save Check-In')
    window.label('^Checked in')
    window.tab_to('push button', 'Edit')
    heard['Today, checked in'] = hear(window)
    for page in ('Diary', 'Trends', 'Guide'):
        window.go_to(page)
        window.settle(window.find('panel', page))
        heard[page] = hear(window)
    # Not every statement of the Guide, which has a test of its own.
    heard['Guide'] = [line for line in heard['Guide'] if 'Source: ' not in line]
    dialog = window.open_log_session()
    window.click('push button', 'Home', root=dialog)
    heard['Log Session'] = hear(window)
    window.click('push button', 'Cancel', root=dialog)
    window.gone('dialog', 'Log Session')
    window.click('push button', 'Main Menu')
    window.click('menu item', 'Preferences')
    preferences = window.find(TOP_LEVELS, 'Preferences')
    window.settle(find(preferences, 'spin button', re.compile('Makeup')))
    heard['Preferences'] = hear(window)
    return heard


def test(tap):
    """Compares each screen with its section of spoken.txt."""
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(now - datetime.timedelta(days=3))],
                           [aftercare.note(now - datetime.timedelta(days=1), 2, 1, 0)])
    with aftercare.Aftercare() as window:
        heard = visit(window)
    written = ''.join(f'[{screen}]\n' + ''.join(f'{line}\n' for line in lines) + '\n'
                      for screen, lines in heard.items())
    pathlib.Path(os.environ['TEST_PICTURES'], EXPECTED.name).write_text(written)
    sections = re.findall(r'^\[(.+)\]\n((?:.+\n)*)', EXPECTED.read_text(), re.M)
    for screen, lines in sections:
        tap.check(heard[screen] == lines.splitlines(), f'{screen} is heard as expected',
                  '\n'.join(heard[screen]))
    tap.check(len(sections) == len(heard), 'no screen is left out', list(heard))


if __name__ == '__main__':
    if 'TEST_PRELOAD' in os.environ:
        print('1..0 # SKIP newer versions of GTK report other roles')
        sys.exit(0)
    main(test)
