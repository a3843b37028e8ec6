#!/usr/bin/python3
# diary-search.py: tests searching the Diary by words and filters, with mouse and keyboard
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Types words and sees only matching entries; chooses filters and removes them by their chips;
finds nothing and clears everything; does the same with the keyboard only."""
import datetime
import re

import aftercare
from driver import (eventually, find_all, in_sight, key, main, name, paste, popover_of, states, text,
                    type_text, x_windows, xdo)

DAY = datetime.timedelta(days=1)


def rows(window):
    """Returns the text of the entries in the list, from the top."""
    return [name(row) for row in find_all(window.root, 'list item',
                                          re.compile('^(Check-in|Session),'))]


def shows(window, what, *patterns):
    """Waits until the list has these entries, from the top."""
    def found():
        have = rows(window)
        return len(have) == len(patterns) and all(
            re.search(pattern, one) for pattern, one in zip(patterns, have))
    try:
        eventually(found, what)
    except AssertionError:
        raise AssertionError(f'{what}: {rows(window)}') from None


def entry(window):
    """Returns the search entry."""
    return window.find('entry', 'Search the Diary')


def open_filter(window):
    """Clicks Filter, and waits until only its popover is there: the tooltip of the button is a
    window too."""
    window.open_by_click('push button', 'Filter', popover=True)
    xdo('mousemove', 20, 20)
    eventually(lambda: [one.height > 200 for one in x_windows(window.pid) if one.is_popover]
               == [True], 'the filter opened')


def close_filter(window):
    """Closes the filter with Escape."""
    key('Escape')
    window.wait_for_popovers_to_close()


def make_diary():
    """Two recoveries, the second after a session in a clinic."""
    now = aftercare.now()
    aftercare.import_diary(
        [aftercare.session(now - 20 * DAY, tool='Gold roller'),
         aftercare.session(now - 8 * DAY, setting='office', makeup_wait_hours=24, rest_days=28,
                           tool='', clinic_instructions='Cold packs')],
        [aftercare.note(now - 19 * DAY, 4, 1, 1, text='nose and chin'),
         aftercare.note(now - 18 * DAY, 2, 0, 3, text='Rötung kühlt ab'),
         aftercare.note(now - 7 * DAY, 2, 1, 0, text='nose only', flags=['discharge']),
         aftercare.note(now - 6 * DAY, 0, 0, 0, text='頬に赤みがある')])


def words(tap, window):
    """Types words."""
    window.click('push button', 'Search')
    eventually(lambda: 'focused' in states(entry(window)), 'the search has the focus')
    type_text('NOS')
    shows(window, 'both noses, with the sessions before them', '^Session.*Clinic', 'nose only',
          '^Session.*Home', 'nose and chin')
    window.label('^2 check-ins$')
    tap.step('words are found by their start, together with their sessions')
    type_text('e ch')
    shows(window, 'one', '^Session', 'nose and chin')
    tap.step('each further word narrows the results')
    key('ctrl+a')
    paste('赤み')
    shows(window, 'one', '^Session', '頬に赤みがある')
    key('ctrl+a')
    paste('rotung')
    shows(window, 'one', '^Session', 'Rötung')
    tap.step('in any script, with or without accents')
    key('ctrl+a')
    type_text('gold')
    shows(window, 'the session', '^Session.*Gold roller')
    window.label('^1 session$')
    tap.step('words in a session are found')
    key('ctrl+a')
    type_text('"nose* AND (')
    window.label('^Nothing Found$')
    window.label('^No entries contain these words[.]$')
    window.click('push button', 'Clear Search')
    shows(window, 'all', *['.'] * 6)
    tap.check(text(entry(window)) == '', 'special characters are treated as text; everything is cleared')


def conditions(tap, window):
    """Chooses filters."""
    open_filter(window)
    window.click('radio button', 'Redness at least 2, mild')
    shows(window, 'redness 2 or more', '^Session', 'nose only', '^Session', 'Rötung', 'nose and')
    window.click('radio button', 'Clinic')
    shows(window, 'after the clinic', '^Session', 'nose only')
    window.click('radio button', 'Home')
    shows(window, 'at home', '^Session', 'Rötung', 'nose and')
    tap.step('filters by score and place')
    close_filter(window)
    window.click('push button', 'Remove “Redness 2 or more”')
    window.click('push button', 'Remove “Home”')
    shows(window, 'all', *['.'] * 6)
    tap.step('each filter is a chip that removes it')
    open_filter(window)
    window.click('check box', 'Discharge', where=popover_of)  # Today has one too
    shows(window, 'discharge', '^Session', 'nose only')
    window.click('radio button', 'Home')
    window.label('^No entries match these filters[.]$')
    window.find('push button', 'Clear Filters')
    close_filter(window)
    window.see('push button', 'Remove “Discharge”')
    tap.step('filters by warning sign, and says if nothing is found')
    window.click('push button', 'Search')
    shows(window, 'all', *['.'] * 6)
    tap.step('without the search bar, nothing is filtered out')


def dates(tap, window):
    """By the days between two dates."""
    first = aftercare.person_day(aftercare.now() - 19 * DAY)
    window.click('push button', 'Search')
    open_filter(window)
    window.click('text', 'From', where=popover_of)
    type_text((first + DAY).isoformat())
    shows(window, 'from the second day on', '^Session', '赤み', 'nose only', '^Session', 'Rötung')
    window.click('text', 'Until', where=popover_of)
    type_text((first + DAY).isoformat())
    shows(window, 'of that day', '^Session', 'Rötung')
    close_filter(window)
    tap.step('filters by days between two dates')
    window.click('push button', 'Search')
    shows(window, 'all', *['.'] * 6)


def by_keyboard(tap, window):
    """The same without the pointer."""
    key('ctrl+1')
    window.gone('push button', 'Search')
    key('ctrl+f')
    eventually(lambda: 'focused' in states(entry(window)), 'Ctrl+F moves the focus to the search')
    type_text('nose o')
    shows(window, 'one', '^Session', 'nose only')
    key('Escape')
    shows(window, 'all', *['.'] * 6)
    eventually(lambda: not any(map(in_sight, window.find_all('entry', 'Search the Diary'))),
               'the search bar disappears')
    tap.step('Ctrl+F opens the search, Escape closes it')
    window.tab_to('list item', re.compile('.'))
    type_text('chin')
    shows(window, 'one', '^Session', 'nose and chin')
    tap.step('typing in the list starts a search')
    window.tab_to('push button', 'Filter')
    key('space')
    window.tab_to('radio button', 'Dryness at least 3, moderate')
    key('space')
    window.label('^Nothing Found$')
    window.label('^No entries match these words and filters[.]$')
    key('Escape')
    window.tab_to('push button', 'Clear Search')
    key('Return')
    shows(window, 'all', *['.'] * 6)
    tap.check(text(entry(window)) == '', 'Clear Search clears words and filters')
    tap.step('the filter is used and cleared with the keyboard')


def test(tap):
    """Tests everything about searching."""
    make_diary()
    with aftercare.Aftercare() as window:
        # A list has rows only for what is visible.
        window.resize(window.main, 900, 840)
        window.go_to('Diary')
        shows(window, 'all', *['.'] * 6)
        words(tap, window)
        conditions(tap, window)
        dates(tap, window)
        by_keyboard(tap, window)


if __name__ == '__main__':
    main(test)
