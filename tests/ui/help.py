#!/usr/bin/python3
# help.py: F1 opens the help, in the viewer for it or else in a browser
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for the help viewer and for the browser by a program that writes down what it is asked to
open."""
import os
import pathlib
import re

import aftercare
import driver
from driver import eventually, key, main

TYPES = {'viewer': 'x-scheme-handler/help', 'browser': 'text/html'}


def choose(*kinds):
    """These are there; nothing else on this computer opens the help or HTML."""
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
    """With a viewer, without one, and with nothing at all."""
    viewer, browser = (driver.stand_in(kind, TYPES[kind]) for kind in ('viewer', 'browser'))
    page = pathlib.Path(os.environ['TEST_PREFIX'], 'share', 'aftercare', 'help', 'C.html')
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(pathlib.Path(os.environ['TEST_HELP']).read_bytes())

    choose('viewer', 'browser')
    with aftercare.Aftercare() as window:
        ask(window)
        eventually(viewer.exists, 'the viewer is asked')
        tap.check(viewer.read_text() == 'help:aftercare\n', 'F1 opens the help in the viewer',
                  viewer.read_text())
        tap.check(not browser.exists(), 'and in nothing else')

    choose('browser')
    with aftercare.Aftercare() as window:
        key('F10')
        window.click('menu item', 'Help')
        eventually(browser.exists, 'the browser is asked')
        tap.check(browser.read_text() == f'{page}\n',
                  'without a viewer, Help in the menu opens a page in the browser',
                  browser.read_text())

    page.unlink()
    with aftercare.Aftercare() as window:
        ask(window)
        window.find(('label', 'heading'), re.compile('^The help could not be opened'))
        tap.step('with nothing to show, the window says so')


main(test, expected=re.compile('help'))
