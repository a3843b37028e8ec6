#!/usr/bin/python3
# edit-delete-undo.py: tests changing, deleting and restoring entries of the Diary with the mouse
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes a check-in and a session with a click; deletes each, and restores it with the Undo of the
toast and with Ctrl+Z: unchanged, but newer than its deletion."""
import datetime
import re
import uuid

import aftercare
from driver import eventually, find, key, main, name, on_screen

NOTE = re.compile('^Check-in')
SESSION = re.compile('^Session')


def rows(window):
    """Returns the names of the entries in the Diary."""
    return [name(row) for row in window.find_all('list item', re.compile('^(Check-in|Session),'))]


def entries():
    """Returns the exported diary, without the time of the export."""
    document = aftercare.export()
    return document['sessions'], document['skin_notes']


def check_back(tap, what, before, since):
    """Checks that the diary is as before, except that one entry was modified later: when two
    diaries are merged, restoring must win over the deletion."""
    after = entries()
    changed = []
    for old, new in zip(before[0] + before[1], after[0] + after[1]):
        if {**old, 'modified_at': ''} != {**new, 'modified_at': ''}:
            raise AssertionError(f'{what}: {new}, not {old}')
        if old != new:
            changed.append(aftercare.moment_of(new['modified_at']))
    tap.check([len(one) for one in after] == [1, 1] and len(changed) == 1 and changed[0] > since,
              what, after)


def delete(window, kind, toast):
    """Clicks the delete button of the only entry of its kind."""
    window.click('push button', re.compile(f'^Delete {kind} from '))
    window.label(f'^{toast}$')


def test(tap):
    """Tests everything that can be done to an entry."""
    now = aftercare.now()
    scores = [{'scale': str(uuid.uuid4()), 'score': 3}]
    aftercare.import_diary(
        [aftercare.session(now - datetime.timedelta(days=2), products=['Saline'])],
        [aftercare.note(now - datetime.timedelta(hours=2), 1, 1, 1, text='before', own_scores=scores,
                        products=['Petrolatum'], flags=['lasting_lump'])])
    with aftercare.Aftercare() as window:
        window.go_to('Diary')
        window.click(window.see('list item', NOTE), across=0.3)
        dialog = window.find('dialog', re.compile('^Edit '))
        window.choose('Tingling', 4, dialog)
        window.click('push button', 'Save', root=dialog)
        window.gone('dialog', name(dialog))
        window.see('list item', re.compile('^Check-in.*Tingling 4'))
        [note] = entries()[1]
        tap.check((note['redness'], note['tingling'], note['dryness'], note['text'])
                  == (1, 4, 1, 'before'), 'a check-in is changed, but nothing else in it', note)
        tap.check((note['own_scores'], note['products'], note['flags'])
                  == (scores, ['Petrolatum'], ['lasting_lump']),
                  'nor what the dialog doesn’t show', note)

        window.click(window.see('list item', SESSION), across=0.3)
        dialog = window.find('dialog', 'Edit Session')
        window.open_more(dialog)
        window.click('push button', 'Chin', root=dialog)
        window.click('push button', 'Save', root=dialog)
        window.gone('dialog', 'Edit Session')
        window.see('list item', re.compile('^Session.*chin'))
        [session] = entries()[0]
        tap.check((session['zones'], session['tool'], session['rest_days'], session['products'])
                  == (['left_cheek', 'chin'], 'Roller', 7, ['Saline']), 'a session is changed', session)

        before, shown = entries(), rows(window)
        delete(window, 'check-in', 'Check-in deleted')
        window.gone('list item', NOTE)
        tap.check(entries() == (before[0], []), 'a deleted check-in disappears from window and export')
        deleted = aftercare.now()
        window.click('push button', re.compile('^Undo( Undo)?$'))
        window.see('list item', NOTE)
        eventually(lambda: rows(window) == shown, 'the Diary is as before')
        check_back(tap, 'the Undo of the toast brings it back as it was', before, deleted)

        before = entries()
        delete(window, 'session', 'Session deleted')
        window.gone('list item', SESSION)
        tap.check(entries() == ([], before[1]), 'the check-ins of a deleted session stay')
        deleted = aftercare.now()
        key('ctrl+z')
        window.see('list item', SESSION)
        eventually(lambda: rows(window) == shown, 'the Diary is as before')
        check_back(tap, 'Ctrl+Z brings it back as it was', before, deleted)

        left = entries()[0]
        window.go_to('Today')
        window.label('^Resting until')
        tap.step('Today counts from it again')

        window.go_to('Diary')
        delete(window, 'check-in', 'Check-in deleted')
        window.close_window()
        tap.check(window.wait_ended() == 0, 'the window closes while the toast is visible')
    tap.check(entries() == (left, []), 'a deletion without Undo is permanent')
    with aftercare.Aftercare() as window:
        window.go_to('Diary')
        window.see('list item', SESSION)
        tap.check([row for row in window.find_all('list item', NOTE) if on_screen(row)] == [],
                  'in a new window too')


if __name__ == '__main__':
    main(test)
