#!/usr/bin/python3
# restore.py: tests viewing an earlier diary, restoring it, and undoing that
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A wrong file was imported. Restores the copy from before with the mouse, while the notifier runs,
and then restores the replaced diary."""
import datetime
import re

import aftercare
import driver
from driver import name

CHECK_IN = re.compile('^Check-in,')


def open_restore(window):
    """Opens the list of copies from the menu. Returns its window."""
    window.click('push button', 'Main Menu')
    window.click('menu item', re.compile('^Restore an Earlier Diary'))
    return window.find(driver.TOP_LEVELS, 'Restore an Earlier Diary')


def choose(window, dialog, row):
    """Clicks a copy. Returns the question whether to restore it."""
    window.open_by_click('list item', row, root=dialog, across=0.3)
    return window.find(driver.TOP_LEVELS, re.compile('^Diary From '))


def entries():
    """Returns the exported diary, without the time of the export."""
    document = aftercare.export()
    return document['sessions'], document['skin_notes'], document['deleted']


def test(tap):
    """Restores and undoes."""
    now = aftercare.now()
    ago = lambda **span: now - datetime.timedelta(**span)  # noqa: E731
    with aftercare.Aftercare() as window:
        dialog = open_restore(window)
        window.label('^No Earlier Diaries Yet$', root=dialog)
        tap.step('without copies, the list says when one is made')
        window.stop()

    aftercare.import_diary([aftercare.session(ago(days=2))],
                           [aftercare.note(ago(hours=30), 1, 1, 1),
                            aftercare.note(ago(hours=3), 2, 1, 1)])
    right = entries()
    aftercare.import_diary([], [aftercare.note(ago(days=10 + day), 4, 4, 4, text='not mine')
                                for day in range(5)])
    wrong = entries()

    with aftercare.Aftercare() as window:
        window.go_to('Diary')
        window.see('list item', CHECK_IN)
        dialog = open_restore(window)
        rows = [name(row) for row in window.find_all('list item', root=dialog)]
        tap.check(len(rows) == 1 and re.fullmatch(
            'Today, .*: 1 session, 2 check-ins. Made before an import.', rows[0]),
            'the copy from before the import is listed, with its contents', rows)

        question = choose(window, dialog, rows[0])
        window.label('5 check-ins will be removed', root=question)
        window.click('push button', re.compile('Cancel$'), root=question)
        window.gone(driver.TOP_LEVELS, name(question))
        tap.check(entries() == wrong, 'previewing it changes nothing')

        question = choose(window, dialog, rows[0])
        window.click('push button', re.compile('Restore$'), root=question)
        window.gone(driver.TOP_LEVELS, 'Restore an Earlier Diary')
        window.label('^Earlier diary restored$')
        tap.check(entries() == right, 'sessions, check-ins and deletions are restored', entries())
        driver.eventually(lambda: len(window.find_all('list item', CHECK_IN)) == 2,
                          'the Diary shows two check-ins')
        tap.step('the Diary shows it at once')

        dialog = open_restore(window)
        rows = [name(row) for row in window.find_all('list item', root=dialog)]
        tap.check(any(row.endswith(': 1 session, 7 check-ins. Made before an earlier diary was '
                                   'restored.') for row in rows),
                  'the replaced diary was kept', rows)
        question = choose(window, dialog, re.compile('Made before an import'))
        window.label('There’s nothing to restore', root=question)
        window.click('push button', re.compile('Close$'), root=question)
        window.gone(driver.TOP_LEVELS, name(question))
        tap.step('a copy equal to the present diary says so')
        question = choose(window, dialog, re.compile('Made before an earlier diary'))
        window.label('5 check-ins will be restored', root=question)
        window.click('push button', re.compile('Restore$'), root=question)
        window.gone(driver.TOP_LEVELS, 'Restore an Earlier Diary')
        tap.check(entries() == wrong, 'the replaced diary can be restored', entries())


if __name__ == '__main__':
    driver.main(test)
