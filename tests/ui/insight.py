#!/usr/bin/python3
# insight.py: why one is ready, and how this recovery compares
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an imported diary, Today says what makes the next session possible; from the fourth
recovery on, a check-in by mouse says how the day compares, with its figures a click away. What a
clinician should hear comes before that."""
import datetime
import re

import aftercare
import driver
from driver import description, key, main

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
INSIGHT = re.compile('recoveries on day')
# Redness, tingling and dryness on day 3 of each earlier recovery, oldest first.
EARLIER = [(1, 2, 1), (1, 1, 1), (2, 2, 2), (1, 0, 3)]


def recovery(ended, scores):
    """Returns a session and its check-in on day 3."""
    return aftercare.session(ended), aftercare.note(ended + 3 * DAY, *scores)


def ready(tap):
    """What makes one ready: the days, and the scores of the last look."""
    with aftercare.Aftercare() as window:
        window.label('^Ready for your next session$')
        window.label('^20 days rested, redness 0, tingling 0 and dryness 1 on ')
        window.label('^Rest ended ')
        tap.step('ready says why')


def few(tap):
    """A check-in by mouse, with two recoveries before it: no pattern."""
    with aftercare.Aftercare() as window:
        window.label('^Resting until ')
        window.check_in(1, 1, 0)
        tap.check(not window.find_all('label', INSIGHT), 'two recoveries are nothing to go by')


def in_popover(accessible):
    """Returns whether it lies in an open popover."""
    return driver.popover_of(accessible) is not None


def compare(tap):
    """The same check-in beside the last four."""
    with aftercare.Aftercare() as window:
        window.label(r'^Calmer than your last 4 recoveries on day 3\.$')
        tap.step('calmer than the last four')

        button = window.find('push button', 'Figures behind this comparison')
        figures = 'add up to 2 now. Before, it was 4, 6, 3 and 4'
        tap.check(figures in description(button), 'a screen reader says the figures',
                  description(button))
        window.click(button)
        window.find('label', re.compile(figures), where=in_popover)
        key('Escape')
        tap.step('the figures are a click away')


def advice_first(tap, now):
    """A warning sign: nobody is told that they are doing well."""
    aftercare.import_diary([], [aftercare.note(now - MINUTE, flags=['fever'])])
    with aftercare.Aftercare() as window:
        window.label('^You ticked fever. Contact a clinician today')
        tap.check(not window.find_all('label', INSIGHT), 'advice comes first')


def test(tap):
    """Two earlier recoveries, then four, then a warning sign."""
    now = aftercare.now()
    ends = [now - (20 + 14 * (3 - index)) * DAY for index in range(4)]
    earlier = [recovery(ended, scores) for ended, scores in zip(ends, EARLIER)]
    aftercare.import_diary([session for session, _ in earlier[2:]],
                           [note for _, note in earlier[2:]] +
                           [aftercare.note(now - 2 * DAY, 0, 0, 1)])
    ready(tap)
    aftercare.import_diary([aftercare.session(now - 3 * DAY)])
    few(tap)
    aftercare.import_diary([session for session, _ in earlier[:2]],
                           [note for _, note in earlier[:2]])
    compare(tap)
    advice_first(tap, now)


if __name__ == '__main__':
    main(test)
