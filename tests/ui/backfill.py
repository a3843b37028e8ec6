#!/usr/bin/python3
# backfill.py: tests entering a check-in for an earlier day, by mouse and by keyboard
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds a check-in by clicking a day of the calendar, with Return on another day, and from the menu.
Each is marked as added later. A future day can't be chosen."""
import datetime
import re

import aftercare
import driver
from driver import eventually, find_all, key, main

DAY = datetime.timedelta(days=1)


def cell_of(window, day):
    """Returns the day in the calendar of Trends, in the visible month."""
    return window.find('table cell', re.compile(rf'\b{aftercare.day_heading(day)}(:|$)'))


def saved():
    """Returns {day: (redness, tingling, dryness)} from the export."""
    return {note['date']: (note['redness'], note['tingling'], note['dryness'])
            for note in aftercare.export()['skin_notes']}


def dialog_of(window):
    """Returns the dialog."""
    return window.find(driver.TOP_LEVELS, 'Add Check-In')


def test(tap):
    """Tests all three ways."""
    now = aftercare.now()
    today = aftercare.person_day(now)
    aftercare.import_diary([aftercare.session(now - 45 * DAY)])
    first = (today.replace(day=1) - DAY).replace(day=10)
    with aftercare.Aftercare() as window:
        window.go_to('Trends')
        if (today + DAY).month == today.month:
            window.click(cell_of(window, today + DAY))
            tap.check(not find_all(window.root, driver.TOP_LEVELS, 'Add Check-In'),
                      "a future day can't be chosen")
        window.click('push button', 'Previous Month')
        window.find('heading', f'{first:%B} {first.year}')
        window.click(cell_of(window, first))
        dialog = dialog_of(window)
        window.choose('Redness', 3, dialog)
        window.click('push button', 'Save', root=dialog)
        window.label('^Check-in added$')
        eventually(lambda: saved() == {first.isoformat(): (3, None, None)}, 'it was saved')
        tap.step('clicking a day adds a check-in for it')

        window.find('table cell', re.compile(f'^{aftercare.day_heading(first)}: redness 3'))
        window.tab_to('table cell', re.compile(f'^{aftercare.day_heading(first)}'))
        key('Right', 'Return')
        dialog = dialog_of(window)
        window.tab_to('radio button', 'Tingling 0, none')
        key('2', 'ctrl+Return')
        window.gone(driver.TOP_LEVELS, 'Add Check-In')
        eventually(lambda: saved() == {first.isoformat(): (3, None, None),
                                       (first + DAY).isoformat(): (None, 2, None)},
                   'it was saved')
        tap.step('Return on the next day does too')

        window.go_to('Diary')
        window.click('push button', 'Main Menu')
        window.click('menu item', re.compile('Add Check-In for Another Day'))
        dialog = dialog_of(window)
        window.choose('Dryness', 1, dialog)
        window.fill(window.find('text', 'Date', root=dialog), (today - 2 * DAY).isoformat())
        window.click('push button', 'Save', root=dialog)
        window.gone(driver.TOP_LEVELS, 'Add Check-In')
        eventually(lambda: saved().get((today - 2 * DAY).isoformat()) == (None, None, 1),
                   'it was saved')
        rows = eventually(lambda: [driver.name(row) for row in find_all(
            window.root, 'list item', re.compile('^Check-in,'))], 'the Diary shows them')
        tap.check(len(rows) == 3 and all(row.endswith('added later') for row in rows),
                  'all are marked as added later', rows)

        window.click('push button', 'Main Menu')
        window.click('menu item', re.compile('Add Check-In for Another Day'))
        dialog = dialog_of(window)
        window.choose('Dryness', 1, dialog)
        window.fill(window.find('text', 'Date', root=dialog), (today + 2 * DAY).isoformat())
        window.click('push button', 'Save', root=dialog)
        window.see('label', re.compile('future'))
        tap.check(len(saved()) == 3, 'nothing is entered in the future')


if __name__ == '__main__':
    main(test)
