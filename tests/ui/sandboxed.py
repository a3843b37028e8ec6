#!/usr/bin/python3
# sandboxed.py: tests window and notifier in surroundings like those of a Flatpak
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logs a session in a sandbox, waits for its reminder there, exports and imports through the file chooser
portal, and asks the background portal to start reminders at login."""
import csv
import datetime
import json
import re
import sys

import dbus

import aftercare
import driver
import sandbox
from driver import eventually, find, key, name
from notifications import Notifications

WAIT = datetime.timedelta(hours=8)
AHEAD = datetime.timedelta(seconds=4)
LIBEXEC = re.compile('/libexec/aftercare-notifier$')


def log_session(window):
    """Logs a session that has just ended."""
    window.label('^Your Recovery Starts Here$')
    key('ctrl+n')
    dialog = eventually(lambda: [frame for frame in window.frames()
                                 if name(frame) == 'Log Session'], 'the dialog is open')[0]
    window.wait_active(dialog)
    key('ctrl+s')
    window.label('Session logged')
    window.wait_active(window.main)


def let_wait_end():
    """Moves the session back, so that its wait before makeup ends soon. Returns the deadline."""
    document = aftercare.export()
    session, = document['sessions']
    deadline = aftercare.now() + AHEAD
    session.update(ended_at=aftercare.instant(deadline - WAIT),
                   modified_at=aftercare.instant(aftercare.now()))
    aftercare.command('--import', '-', standard_input=json.dumps(document))
    return deadline


def export(window, row):
    """Exports with the keys that open the dialog, then a row in it."""
    key('ctrl+e')
    window.click('list item', row, root=window.find(driver.TOP_LEVELS, 'Export'))


def test_background(tap, window, portals):
    """The desktop is asked at the start, and says no."""
    [parent, options], = eventually(lambda: portals.calls('RequestBackground'), 'the portal is asked')
    command = [str(word) for word in options['commandline']]
    tap.check(parent == '' and options['autostart'] and len(command) == 1
              and LIBEXEC.search(command[0]) and 'reminders' in options['reason'],
              'the window asks the desktop to start reminders at login, and says why', options)
    eventually(lambda: 'does not start the reminders at login' in window.log_text(), 'it hears the answer')
    tap.step('a refusal is reported in the log only')


def test_check_up(tap, window):
    """Reminder Check-Up knows that it can't see what starts at login."""
    window.click('push button', 'Main Menu')
    window.click('menu item', 'Reminder Check-Up')
    dialog = window.find(driver.TOP_LEVELS, 'Reminder Check-Up')
    for row in ('Notification Server: Good', 'Aftercare Reminders: Good',
                'Start at Login: Unknown. Your desktop decides', 'Preferences: Good'):
        find(dialog, 'list item', re.compile('^' + row))
    key('Escape')
    window.gone(driver.TOP_LEVELS, 'Reminder Check-Up')
    window.wait_active(window.main)
    tap.step('Check-Up says that the desktop decides what starts at login')


def test_export(tap, window, portals, box):
    """The file chooser is the portal's, and only its file can be written."""
    portals.set_answer('SaveFile', 1, uris=dbus.Array([], signature='s'))
    export(window, 'Table of Sessions')
    [parent, _title, options], = eventually(lambda: portals.calls('SaveFile'), 'the portal is asked')
    tap.check(parent.startswith('x11:') and options['current_name'].endswith('.csv'),
              'the portal asks for the place, above the window', (parent, options))
    tap.check(not list(box.documents.iterdir()), 'nothing is exported after a refusal')

    for row, path, address in (
            ('Table of Sessions', *box.document('1a2b3c', 'sessions.csv')),
            ('Whole Diary', *box.document('4d5e6f', 'no extension'))):
        portals.set_answer('SaveFile', 0, uris=[address])
        export(window, row)
        window.label(f'^Exported to “{path.name}”')
        found = list(path.parent.iterdir())
        tap.check(found == [path], f'“{path.name}” is exported, under exactly that name', found)
    with open(box.documents / '1a2b3c' / 'sessions.csv', encoding='utf-8', newline='') as file:
        tap.check(len(list(csv.DictReader(file))) == 1, 'the table has the session')
    document = json.loads((box.documents / '4d5e6f' / 'no extension').read_text(encoding='utf-8'))
    aftercare.validate(document)
    tap.check(len(document['sessions']) == 1, 'the diary has the session', document)


def test_import(tap, window, portals, box):
    """A file from the portal is imported."""
    path, address = box.document('7a8b9c', 'old.json')
    now = aftercare.now()
    path.write_text(aftercare.diary(notes=[aftercare.note(now - datetime.timedelta(hours=1), 2, 1, 0)]),
                    encoding='utf-8')
    portals.set_answer('OpenFile', 0, uris=[address])
    window.click('push button', 'Main Menu')
    window.click('menu item', re.compile('Import Diary'))
    window.click('push button', re.compile('Import$'))
    eventually(lambda: len(aftercare.export()['skin_notes']) == 1, 'the note is in the diary')
    tap.step('a diary is imported through the portal')


def test_reminder(tap, portals, notifications):
    """The reminder comes without a window, from a notifier in a sandbox."""
    deadline = let_wait_end()
    shown = notifications.wait_for(1, AHEAD.total_seconds() + 10)
    late = shown.at - deadline.timestamp()
    tap.check(0 <= late <= 1 and shown.summary == 'Your wait for makeup is over',
              'without a window, a reminder comes at the deadline', (late, shown))
    notifications.press('Open', 1)
    eventually(lambda: [frame for program in driver.programs() for frame in driver.children(program)
                        if name(frame) == 'Aftercare'], 'its button opens the window')
    for call in 'AddNotification', 'RemoveNotification':
        assert not portals.calls(call), portals.calls(call)
    tap.step('its button opens the window; the notification portal is never used')


def test_preferences(tap, window, portals, box):
    """Running in the background is turned off through the portal, and settings are kept."""
    portals.set_answer('RequestBackground', 0, background=True, autostart=False)
    before = len(portals.calls('RequestBackground'))
    key('ctrl+comma')
    dialog = window.find(driver.TOP_LEVELS, 'Preferences')
    window.wait_active(dialog)
    row = window.click(window.find('list item', 'Run in Background', root=dialog), across=0.2)
    eventually(lambda: len(portals.calls('RequestBackground')) > before, 'the portal is asked')
    options = portals.calls('RequestBackground')[-1][1]
    tap.check(not options['autostart'], 'turning it off withdraws the request', options)
    settings = box.app / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
    eventually(lambda: settings.exists() and 'run-in-background=false' in settings.read_text(),
               'the preference is saved')
    window.click(row, across=0.2)
    eventually(lambda: 'run-in-background=false' not in settings.read_text(), 'it is on again')
    key('Escape')
    window.gone(driver.TOP_LEVELS, 'Preferences')
    tap.check(not (box.app / 'config' / 'autostart').exists(),
              'preferences are saved in the key file, without an autostart file')


def test(tap):
    """Tests one person's first hours in a sandbox."""
    box = sandbox.Sandbox()
    with sandbox.Portals() as portals, Notifications() as notifications:
        portals.set_answer('RequestBackground', 1)
        with sandbox.Aftercare() as window:
            test_background(tap, window, portals)
            log_session(window)
            tap.step('a session is logged')
            test_check_up(tap, window)
            test_export(tap, window, portals, box)
            test_import(tap, window, portals, box)
            test_preferences(tap, window, portals, box)
            key('ctrl+w')
            tap.check(window.wait_ended() == 0, 'the window closes')
        test_reminder(tap, portals, notifications)

    found = [path.name for path in box.home.iterdir()]
    tap.check(found == ['.var'], 'nothing is written elsewhere in the home folder', found)


if why := sandbox.missing():
    print(f'1..0 # SKIP no sandbox: {why}')
    sys.exit(0)
driver.main(test)
