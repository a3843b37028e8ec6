#!/usr/bin/python3
# tool-uses.py: tests counting the uses of a roller, and the advice to replace it
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logs the last session that a roller is good for, reads the advice, replaces it, undoes that,
changes and deletes sessions, and sets another limit. Log Session counts the uses in the diary."""
import contextlib
import datetime
import os
import pathlib
import re
import sqlite3

import aftercare
import driver
from driver import eventually, find, find_all, key, states, text

ROLLER = 'Derma roller'
STAMP = 'Stamp_1'  # an underscore marks a key in the labels of menus
WORN = re.compile('Time for a new roller or stamp: Derma roller has had 12 of 12 uses')


def diary():
    """Eleven sessions with the roller, two with the stamp, one in a clinic."""
    ago = lambda days: aftercare.now() - datetime.timedelta(days=days)  # noqa: E731
    return ([aftercare.session(ago(30 + 14 * i), tool=ROLLER) for i in range(11)]
            + [aftercare.session(ago(200 + 14 * i), tool=STAMP) for i in range(2)]
            + [aftercare.session(ago(400), tool=ROLLER, setting='office', makeup_wait_hours=None,
                                 rest_days=None)])


def open_log(window):
    """Opens Log Session and its folded part. Returns the dialog."""
    dialog = window.open_log_session()
    window.open_more(dialog)
    return dialog


def scroll_to_top(window):
    """Turns the wheel until the first entry of the Diary is whole: the list stays where it was when rows
    above were added."""
    driver.xdo('mousemove', *window.point(window.see('list item', re.compile('^Session'))))
    driver.xdo('click', '--repeat', 40, '--delay', 20, 4)


def cancel(window, dialog, asked=False):
    """Closes it with Cancel, and discards changes if asked."""
    window.click('push button', 'Cancel', root=dialog)
    if asked:
        window.click('push button', re.compile('Discard'))
    window.gone('dialog', 'Log Session')


def save(window, dialog, title='Log Session', toast='^Session logged$'):
    """Saves, and waits until the window confirms it."""
    window.click('push button', 'Save', root=dialog)
    window.gone('dialog', title)
    window.label(toast)


def says(window, dialog, words):
    """Waits until the row below the tool has this text."""
    window.find('list item', words, root=dialog)


def choose_tool(window, dialog, tool):
    """Chooses one of the earlier tools with the mouse."""
    window.click('push button', 'Earlier Tools', root=dialog)
    item = window.find('menu item', tool)
    window.settle(item)
    window.click(item)
    eventually(lambda: text(find(dialog, 'text', 'Tool')) == tool, f'{tool} is chosen')


def check_worn(tap, window):
    """The twelfth use: mentioned while More is folded, with advice below the tool."""
    dialog = open_log(window)
    says(window, dialog, '11 of 12 uses')
    find(dialog, 'label', re.compile('^Common advice is to replace a roller or stamp after 10 to 15 uses. We found no'))
    tap.check(not find_all(dialog, 'label', re.compile('Time for')),
              'a roller with eleven uses has one left')
    window.click('push button', 'Clinic', root=dialog)
    window.gone('list item', '11 of 12 uses')
    window.click('push button', 'Home', root=dialog)
    says(window, dialog, '11 of 12 uses')
    tap.step("uses in a clinic aren't counted")
    save(window, dialog)

    dialog = window.open_log_session()
    find(dialog, 'label', WORN)
    tap.step('after the twelfth use, Log Session advises replacing it, even while More is folded')
    window.open_more(dialog)
    says(window, dialog, 'Time for a New Roller or Stamp')
    choose_tool(window, dialog, STAMP)
    says(window, dialog, '2 of 12 uses')
    tap.check(not find_all(dialog, 'label', WORN), 'an earlier tool has its own count')
    window.fill(find(dialog, 'text', 'Tool'), 'derma  ROLLER')
    says(window, dialog, 'Time for a New Roller or Stamp')
    tap.step('its name can be typed in any case')
    return dialog


def check_replaced(tap, window, dialog):
    """"I Replaced It" takes effect when the session is saved, not before."""
    window.click('push button', 'I Replaced It', root=dialog)
    says(window, dialog, 'New as of This Session')
    window.click('push button', 'Undo', root=dialog)
    says(window, dialog, 'Time for a New Roller or Stamp')
    window.click('push button', 'I Replaced It', root=dialog)
    says(window, dialog, 'New as of This Session')
    window.gone('label', re.compile('Time for a new'), root=dialog)
    cancel(window, dialog, asked=True)
    dialog = open_log(window)
    says(window, dialog, 'Time for a New Roller or Stamp')
    tap.step('an unsaved change replaces nothing')

    window.click('push button', 'I Replaced It', root=dialog)
    save(window, dialog)
    dialog = open_log(window)
    says(window, dialog, '1 of 12 uses')
    tap.step('the session with the replacement is the first use of the new tool')

    window.click('push button', 'I Replaced It', root=dialog)
    save(window, dialog)
    window.click('push button', re.compile('^Undo( Undo)?$'))
    eventually(lambda: len(aftercare.export()['sessions']) == 16, 'the replacement is undone')
    dialog = open_log(window)
    says(window, dialog, '1 of 12 uses')
    tap.step('Undo reverts the replacement together with the session')
    cancel(window, dialog)


def drafts_on_disk():
    """Returns the unsaved forms in the diary file, read by another program."""
    path = pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare/diary.db')
    with contextlib.closing(sqlite3.connect(path, timeout=10)) as diary:
        return [row[0] for row in diary.execute('SELECT content FROM drafts')]


def check_draft(tap):
    """A crash doesn't lose "I Replaced It" any more than typed text; Discard undoes it."""
    with aftercare.Aftercare() as window:
        dialog = open_log(window)
        says(window, dialog, 'Time for a New Roller or Stamp')
        window.click('push button', 'I Replaced It', root=dialog)
        says(window, dialog, 'New as of This Session')
        eventually(lambda: any('replaced-tool' in one for one in drafts_on_disk()),
                   'the draft is on the disk')
        window.kill()
    with aftercare.Aftercare() as window:
        dialog = open_log(window)
        says(window, dialog, 'New as of This Session')
        tap.step('after a crash, it is still the first session with a new tool')
        window.click('push button', 'Discard', root=dialog)
        says(window, dialog, 'Time for a New Roller or Stamp')
        tap.step('Discard undoes that')
        cancel(window, dialog)


def check_counted(tap, window):
    """The latest session gets another tool: the counts follow."""
    window.go_to('Diary')
    # Items added above the visible ones have moved the list.
    scroll_to_top(window)
    today = f'{aftercare.now():%A} {aftercare.now().day} '
    window.click(window.see('list item', re.compile('^Session.*' + today)), across=0.3)
    dialog = window.find('dialog', 'Edit Session')
    window.settle(find(dialog, 'spin button', 'Days of Rest'))
    says(window, dialog, '1 of 12 uses')
    choose_tool(window, dialog, STAMP)
    says(window, dialog, '3 of 12 uses')
    save(window, dialog, 'Edit Session', '^Session updated$')
    dialog = open_log(window)
    says(window, dialog, '3 of 12 uses')
    choose_tool(window, dialog, ROLLER)
    says(window, dialog, '0 of 12 uses')
    tap.check(not find_all(dialog, 'push button', 'I Replaced It'),
              'a session that gets another tool no longer counts for the first')
    cancel(window, dialog, asked=True)

    window.click('push button', re.compile('^Delete session from '))
    window.label('^Session deleted$')
    key('ctrl+z')
    eventually(lambda: len(aftercare.export()['sessions']) == 16, 'it is restored')
    dialog = open_log(window)
    says(window, dialog, '3 of 12 uses')
    tap.step('a deleted and restored session counts again')
    cancel(window, dialog)


def check_limit(tap, window):
    """The person can set the limit."""
    key('ctrl+comma')
    preferences = window.find(driver.TOP_LEVELS, 'Preferences')
    window.fill(find(preferences, 'spin button', 'Uses Before Replacement'), '3')
    key('Escape')
    window.gone(driver.TOP_LEVELS, 'Preferences')
    dialog = window.open_log_session()
    find(dialog, 'label', re.compile('Time for a new roller or stamp: Stamp_1 has had 3 of 3'))
    tap.step('another limit takes effect at once')
    cancel(window, dialog)

    scroll_to_top(window)
    window.click('push button', re.compile('^Delete session from '))
    window.label('^Session deleted$')
    dialog = open_log(window)
    choose_tool(window, dialog, STAMP)
    says(window, dialog, '2 of 3 uses')
    tap.step('a deleted session no longer counts')
    cancel(window, dialog, asked=True)


def check_off(tap, window):
    """Counting can be turned off."""
    window.go_to('Today')
    dialog = open_log(window)
    find(dialog, 'list item', re.compile(' uses?$'))
    cancel(window, dialog)
    key('ctrl+comma')
    preferences = window.find(driver.TOP_LEVELS, 'Preferences')
    window.wait_active(preferences)
    window.click('list item', 'Count Uses', root=preferences, across=0.3)
    counts = find(preferences, 'check box', 'Count Uses')
    eventually(lambda: 'checked' not in states(counts), 'counting is turned off')
    key('Escape')
    window.gone(driver.TOP_LEVELS, 'Preferences')
    dialog = open_log(window)
    find(dialog, 'text', 'Tool')
    window.gone('list item', re.compile('uses?$'), root=dialog)
    tap.check(not find_all(dialog, 'label', re.compile('Time for a new'))
              and not find_all(dialog, 'push button', 'I Replaced It'),
              "with counting turned off, uses aren't mentioned")
    cancel(window, dialog)


def test(tap):
    """Tests from the eleventh use on."""
    aftercare.import_diary(diary())
    with aftercare.Aftercare() as window:
        dialog = check_worn(tap, window)
        cancel(window, dialog, asked=True)
    check_draft(tap)
    with aftercare.Aftercare() as window:
        dialog = open_log(window)
        check_replaced(tap, window, dialog)
        check_counted(tap, window)
        check_limit(tap, window)
        check_off(tap, window)


if __name__ == '__main__':
    driver.main(test)
