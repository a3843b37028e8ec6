#!/usr/bin/python3
# help.py: tests that F1 opens the help in the help viewer, or otherwise in a browser
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Replaces the help viewer and the browser by a program that records what it should open."""
import os
import pathlib
import re

import aftercare
import driver
from driver import eventually, key, main

TYPES = {'viewer': 'x-scheme-handler/help', 'browser': 'text/html'}


def choose(*kinds):
    """Installs only these for the help and HTML."""
    chosen = '\n'.join(f'{TYPES[kind]}={kind}.desktop' for kind in kinds)
    others = '\n'.join(f'{TYPES[kind]}=yelp.desktop;{"" if kind in kinds else kind + ".desktop;"}'
                       for kind in TYPES)
    pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'mimeapps.list').write_text(
        f'[Default Applications]\n{chosen}\n\n[Removed Associations]\n{others}\n')


def ask(window):
    """Presses F1 in the window."""
    window.wait_active(window.main)
    key('F1')


def test(tap):
    """Tests with a viewer, without one, and without any program."""
    viewer, browser = (driver.stand_in(kind, TYPES[kind]) for kind in ('viewer', 'browser'))
    page = pathlib.Path(os.environ['TEST_PREFIX'], 'share', 'aftercare', 'help', 'C.html')
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(pathlib.Path(os.environ['TEST_HELP']).read_bytes())

    choose('viewer', 'browser')
    with aftercare.Aftercare() as window:
        ask(window)
        eventually(viewer.exists, 'the viewer is started')
        tap.check(viewer.read_text() == 'help:aftercare\n', 'F1 opens the help in the viewer',
                  viewer.read_text())
        tap.check(not browser.exists(), 'nothing else opens')

    choose('browser')
    with aftercare.Aftercare() as window:
        key('F10')
        window.click('menu item', 'Help')
        eventually(browser.exists, 'the browser is started')
        tap.check(browser.read_text() == f'{page}\n',
                  'without a viewer, Help in the menu opens a page in the browser',
                  browser.read_text())

    page.unlink()
    with aftercare.Aftercare() as window:
        ask(window)
        window.find(('label', 'heading'), re.compile('^Could not open the help'))
        tap.step('without either, the window says so')


main(test, expected=re.compile('help'))
