#!/usr/bin/python3
# main-flow.py: tests the main task with the mouse: log a session, check in, see both, export both
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logs a session, checks in, reads both on Today and in the Diary, and exports them from the menu.

An independent validator then reads the file, which has exactly what was entered.
"""
import datetime
import json
import pathlib
import re
import uuid

import aftercare
import driver
from driver import find, key, name, states, type_text

TEXT = 'Two passes, light pressure'


def log_session(window):
    """Fills in the dialog with the mouse, with everything that a home session can have."""
    dialog = window.open_log_session()
    assert 'pressed' in states(find(dialog, 'push button', 'Home')), 'Home is not chosen'
    window.open_more(dialog)
    window.choose_needle(dialog, '0.25 mm')
    window.click('push button', 'Left cheek', root=dialog)
    window.click('push button', 'Forehead', root=dialog)
    window.fill(find(dialog, 'text', 'Tool'), 'Derma roller')
    window.fill(find(dialog, 'spin button', 'Days of Rest'), '10')
    window.fill(find(dialog, 'text', 'Notes'), TEXT)
    window.click('push button', 'Save', root=dialog)
    window.label('^Session logged$')
    window.gone('dialog', 'Log Session')


def test(tap):
    """Tests the main task from start to end."""
    home = pathlib.Path.home()
    exported = home / 'diary of mine.json'
    with aftercare.Aftercare() as window:
        window.label('^Your Recovery Starts Here$')
        tap.step('an empty diary says where to start')

        begun = aftercare.now()
        log_session(window)
        session_saved = aftercare.now()
        window.label('^Makeup')
        window.label('^How is your skin today')
        tap.step('a session filled in with the mouse is logged, and Today counts from it')

        summary = window.check_in(2, 1, 0)
        note_saved = aftercare.now()
        tap.check(re.search('redness 2, tingling 1, dryness 0', name(summary)),
                  'Today shows the check-in', name(summary))

        window.go_to('Diary')
        row = window.see('list item', re.compile('^Session.*home', re.I))
        tap.check('0.25 mm' in name(row) and 'forehead' in name(row).lower()
                  and 'left cheek' in name(row).lower(), 'the Diary shows the session', name(row))
        row = window.see('list item', re.compile('^Check-in'))
        tap.check(re.search('redness 2.*tingling 1.*dryness 0', name(row), re.I),
                  'the Diary shows the check-in', name(row))

        window.click('push button', 'Main Menu')
        window.click('menu item', re.compile('Export Diary'))
        window.click('list item', 'Whole Diary')
        entry = window.find('text', 'Name:', where=lambda text: 'focused' in states(text))
        tap.check(driver.text(entry) == f'aftercare-{aftercare.person_day(begun)}.json',
                  'the suggested file name contains the date', driver.text(entry))
        key('ctrl+a')
        type_text(str(exported))
        key('Return')
        window.label('^Exported to')
        tap.step('the menu exports to the typed path')

    document = json.loads(exported.read_text())
    aftercare.validate(document)
    tap.step('an independent validator accepts the file')

    assert document['format'] == 'org.example.Aftercare.diary' and document['version'] == 2
    assert document['deleted'] == []
    [session] = document['sessions']
    [note] = document['skin_notes']
    check_instants(session, 'ended_at', begun, session_saved)
    check_instants(note, 'noted_at', session_saved, note_saved)
    zone = aftercare.zone_name()
    check_rest(session, {
        'time_zone': zone, 'setting': 'home', 'needle_mm': 0.25, 'tool': 'Derma roller',
        'zones': ['forehead', 'left_cheek'], 'makeup_wait_hours': 8, 'rest_days': 10,
        'next_session_date': None, 'clinic_instructions': '', 'text': TEXT, 'products': []})
    check_rest(note, {
        'time_zone': zone, 'date': aftercare.person_day(begun).isoformat(), 'redness': 2,
        'tingling': 1, 'dryness': 0, 'flags': [], 'resolved_flags': [], 'text': '',
        'own_scores': [], 'products': []})
    tap.step('the file contains exactly what was entered')


def check_instants(entry, when, after, before):
    """Removes the id and times, which a test can't predict exactly, and checks them."""
    assert uuid.UUID(entry.pop('id'))
    moment = aftercare.moment_of(entry.pop(when))
    created = aftercare.moment_of(entry.pop('created_at'))
    modified = aftercare.moment_of(entry.pop('modified_at'))
    # "Now" is when the dialog opened or was saved, give or take a minute.
    assert after - datetime.timedelta(minutes=1) <= moment <= before, (when, moment, after, before)
    assert after <= created <= before, ('created_at', created, after, before)
    assert modified == created, (modified, created)


def check_rest(have, want):
    """Compares all other fields exactly."""
    assert have == want, '\n'.join(f'{field}: {have.get(field)!r}, not {want.get(field)!r}'
                                   for field in {*have, *want}
                                   if have.get(field) != want.get(field))


driver.main(test)
