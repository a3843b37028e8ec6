#!/usr/bin/python3
# check-in-keys.py: tests the check-in without a mouse, and a save that fails
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses digits, Same as Yesterday, Something Else?, Ctrl+Return, Edit and Add Another with the keyboard
only.

While another program locks the diary, a save fails: the window says so, and nothing typed is lost.
"""
import datetime
import os
import pathlib
import re
import sqlite3

import aftercare
from driver import eventually, find, find_all, key, main, name, run, states, text, type_text

TEXT = 'Warm after the shower'


def diary_path():
    """Returns the file of the diary."""
    data = os.environ.get('XDG_DATA_HOME') or pathlib.Path.home() / '.local' / 'share'
    return pathlib.Path(data) / 'aftercare' / 'diary.db'


def chosen(window):
    """Returns the values chosen for the three symptoms."""
    return [window.chosen(symptom) for symptom in aftercare.SYMPTOMS]


def by_time():
    """Returns the exported skin notes, oldest first."""
    return sorted(aftercare.export()['skin_notes'], key=lambda one: one['created_at'])


def press(window, its_name, back=False):
    """Moves to a button with Tab and presses it."""
    window.tab_to('push button', its_name, back=back)
    key('space')


def test(tap):
    """Tests the check-in with the keyboard."""
    now = aftercare.now()
    aftercare.import_diary(
        sessions=[aftercare.session(now - datetime.timedelta(days=2))],
        notes=[aftercare.note(now - datetime.timedelta(days=1), 1, 0, 2, text='not to be copied')])
    with aftercare.Aftercare() as window:
        window.label('^How is your skin today')
        press(window, 'Same as Yesterday')
        eventually(lambda: chosen(window) == [1, 0, 2], 'yesterday is copied')
        tap.check(len(by_time()) == 1, 'Same as Yesterday copies the scales and saves nothing')

        window.tab_to('radio button', re.compile('^Redness'), back=True)
        key('3')
        eventually(lambda: chosen(window) == [3, 0, 2], 'the digit is accepted')
        key('Right')
        key('space')
        eventually(lambda: chosen(window) == [4, 0, 2], 'Right and Space are accepted')
        key('BackSpace')
        eventually(lambda: chosen(window) == [None, 0, 2], 'Backspace clears')
        key('2')
        eventually(lambda: chosen(window) == [2, 0, 2], 'the digit is accepted again')
        tap.step('digits, arrows and Backspace set a scale')

        # French keyboards have these characters on the digit keys; Arabic ones have other digits.
        for layout, keys in (('fr', ('ampersand', 'shift+quotedbl', 'KP_4')),
                             ('ara(digits)', ('Arabic_1', 'Arabic_3', 'Arabic_4'))):
            run('setxkbmap', '-layout', layout)
            for pressed, severity in zip(keys, (1, 3, 4)):
                key(pressed)
                eventually(lambda: chosen(window) == [severity, 0, 2], f'{layout}: {pressed}')
        run('setxkbmap', '-layout', 'us')
        key('2')
        eventually(lambda: chosen(window) == [2, 0, 2], 'the digit is accepted as before')
        tap.step('digits of other keyboards do too')

        press(window, 'Something Else?')
        window.tab_to('check box', 'Fever')
        key('space')
        window.tab_to('text', 'In your own words')
        type_text(TEXT)
        words = find(window.root, 'text', 'In your own words')
        eventually(lambda: text(words) == TEXT, 'the text is typed')

        other = sqlite3.connect(diary_path(), isolation_level=None)
        other.execute('BEGIN IMMEDIATE')
        key('ctrl+Return')
        window.label('^Could not save the check-in[.]', patience=20)
        tap.check(text(words) == TEXT and chosen(window) == [2, 0, 2]
                  and 'checked' in states(find(window.root, 'check box', 'Fever')),
                  'a failed save is reported, and everything entered is still there')
        other.execute('ROLLBACK')
        other.close()

        key('ctrl+Return')
        summary = window.label('^Checked in')
        tap.check(re.search('redness 2, tingling 0, dryness 2, fever', name(summary)),
                  'Ctrl+Return in the text saves', name(summary))
        saved = by_time()
        tap.check([(one['redness'], one['tingling'], one['dryness'], one['flags'], one['text'])
                   for one in saved[1:]] == [(2, 0, 2, ['fever'], TEXT)],
                  'everything entered is saved once', saved)

        press(window, 'Edit')
        window.label('^Edit your check-in')
        window.tab_to('radio button', re.compile('^Redness'), back=True)
        key('0')
        key('ctrl+Return')
        window.label('redness 0, tingling 0, dryness 2')
        changed = by_time()
        tap.check(len(changed) == 2 and changed[1]['id'] == saved[1]['id']
                  and changed[1]['redness'] == 0 and changed[1]['text'] == TEXT,
                  'Edit changes that note', changed)

        press(window, 'Add Another')
        window.label('^How is your skin today')
        tap.check(chosen(window) == [None, None, None]
                  and text(find(window.root, 'text', 'In your own words')) == '',
                  'Add Another starts empty')
        tap.check(find_all(window.root, 'check box', 'Gone Now: Fever') != [],
                  'the fever ticked before can be marked as gone')
        window.tab_to('radio button', re.compile('^Tingling'))
        key('1')
        key('ctrl+Return')
        window.label('^Checked in at .*: tingling 1$')
        added = by_time()
        tap.check(len(added) == 3 and added[2]['id'] not in {one['id'] for one in changed}
                  and added[1] == changed[1], 'it adds a separate note', added)


if __name__ == '__main__':
    main(test)
