#!/usr/bin/python3
# keyboard-only.py: tests the main tasks without a mouse
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logs a session, checks in with digits, and changes both in the Diary, with the keyboard only."""
import re

import aftercare
from driver import eventually, find, key, main, name, popover_of, states, text, type_text

FIELDS = ('setting', 'needle_mm', 'tool', 'zones', 'makeup_wait_hours', 'rest_days', 'text')


def fields_of(entries, names):
    """Returns these fields of the only entry."""
    [entry] = entries
    return tuple(entry[one] for one in names)


def log_session(window):
    """Fills in Log Session from top to bottom, and saves from inside a field."""
    key('ctrl+n')
    dialog = window.find('dialog', 'Log Session')
    window.wait_active(dialog)
    window.tab_to('list item', 'More')
    key('space')
    window.settle(find(dialog, 'spin button', 'Days of Rest'))
    window.tab_to('combo box', 'Needle')
    key('space')
    window.find('label', '0.25 mm', where=popover_of)
    key('Down', 'Down', 'Return')
    eventually(lambda: window.find_all('label', '0.25 mm', root=dialog)
               and not any(popover_of(label) for label
                           in window.find_all('label', '0.3 mm', root=dialog)),
               'the needle is chosen')
    window.tab_to('push button', 'Forehead')
    key('Down', 'Left')
    eventually(lambda: name(window.focused()) == 'Left cheek', 'arrows reach the left cheek')
    key('space')
    window.tab_to('push button', 'Clear Zones')
    key('Tab')
    type_text('Pen')  # an AdwEntryRow doesn't report its focus; the text will show it
    eventually(lambda: text(find(dialog, 'text', 'Tool')) == 'Pen', 'Tool is typed')
    window.tab_to('spin button', 'Days of Rest')
    key('ctrl+a')
    type_text('9')
    window.tab_to('text', 'Notes')
    type_text('No hands')
    key('ctrl+Return')
    window.label('^Session logged$')
    window.gone('dialog', 'Log Session')


def open_entry(window, pattern):
    """Moves to an entry of the Diary with arrows, and opens it with Return. Returns the dialog."""
    key('ctrl+2')
    window.see('list item', re.compile(pattern))
    window.tab_to('list item', re.compile('.'))
    key('Home')

    def reached():
        here = window.focused()
        if here is not None and re.search(pattern, name(here)):
            return True
        key('Down')
        return False
    eventually(reached, f'arrows reach {pattern}')
    key('Return')
    dialog = window.find('dialog', re.compile('^Edit '))
    window.wait_active(dialog)
    return dialog


def test(tap):
    """Never uses the pointer."""
    with aftercare.Aftercare() as window:
        window.label('^Your Recovery Starts Here$')
        log_session(window)
        have = fields_of(aftercare.export()['sessions'], FIELDS)
        tap.check(have == ('home', 0.25, 'Pen', ['left_cheek'], 8, 9, 'No hands'),
                  'a session is logged with the keyboard, with every choice', have)

        key('ctrl+1')
        window.label('^How is your skin today')
        for symptom, digit in zip(aftercare.SYMPTOMS, '210'):
            window.tab_to('radio button', re.compile('^' + symptom))
            key(digit)
            eventually(lambda: window.chosen(symptom) == int(digit), f'{symptom} {digit} is chosen')
        window.tab_to('push button', 'Save Check-In')
        key('space')
        window.label('^Checked in at .*: redness 2, tingling 1, dryness 0$')
        tap.step('a check-in is made with digits')

        dialog = open_entry(window, '^Check-in')
        window.tab_to('radio button', re.compile('^Dryness'))
        key('3')
        eventually(lambda: window.chosen('Dryness', dialog) == 3, 'Dryness 3 is chosen')
        key('ctrl+Return')
        window.gone('dialog', name(dialog))
        window.see('list item', re.compile('^Check-in.*Redness 2 · Tingling 1 · Dryness 3'))
        have = fields_of(aftercare.export()['skin_notes'], ('redness', 'tingling', 'dryness'))
        tap.check(have == (2, 1, 3), 'a check-in is changed in the Diary', have)

        dialog = open_entry(window, '^Session')
        window.settle(find(dialog, 'spin button', 'Days of Rest'))
        window.tab_to('push button', 'Left cheek')  # the chosen one
        key('space', 'Right', 'Down', 'Down')
        eventually(lambda: name(window.focused()) == 'Chin', 'arrows reach the chin')
        key('space')
        eventually(lambda: 'pressed' in states(find(dialog, 'push button', 'Chin')), 'Chin is chosen')
        window.tab_to('push button', 'Save')
        key('Return')
        window.gone('dialog', name(dialog))
        window.see('list item', re.compile('^Session.*chin'))
        have = fields_of(aftercare.export()['sessions'], FIELDS)
        tap.check(have == ('home', 0.25, 'Pen', ['chin'], 8, 9, 'No hands'),
                  'a session is changed in the Diary', have)

        key('ctrl+w')
        tap.check(window.wait_ended() == 0, 'Ctrl+W closes the window')


if __name__ == '__main__':
    main(test)
