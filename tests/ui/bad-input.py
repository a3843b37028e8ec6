#!/usr/bin/python3
# bad-input.py: tests that invalid input is reported next to the field, and nothing typed is lost
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Enters a future time in Log Session, then an invalid one, then a correct one."""
import datetime
import re

import aftercare
from driver import eventually, find, find_all, key, main, states, text

FUTURE = re.compile('^This is in the future')


def test(tap):
    """Enters a future and an invalid time."""
    with aftercare.Aftercare() as window:
        dialog = window.open_log_session()
        window.open_more(dialog)
        window.click('push button', 'Nose', root=dialog)
        tool = find(dialog, 'text', 'Tool')
        window.fill(tool, 'Roller 3')
        tomorrow = (aftercare.now() + datetime.timedelta(days=1)).date().isoformat()
        date = find(dialog, 'text', 'Date')
        window.fill(date, tomorrow)
        window.see('label', FUTURE, root=dialog, scroll=True)
        tap.step('a future time is reported beside the fields')

        save = find(dialog, 'push button', 'Save')
        if 'sensitive' in states(save):
            window.click(save)
        key('ctrl+Return')
        window.see('label', FUTURE, root=dialog, scroll=True)
        tap.check(aftercare.export()['sessions'] == [], 'it is not saved')
        tap.check(text(date) == tomorrow, 'the date is still as typed', text(date))
        tap.check(text(tool) == 'Roller 3', 'so is everything else')

        window.fill(date, aftercare.now().date().isoformat())
        time_row = find(dialog, 'text', 'Time')
        window.fill(time_row, 'noonish')
        eventually(lambda: not find_all(dialog, 'label', FUTURE), 'the message is replaced')
        key('ctrl+Return')
        tap.check(aftercare.export()['sessions'] == [] and text(time_row) == 'noonish',
                  "an invalid time isn't saved either, and stays as typed")

        window.fill(time_row, aftercare.now().strftime('%H:%M'))
        days = window.find('spin button', 'Days of Rest', root=dialog)
        window.fill(days, '100')
        key('ctrl+Return')
        window.see('label', 'Type a number from 7 to 90.', root=dialog, scroll=True)
        tap.check(aftercare.export()['sessions'] == [] and text(days) == '100',
                  "a rest out of range isn't saved, and stays as typed too")
        window.fill(days, '２１,5')
        window.choose_needle(dialog, 'Other')
        needle = window.find('text', 'Needle length, in mm', root=dialog)
        window.fill(needle, '1,000')
        key('ctrl+Return')
        window.find('alert', re.compile('^Type a length, such as 0.75'), root=dialog)
        window.fill(needle, '٠٫٧٥ mm')

        early = aftercare.now() - datetime.timedelta(hours=2)
        window.fill(time_row, early.strftime('%H:%M'))
        window.click('push button', 'Save', root=dialog)
        window.gone('dialog', 'Log Session')
        saved = aftercare.export()['sessions']
        tap.check([(one['tool'], one['zones'], one['rest_days'], one['needle_mm']) for one in saved] ==
                  [('Roller 3', ['nose'], 21.5, 0.75)],
                  'once corrected, it is saved with everything typed before', saved)


if __name__ == '__main__':
    main(test)
