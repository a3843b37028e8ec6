#!/usr/bin/python3
# diary-trash.py: tests restoring from the trash and emptying it, with mouse and keyboard
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deletes a check-in and a session; sees both in the trash, with their last day; restores one with
the mouse and the other with the keyboard; empties the trash after the question."""
import datetime
import re

import aftercare
from driver import eventually, find, find_all, key, main, name

DAY = datetime.timedelta(days=1)


def open_trash(window):
    """Opens the trash from the menu. Returns its window."""
    window.click('push button', 'Main Menu', where=lambda button: True)
    window.click('menu item', re.compile('Trash'))
    return window.find(('dialog', 'frame', 'window'), 'Trash')


def delete(window, kind):
    """Clicks the delete button of the only entry of its kind."""
    window.click('push button', re.compile(f'^Delete {kind} from '))
    window.gone('push button', re.compile(f'^Delete {kind} from '))


def test(tap):
    """Tests everything about the trash."""
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(now - 3 * DAY, tool='Gold roller')],
                           [aftercare.note(now - DAY, 2, 1, 1, text='nose')])
    before = aftercare.export()
    with aftercare.Aftercare() as window:
        window.go_to('Diary')
        trash = open_trash(window)
        find(trash, ('label', 'heading'), 'The Trash Is Empty')
        key('Escape')
        window.gone(('dialog', 'frame', 'window'), 'Trash')
        tap.step('an empty trash says so, and Escape closes it')

        delete(window, 'check-in')
        delete(window, 'session')
        trash = open_trash(window)
        rows = eventually(lambda: find_all(trash, 'list item') if len(
            find_all(trash, 'list item')) == 2 else None, 'both are in the trash')
        tap.check([name(row).split(',')[0] for row in rows] == ['Session', 'Check-in'],
                  'the last deleted entry comes first', [name(row) for row in rows])
        tap.check(len(find_all(trash, 'label', 'Will be deleted for good in 30 days')) == 2,
                  'each has its last day in the trash')

        window.click('push button', re.compile('^Restore Check-in'), root=trash)
        eventually(lambda: len(find_all(trash, 'list item')) == 1, 'the check-in is no longer in the trash')
        window.tab_to('push button', re.compile('^Restore Session'))
        key('Return')
        find(trash, ('label', 'heading'), 'The Trash Is Empty')
        key('Escape')
        window.gone(('dialog', 'frame', 'window'), 'Trash')
        window.see('list item', re.compile('^Check-in.*nose'))
        window.see('list item', re.compile('^Session.*Gold roller'))
        after = aftercare.export()
        tap.check([[{**entry, 'modified_at': ''} for entry in diary[kind]]
                   for diary in (before, after) for kind in ('sessions', 'skin_notes')][:2]
                  == [[{**entry, 'modified_at': ''} for entry in after[kind]]
                      for kind in ('sessions', 'skin_notes')],
                  'both are restored unchanged, one with the mouse and one with the keyboard', after)

        delete(window, 'check-in')
        trash = open_trash(window)
        window.click('push button', re.compile('^Empty Trash'), root=trash)
        window.click('push button', re.compile('Cancel'))
        tap.check(len(find_all(trash, 'list item')) == 1, 'Cancel empties nothing')
        window.click('push button', re.compile('^Empty Trash'), root=trash)
        alert = window.find(('alert', 'dialog'), 'Empty the Trash?')
        window.click('push button', re.compile('Empty Trash'), root=alert)
        find(trash, ('label', 'heading'), 'The Trash Is Empty')
        tap.step('the trash is emptied after the question')
    after = aftercare.export()
    tap.check(after['skin_notes'] == [] and [entry['id'] for entry in after['deleted']]
              == [before['skin_notes'][0]['id']], 'the entry is gone for good', after)


if __name__ == '__main__':
    main(test)
