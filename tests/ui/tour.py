#!/usr/bin/python3
# tour.py: visits every page and window once, then quits normally
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Visits everything that the program can show, writes a little, and quits: there are no complaints,
and the program exits with 0. Built with the sanitizers (tools/check --sanitize), this shows that
nothing leaks on the way."""
import datetime
import re

import aftercare
import driver
from driver import eventually, key, main

PAGES = ('Diary', 'Trends', 'Guide', 'Today')
WINDOWS = ('Add Check-In for Another Day…', 'Trash', 'Preferences', 'Reminder Check-Up', 'Export Diary…',
           'Print Report…', 'Restore an Earlier Diary…', 'Keyboard Shortcuts', 'About Aftercare')
# Leaks are detected after the last window has closed.
ENDING = 90.0


def close_others(window):
    """Presses Escape until only the main window is left."""
    def alone():
        if len([one for one in window.frames() if driver.on_screen(one)]) == 1:
            return True
        key('Escape')
        return False
    eventually(alone, 'only the main window is left')


def test(tap):
    """Visits everything, with a diary that fills the screens."""
    now = aftercare.now()
    days = [datetime.timedelta(days=count) for count in range(40)]
    aftercare.import_diary(
        [aftercare.session(now - days[30], text='first'), aftercare.session(now - days[3])],
        [aftercare.note(now - day, (len(days) - index) % 4, index % 3, 1, text='as ever')
         for index, day in enumerate(days[1:30])])
    with aftercare.Aftercare() as window:
        for page in PAGES:
            window.go_to(page)
            window.settle(window.main)
        tap.step('each page is shown')
        for item in WINDOWS:
            key('F10')
            window.click('menu item', item)
            window.find(driver.TOP_LEVELS, where=lambda frame: frame != window.main)
            close_others(window)
        tap.step('each window of the menu opens and closes')

        dialog = window.open_log_session()
        window.open_more(dialog)
        close_others(window)
        tap.step('a session is started and discarded')
        for symptom in aftercare.SYMPTOMS:
            window.choose(symptom, 1)
        window.click('push button', 'Save Check-In')
        eventually(lambda: len(aftercare.export()['skin_notes']) == 30, 'the check-in is saved')
        tap.step('a check-in is saved')

        window.click('push button', re.compile('^Close$'), root=window.main)
        tap.check(window.wait_ended(ENDING) == 0, 'the window closes, and the program exits with 0')


if __name__ == '__main__':
    main(test)
