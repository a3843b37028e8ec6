#!/usr/bin/python3
# window.py: tests what every desktop window has
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of the menu, the shortcuts and what they do, About, and remembering the window's
size."""
import datetime
import os
import pathlib
import re
from xml.etree import ElementTree

import aftercare
import driver
from driver import eventually, extents, find, find_all, key, name

MENU = ['Add Check-In for Another Day…', 'Trash', 'Preferences', 'Reminder Check-Up', 'Import Diary…',
        'Export Diary…', 'Print Report…', 'Restore an Earlier Diary…', 'Keyboard Shortcuts', 'Help',
        'About Aftercare']
# The icons of the desktop.
THEME = pathlib.Path('/usr/share/icons/Adwaita')
# The shortcuts listed in the shortcuts window.
PROMISED = ['Log a session', 'Save in a dialog', 'Delete a diary entry',
            'Restore a deleted entry', 'Export the diary', 'Choose a score', 'Clear a score',
            'Save the check-in', 'Today', 'Diary', 'Trends', 'Guide', 'Preferences',
            'Check again in Reminder Check-Up', 'Step through the Trends chart', 'Main menu', 'Help',
            'Keyboard shortcuts', 'Close the window', 'Quit']


def opened(window):
    """Waits for a second window. Returns it."""
    return window.find(driver.TOP_LEVELS, where=lambda frame: frame != window.main)


def closed(window):
    """Presses Escape, and waits until only the main window is left."""
    key('Escape')
    eventually(lambda: len([one for one in window.frames() if driver.on_screen(one)]) == 1,
               'the window over the main one is closed')


def test_menu(window, tap):
    """The menu, from top to bottom."""
    key('F10')
    window.find('menu item', MENU[0])
    items = sorted(window.find_all('menu item'), key=lambda item: extents(item).y)
    tap.check([name(item) for item in items] == MENU, 'the menu is in order',
              [name(item) for item in items])
    key('Escape')


def test_shortcuts(window, tap):
    """The shortcuts window, and that its keys work."""
    key('ctrl+question')
    dialog = window.find(driver.TOP_LEVELS, 'Keyboard Shortcuts')
    for title in PROMISED:
        find(dialog, None, title)
    tap.step('Ctrl+? shows every shortcut')
    closed(window)

    for keys, title in (('ctrl+n', 'Log Session'), ('ctrl+comma', 'Preferences')):
        key(keys)
        window.find(driver.TOP_LEVELS, re.compile(title), where=lambda one: one != window.main)
        closed(window)
    for number, page in enumerate(('Today', 'Diary', 'Trends', 'Guide'), start=1):
        key(f'ctrl+{number}')
        eventually(lambda page=page: {'selected', 'pressed', 'checked'} & driver.states(
            window.find(('page tab', 'radio button', 'toggle button'), page)), f'{page} is shown')
    key('ctrl+1')
    tap.step('the shortcuts work as listed')


def homepage():
    """Returns the website from the AppStream data."""
    data = pathlib.Path(__file__).parents[2] / 'data' / 'org.example.Aftercare.metainfo.xml.in'
    return ElementTree.parse(data).findtext("url[@type='homepage']")


def test_about(window, tap):
    """About says once that this isn't a medical device."""
    key('F10')
    window.click('menu item', 'About Aftercare')
    dialog = opened(window)
    window.click('list item', re.compile('^Details'), root=dialog)
    told = driver.stand_in('browser', 'x-scheme-handler/https')
    pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'mimeapps.list').write_text(
        '[Default Applications]\nx-scheme-handler/https=browser.desktop\n')
    window.click('list item', 'Website', root=dialog)
    eventually(told.exists, 'the browser is started')
    tap.check(told.read_text() == homepage() + '\n', 'About leads to the website', told.read_text())
    said = [one for one in find_all(dialog) if 'not a medical device' in name(one)]
    tap.check(len({name(one) for one in said}) == 1, 'About says that it is not a medical device')
    key('Escape')  # back from the details
    closed(window)


def test_size(tap):
    """A window reopens with its last size, even after it was maximized."""
    with aftercare.Aftercare() as window:
        size = window.resize(window.main, 800, 640)
        key('ctrl+q')
        window.wait_ended()
    with aftercare.Aftercare() as window:
        eventually(lambda: window.size(window.main) == size,
                   f'the window is {size} again, not {window.size(window.main)}')
        tap.step('a window reopens with its last size')
        window.click('push button', 'Maximize', root=window.main)
        eventually(lambda: window.size(window.main)[0] > 1200, 'the window is maximized')
        key('ctrl+q')
        window.wait_ended()
    with aftercare.Aftercare() as window:
        eventually(lambda: window.size(window.main)[0] > 1200, 'the window is maximized again')
        tap.step('a maximized window reopens maximized')
        window.click('push button', re.compile('^(Restore|Maximize)$'), root=window.main)
        eventually(lambda: window.size(window.main) == size,
                   f'the window is {size} below that, not {window.size(window.main)}')
        tap.step('unmaximized, it has its former size')


def test_icons(tap):
    """Today draws no icon from SVG, because the SVG loader takes 3 MiB and part of the start."""
    if not any(THEME.rglob('list-add-symbolic.symbolic.png')):
        tap.step("the desktop's icons are SVG here")
        return
    aftercare.import_diary([aftercare.session(aftercare.now() - datetime.timedelta(hours=3))])
    with aftercare.Aftercare() as window:
        window.label('Makeup')
        maps = pathlib.Path(f'/proc/{window.pid}/maps').read_text(encoding='utf-8')
        tap.check('libgtk-4' in maps and 'librsvg' not in maps, 'Today needs no SVG loader')


def test(tap):
    """Tests all of them."""
    with aftercare.Aftercare() as window:
        test_menu(window, tap)
        test_shortcuts(window, tap)
        test_about(window, tap)
    test_size(tap)
    test_icons(tap)


driver.main(test)
