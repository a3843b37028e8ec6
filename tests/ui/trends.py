#!/usr/bin/python3
# trends.py: tests comparing a recovery with others: by mouse, by keyboard, as a table, as a picture
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads Trends for an imported diary: the text for each day, the numbers as a table, the month, and
the saved picture. The expected figures are worked out by hand below."""
import datetime
import pathlib
import re
import struct

import aftercare
import driver
from driver import eventually, find, key, main, name, states, type_text

DAY = datetime.timedelta(days=1)
# Redness on days 0 to 3 of six recoveries, oldest first; tingling on day 0; dryness only in the
# last one. None: not recorded.
EARLIER = [(4, 3, 2, 1), (3, 2, 1, 0), (4, 2, 2, None), (3, 3, 2, 1), (2, 1, 1, 0), (4, 2, 0, 0)]
PRESENT = [(3, 1), (2, None)]
# The quartiles of day 0 are those of 2 3 3 4 4 4, of day 1 those of 1 2 2 2 3 3.
WORDS = ['Day 0: redness 3, moderate; earlier 3 to 4 · tingling 1, slight; earlier 1 · '
         'dryness 1, slight',
         'Day 1: redness 2, mild; earlier 2 to 3 · tingling not recorded · dryness 1, slight',
         'Day 2: redness not recorded; earlier 1 to 2 · tingling not recorded · '
         'dryness not recorded']


def empty(tap):
    """The text shown before there is anything to compare."""
    with aftercare.Aftercare() as window:
        window.go_to('Trends')
        window.label('^Nothing to Compare Yet$')
        tap.step('an empty diary says what to do')


def make_diary():
    """Six recoveries of two weeks each, and one that started yesterday."""
    now = aftercare.now()
    sessions, notes = [], []
    for index, scores in enumerate(EARLIER):
        ended = now - DAY - 14 * (len(EARLIER) - index) * DAY
        sessions.append(aftercare.session(ended))
        for day, redness in enumerate(scores):
            if redness is not None:
                notes.append(aftercare.note(ended + day * DAY + datetime.timedelta(minutes=20),
                                            redness, 1 if day == 0 else None))
    ended = now - DAY - datetime.timedelta(hours=1)
    sessions.append(aftercare.session(ended, setting='office', makeup_wait_hours=24,
                                      rest_days=28))
    for day, (redness, tingling) in enumerate(PRESENT):
        # Twice on one day: the higher value counts.
        notes.append(aftercare.note(ended + day * DAY + datetime.timedelta(minutes=20), redness,
                                    tingling, 0))
        notes.append(aftercare.note(ended + day * DAY + datetime.timedelta(minutes=30), 0, None, 1))
    aftercare.import_diary(sessions, notes)
    return ended


def find_chart(window):
    """Returns the chart."""
    return window.see('image', re.compile('^Chart'), scroll=True)


def wait_words(window, words):
    """Waits until the chart has this text."""
    chart = window.find('image', re.compile('^Chart'))
    wanted = f'Chart of severity by day. {words}'
    eventually(lambda: name(chart) == wanted, f'the chart said {wanted!r}')


def by_mouse(tap, window):
    """Points at days."""
    wait_words(window, WORDS[1])
    window.label(r'^Day 1, ')
    tap.step('at first it shows the last day with a value')
    chart = find_chart(window)
    box = driver.extents(chart)
    window.settle(chart)
    seen = set()
    for step in range(8, 40):
        x, y = window.point(chart, step / 40, 0.4)
        driver.xdo('mousemove', x, y)
        driver.time.sleep(0.03)
        seen.add(name(chart).removeprefix('Chart of severity by day. '))
    tap.check(set(WORDS) <= seen, 'the pointer shows the values of each day as text', seen)
    tap.check(len(seen) == 8, 'there are eight days', sorted(seen))
    driver.xdo('mousemove', *window.point(window.find('heading', re.compile('^Day'))))
    wait_words(window, WORDS[1])
    tap.check(driver.extents(chart).height == box.height, 'nothing moves meanwhile')


def by_keyboard(tap, window):
    """Moves through the days with the arrows; hides a symptom with Space."""
    window.tab_to('image', re.compile('^Chart'))
    key('Left')
    wait_words(window, WORDS[0])
    key('Left')
    wait_words(window, WORDS[0])
    key('Right', 'Right')
    wait_words(window, WORDS[2])
    key('Home')
    wait_words(window, WORDS[0])
    tap.step('the arrow keys move through the days, and stop at the ends')
    window.tab_to('push button', 'Tingling', back=True)
    key('space')
    wait_words(window, 'Day 0: redness 3, moderate; earlier 3 to 4 · dryness 1, slight')
    assert 'pressed' not in states(window.find('push button', 'Tingling'))
    key('space')
    wait_words(window, WORDS[0])
    tap.step('Space hides a symptom and shows it again')


def as_table(tap, window):
    """The same numbers, row by row."""
    window.click('push button', 'Show as Table')
    table = window.see('list', 'Scores by day since the session')
    rows = [name(row) for row in driver.find_all(table, 'list item')]
    tap.check(rows[:4] == ['Day, Redness, Tingling, Dryness'] + WORDS,
              'the table has the values of the chart', rows)
    tap.check(rows[4:] == ['Day 3: redness not recorded; earlier 0 to 1 · tingling not recorded '
                           '· dryness not recorded'], 'it has only recorded days', rows)
    window.click('push button', 'Show as Table')
    find_chart(window)


def month(tap, window, ended):
    """The calendar: marks, peaks, other months."""
    day = aftercare.person_day(ended)
    date = aftercare.day_heading(day)
    cell = f'{date}: redness 3, moderate; tingling 1, slight; dryness 1, slight; session at a clinic'
    title = f'{day:%B} {day.year}'
    while not driver.find_all(window.root, 'heading', title):  # yesterday may be in last month
        window.click('push button', 'Previous Month')
    window.find('table cell', cell)
    tap.step('the calendar shows each day')

    before = (day.replace(day=1) - DAY).replace(day=1)
    window.click('push button', 'Previous Month')
    window.find('heading', f'{before:%B} {before.year}')
    window.find('table cell', re.compile(f'^{aftercare.day_heading(before)}(:|$)'))
    window.click('push button', 'Next Month')
    window.find('heading', title)
    tap.step('it shows other months too')

    # With the keyboard, the days are one stop, and the arrows continue into the month before.
    window.tab_to('push button', 'Previous Month')
    window.tab_to('table cell', re.compile('.'))
    for _ in range(6):
        key('Up')
    eventually(lambda: window.focused() is not None and driver.role(window.focused()) == 'table cell'
               and not driver.find_all(window.root, 'heading', title),
               'the arrows reach the month before')
    tap.step('the arrow keys move through the calendar')


def choose_another(tap, window):
    """An older recovery compared with those before it: two of them, so their whole range."""
    choice = window.find('combo box', 'Recovery')
    latest = driver.description(choice)
    assert latest.endswith(' (current)'), latest
    window.click(choice)
    window.find('label', re.compile(r' \(current\)$'),
                where=lambda label: driver.popover_of(label) is not None)
    key('Down', 'Down', 'Down', 'Down', 'Return')
    wait_words(window, 'Day 2: redness 2, mild; earlier 1 to 2 · tingling not recorded · '
                       'dryness not recorded')
    window.label(r'Thin: 2 earlier recoveries\.$')
    tap.step('an older recovery is compared with those before it')
    tap.check(driver.description(choice) not in ('', latest), 'the choice says which one it is',
              driver.description(choice))


def save_picture(tap, window, which, ending):
    """Saves with menu and file chooser, without typing the extension. Returns the bytes of the
    file."""
    path = pathlib.Path.home() / f'my skin.{ending}'
    window.click('push button', 'Save Picture…')
    window.click('menu item', re.compile(which))
    entry = window.find('text', 'Name:', where=lambda text: 'focused' in states(text))
    offered = driver.text(entry)
    assert re.fullmatch(rf'aftercare-\d{{4}}-\d\d-\d\d\.{ending}', offered), offered
    key('ctrl+a')
    type_text(str(path.with_suffix('')))
    key('Return')
    window.label(rf'^Picture saved to “my skin\.{ending}”')
    tap.step(f'a picture is saved as {ending.upper()}')
    return path.read_bytes()


def test(tap):
    """Tests everything on the page."""
    empty(tap)
    ended = make_diary()
    with aftercare.Aftercare() as window:
        window.go_to('Trends')
        by_mouse(tap, window)
        by_keyboard(tap, window)
        as_table(tap, window)
        png = save_picture(tap, window, 'PNG', 'png')
        tap.check(png[:8] == b'\x89PNG\r\n\x1a\n'
                  and struct.unpack('>II', png[16:24]) == (2400, 1520), 'it is 2400 by 1520 pixels', png[:24])
        svg = save_picture(tap, window, 'SVG', 'svg')
        tap.check(b'<svg' in svg and b'</svg>' in svg and svg.count(b'<path') > 20,
                  'its lines are visible', svg[:200])
        month(tap, window, ended)
        choose_another(tap, window)


if __name__ == '__main__':
    main(test)
