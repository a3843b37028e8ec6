#!/usr/bin/python3
# desktop-search.py: tests the results of the desktop's search, and the commands of the launcher
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Searches over D-Bus like GNOME Shell, and checks what a result opens.

Nothing is found until search is turned on in Preferences, with the mouse.
"""
import configparser
import datetime
import os
import pathlib
import re
import shlex
import subprocess

import dbus

import aftercare
import driver
from driver import children, eventually, find, in_sight, key, main, name, role

PROVIDER = 'org.example.Aftercare.SearchProvider'
PATH = '/org/example/Aftercare/SearchProvider'
INTERFACE = 'org.gnome.Shell.SearchProvider2'
LAUNCHER = pathlib.Path(__file__).resolve().parents[2] / 'org.example.Aftercare.desktop'
DAY = datetime.timedelta(days=1)


def ask(method, *arguments):
    """Searches like the shell; the bus starts the search provider."""
    proxy = dbus.SessionBus().get_object(PROVIDER, PATH, introspect=False)
    return getattr(proxy, method)(*arguments, dbus_interface=INTERFACE)


def look_for(*words):
    """Returns the names of the results."""
    return list(ask('GetInitialResultSet', dbus.Array(words, signature='s')))


def describe(results):
    """Returns the metadata of results."""
    return list(ask('GetResultMetas', dbus.Array(results, signature='s')))


def switch_on(window):
    """Clicks the switch in Preferences."""
    key('ctrl+comma')
    dialog = window.find(driver.TOP_LEVELS, 'Preferences')
    window.wait_active(dialog)
    window.click(window.find('list item', 'Show in Desktop Search', root=dialog), across=0.2)
    settings = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'glib-2.0/settings/keyfile')
    eventually(lambda: settings.exists() and 'desktop-search=true' in settings.read_text(),
               'it is turned on')
    key('Escape')
    window.gone(driver.TOP_LEVELS, 'Preferences')


def opened():
    """Waits for a window that the bus started. Returns it."""
    return eventually(lambda: [frame for program in driver.programs()
                               for frame in children(program) if name(frame) == 'Aftercare'],
                      'the window is open')[0]


def close(frame):
    """Closes a window with the keyboard, and waits until its program has ended."""
    key('ctrl+q')
    eventually(lambda: frame.program not in [program.program for program in driver.programs()],
               'the window is closed')


def has_focus(frame, pattern):
    """Whether a widget with this name has the keyboard focus."""
    look = driver.Look(frame)
    return any('focused' in look[one].states and re.search(pattern, look[one].name)
               for one in look.order)


def test(tap):
    """Turned off, turned on, searched, opened."""
    now = aftercare.now()
    aftercare.import_diary(
        [aftercare.session(now - 3 * DAY)],
        [aftercare.note(now - DAY, 2, 1, 0, text='Warm around the mouth,\nless than before.'),
         aftercare.note(now - 2 * DAY, 3, 1, 0, text='Nose dry')])
    tap.check(look_for('last', 'session') == [] and look_for('mouth') == [],
              'nothing is found before it is turned on')
    with aftercare.Aftercare() as window:
        switch_on(window)
        close(window.main)
    eventually(lambda: look_for('last', 'sess'), 'the last session is found')
    tap.check(look_for('last', 'sess') == ['last-session'], 'now the last session is found')
    meta, = describe(['last-session'])
    tap.check(re.match(r'Last session: \w+ \d+ \w+, \d\d:\d\d$', meta['name'])
              and re.match('Resting until ', meta['description']),
              'the result says when it was, and what is next', meta)

    found = look_for('mou')
    meta, = describe(found)
    tap.check(re.match(r'Check-in, \w+ \d+ \w+ \d{4}$', meta['name'])
              and meta['description'] == 'Warm around the mouth, less than before.',
              'a check-in is found by the start of a word', meta)
    tap.check(look_for('w') == [] and look_for('knees') == [],
              'one letter or unknown text finds nothing')
    tap.check(list(ask('GetSubsearchResultSet', found, ['nose'])) == look_for('nose') != [],
              'another word finds another check-in')
    tap.check(describe(['note:1:00000000-0000-4000-8000-000000000000', 'note:', 'x']) == [],
              'deleted entries are left out')

    ask('ActivateResult', found[0], ['mou'], dbus.UInt32(0))
    frame = opened()
    row = find(frame, 'list item', re.compile('^Check-in.*Warm around the mouth'), where=in_sight)
    tap.check(driver.text(find(frame, ('text', 'entry'), where=lambda one: driver.text(one) == 'mou'))
              == 'mou' and role(row) == 'list item',
              'a result opens the window with a search for the entry')
    tap.check(not driver.find_all(frame, 'list item', re.compile('Nose dry'), where=in_sight),
              'alone')
    close(frame)

    ask('ActivateResult', 'last-session', ['last'], dbus.UInt32(0))
    frame = opened()
    find(frame, 'label', re.compile('^Resting until'), where=in_sight)
    tap.step('the last session opens Today')
    close(frame)

    launcher = configparser.ConfigParser(interpolation=None)
    launcher.read(LAUNCHER)
    tap.check(launcher['Desktop Entry']['Actions'] == 'log-session;check-in;',
              'the launcher has two commands')
    subprocess.run(shlex.split(launcher['Desktop Action check-in']['Exec']), check=True)
    frame = opened()
    eventually(lambda: has_focus(frame, '^Redness|^Same as Yesterday'),
               'Check In opens the window, with the focus in the check-in')
    tap.step('Check In opens the window, with the focus in the check-in')
    close(frame)
    subprocess.run(shlex.split(launcher['Desktop Action log-session']['Exec']), check=True)
    eventually(lambda: [one for program in driver.programs() for one in children(program)
                        if name(one) == 'Log Session'], 'Log Session opens its dialog')
    tap.step('Log Session opens its dialog')


if __name__ == '__main__':
    main(test)
