#!/usr/bin/python3
# preferences.py: tests that preferences are saved at once and have an effect
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes everything in Preferences with mouse and keyboard, and reads it back from the
settings."""
import configparser
import os
import pathlib
import re

import aftercare
import driver
from driver import description, eventually, find, key, name, states, xdo

AUTOSTART = 'autostart/org.example.Aftercare.Notifier.desktop'


def setting(key_name):
    """Returns a setting from the file, or None if it has its default."""
    reader = configparser.ConfigParser()
    reader.read(pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'glib-2.0/settings/keyfile'))
    return reader.get('org/example/Aftercare', key_name, fallback=None)


def becomes(key_name, value):
    """Waits until a setting is saved with this value."""
    eventually(lambda: setting(key_name) == value, f'{key_name} is {value}, not {setting(key_name)}')


def spin(window, dialog, label, value):
    """Types a number into a spin button."""
    entry = window.find('spin button', label, root=dialog)
    window.fill(entry, value)


def switch(window, dialog, label):
    """Clicks a switch by its row."""
    row = window.find('list item', label, root=dialog)
    window.click(row, across=0.2)


def usable(accessible):
    """Returns whether a control and all its ancestors are sensitive, because GTK reports each
    separately."""
    while accessible is not None and driver.role(accessible) not in driver.TOP_LEVELS:
        if 'sensitive' not in states(accessible):
            return False
        accessible = driver.parent(accessible)
    return True


def open_preferences(window):
    """Opens Preferences from the menu. Returns the dialog."""
    window.click('push button', 'Main Menu')
    window.click('menu item', 'Preferences')
    dialog = window.find(driver.TOP_LEVELS, 'Preferences')
    window.wait_active(dialog)
    return dialog


def test(tap):
    """Tests each setting, there and back."""
    with aftercare.Aftercare() as window:
        window.label('^Your Recovery Starts Here$')
        dialog = open_preferences(window)

        spin(window, dialog, 'Hours Before Makeup', '24')
        becomes('makeup-wait-hours', '24.0')
        for typed in ('3', '800', '1,000', 'a day'):
            spin(window, dialog, 'Hours Before Makeup', typed)
            find(dialog, 'label', 'Type a number from 8 to 168.')
            entry = find(dialog, 'spin button', 'Hours Before Makeup')
            assert driver.text(entry) == typed, driver.text(entry)
        assert setting('makeup-wait-hours') == '24.0', setting('makeup-wait-hours')
        spin(window, dialog, 'Hours Before Makeup', '８')
        becomes('makeup-wait-hours', '8.0')
        eventually(lambda: driver.text(entry) == '8', 'the number has the same format as others')
        find(dialog, 'label', re.compile('^The guide says at least 8'))
        tap.step('a longer wait before makeup is saved; a shorter one is rejected, and stays as typed')

        xdo('mousemove', *window.point(find(dialog, 'spin button', 'Hours Before Makeup')))
        xdo('click', '--repeat', 3, '--delay', 60, 4)
        window.settle(dialog)
        tap.check(setting('makeup-wait-hours') == '8.0', "the wheel doesn't change a number",
                  setting('makeup-wait-hours'))

        entry = find(dialog, 'spin button', 'Days of Rest')
        assert not usable(entry), 'days of rest can be changed although the needle decides'
        switch(window, dialog, 'Rest by Needle Length')
        becomes('rest-days', '14.0')
        spin(window, dialog, 'Days of Rest', '21')
        becomes('rest-days', '21.0')
        for typed, read in ('21,5', '21.5'), ('٢١', '21.0'):
            spin(window, dialog, 'Days of Rest', typed)
            becomes('rest-days', read)
        switch(window, dialog, 'Rest by Needle Length')
        becomes('rest-days', '0.0')
        tap.step('rest follows the needle or the chosen number of days')

        window.click('radio button', 'Redness 1, slight', root=dialog)
        becomes('usual-redness', '1')
        find(dialog, 'label', re.compile(r'At 3 \(moderate\) or more, your next session goes on hold'))
        key('2')
        becomes('usual-redness', '2')
        tap.step('usual skin is set with mouse and digits, and says from where on it holds')

        spin(window, dialog, 'Uses Before Replacement', '15')
        becomes('tool-use-limit', '15')
        spin(window, dialog, 'Uses Before Replacement', '7.5')
        find(dialog, 'label', 'Type a whole number from 1 to 99.')
        spin(window, dialog, 'Uses Before Replacement', '15')
        switch(window, dialog, 'Count Uses')
        becomes('tool-use-limit', '0')
        assert not usable(find(dialog, 'spin button', 'Uses Before Replacement')), 'it can be changed'
        switch(window, dialog, 'Count Uses')
        becomes('tool-use-limit', '15')
        tap.step('uses of a tool are counted up to a limit, or not at all')

        switch(window, dialog, 'Daily Check-In Reminder')
        becomes('daily-note-enabled', 'true')
        time = window.find('text', 'Reminder Time', root=dialog)
        window.fill(time, '9pm')
        becomes('daily-note-minutes', str(21 * 60))
        eventually(lambda: driver.text(time) == '21:00', 'the time has the same format as others')
        tap.step('the daily reminder is turned on, at a typed time')

        switch(window, dialog, 'Discreet Notifications')
        becomes('discreet', 'true')
        switch(window, dialog, 'Run in Background')
        becomes('run-in-background', 'false')
        tap.step('discreet notifications and running in the background are turned on or off')

        time = window.find('text', 'Day Starts At', root=dialog)
        window.fill(time, 'noonish')
        find(dialog, 'label', re.compile('^Type a time, such as 04:00'))
        assert setting('day-start-minutes') is None, setting('day-start-minutes')
        window.fill(time, '13:00')
        find(dialog, 'label', re.compile('^Type a time from 00:00 to 12:00'))
        assert 'from 00:00' in description(time), description(time)
        tap.step('an invalid time is reported and not saved')

        window.click(time, across=0.3)
        key('ctrl+a')
        driver.type_text('5:30')
        key('Escape')
        window.gone(driver.TOP_LEVELS, 'Preferences')
        becomes('day-start-minutes', str(5 * 60 + 30))
        tap.step('the last input is kept when Escape closes the window')

        dialog = open_preferences(window)
        window.click(find(dialog, 'spin button', 'Hours Before Makeup'), across=0.3)
        key('ctrl+a')
        driver.type_text('900')
        key('Escape')
        find(dialog, 'label', 'Type a number from 8 to 168.')
        window.wait_active(dialog)
        key('Escape')
        window.gone(driver.TOP_LEVELS, 'Preferences')
        tap.check(setting('makeup-wait-hours') == '8.0',
                  'Escape first reports an invalid number, and then closes the window',
                  setting('makeup-wait-hours'))

        switched_off = pathlib.Path(os.environ['XDG_CONFIG_HOME'], AUTOSTART)
        system = any(pathlib.Path(folder, AUTOSTART).exists() for folder in
                     os.environ.get('XDG_CONFIG_DIRS', '/etc/xdg').split(':'))
        tap.check(switched_off.exists() == system, 'no autostart file is left if none is needed')

        key('ctrl+comma')
        dialog = window.find(driver.TOP_LEVELS, 'Preferences')
        assert 'checked' in states(find(dialog, 'radio button', 'Redness 2, mild'))
        switch(window, dialog, 'Run in Background')
        becomes('run-in-background', 'true')
        eventually(switched_off.exists, 'the notifier starts at login')
        tap.check('aftercare-notifier' in switched_off.read_text(),
                  'Ctrl+comma opens it again unchanged; the notifier starts at login',
                  switched_off.read_text())
        window.click('list item', 'Reminder Check-Up', root=dialog)
        check_up = window.find(driver.TOP_LEVELS, 'Reminder Check-Up')
        window.gone(driver.TOP_LEVELS, 'Preferences')
        window.wait_active(check_up)
        tap.step('it opens Reminder Check-Up')
        key('Escape')
        window.gone(driver.TOP_LEVELS, 'Reminder Check-Up')

    with aftercare.Aftercare({'GSETTINGS_SCHEMA_DIR': '/nowhere'}) as window:
        window.label('^Your Recovery Starts Here$')
        dialog = open_preferences(window)
        find(dialog, 'label', re.compile('^Preferences can’t be changed'))
        frozen = [name(control) for control in driver.find_all(
                      dialog, ('spin button', 'text', 'check box'))
                  + driver.find_all(dialog, 'radio button', re.compile('^Redness'))
                  if usable(control)]
        tap.check(not frozen, 'without its schema, it says so and offers nothing', frozen)

    with aftercare.Aftercare({'GSETTINGS_BACKEND': 'memory'}) as window:
        dialog = open_preferences(window)
        find(dialog, 'label', re.compile('^Nothing on this computer stores settings.*dconf'))
        tap.check(usable(find(dialog, 'spin button', re.compile('Makeup'))),
                  "if settings aren't kept, it says so, and what helps")

    path = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'glib-2.0/settings/keyfile')
    path.write_bytes(b'[org/example/Aftercare]\ndiscreet=true\n[broken')
    with aftercare.Aftercare() as window:
        dialog = open_preferences(window)
        label = find(dialog, 'label',
                     re.compile(f'^Your preferences can’t be read.*{path}.*Move it somewhere else'))
        eventually(lambda: 'focused' in states(label), 'the message is visible')
        row = find(dialog, 'list item', 'Discreet Notifications')
        tap.check(not usable(row), "if settings can't be read, it says so and offers nothing")
    tap.check(path.read_bytes().endswith(b'[broken'), 'their file is unchanged')

    # GTK stores settings in that file, too.
    path.unlink()
    os.mkfifo(path)
    with aftercare.Aftercare() as window:
        dialog = open_preferences(window)
        find(dialog, 'label', re.compile(f'^Your preferences can’t be read.*{path} is a pipe'))
        tap.check(path.is_fifo(), 'a pipe in its place blocks nothing, and stays')


driver.main(test)
