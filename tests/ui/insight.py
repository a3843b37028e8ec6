#!/usr/bin/python3
# insight.py: tests why the next session is possible, and the comparison of this recovery with
# others
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""With an imported diary, Today says what makes the next session possible. From the fourth recovery
on, a check-in compares the day with earlier ones, with figures a click away. Advice to contact a
clinician comes first."""
import datetime
import re

import aftercare
import driver
from driver import key, main

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
INSIGHT = re.compile('recoveries on day')
# Redness, tingling and dryness on day 3 of each earlier recovery, oldest first.
EARLIER = [(1, 2, 1), (1, 1, 1), (2, 2, 2), (1, 0, 3)]


def recovery(ended, scores):
    """Returns a session and its check-in on day 3."""
    return aftercare.session(ended), aftercare.note(ended + 3 * DAY, *scores)


def ready(tap):
    """What makes the session possible: the days, and the scores of the last check-in."""
    with aftercare.Aftercare() as window:
        window.label('^Ready for your next session$')
        window.label('^After 20 days of rest, with redness 0, tingling 0 and dryness 1 on ')
        window.label('^Rest ended ')
        tap.step('a ready session has its reasons')


def few(tap):
    """A check-in with two recoveries before it: no comparison."""
    with aftercare.Aftercare() as window:
        window.label('^Resting until ')
        window.check_in(1, 1, 0)
        tap.check(not window.find_all('label', INSIGHT), "two recoveries aren't enough to compare")


def in_popover(accessible):
    """Returns whether it is in an open popover."""
    return driver.popover_of(accessible) is not None


def compare(tap):
    """The same check-in compared with the last four."""
    with aftercare.Aftercare() as window:
        window.label(r'^Calmer than your last 4 recoveries on day 3\.$')
        tap.step('calmer than the last four')

        button = window.find('push button', 'Figures behind this comparison')
        figures = 'add up to 2 now. Earlier totals, latest first: 4, 6, 3 and 4'
        window.click(button)
        label = window.find('label', re.compile(figures), where=in_popover)
        driver.eventually(lambda: 'focused' in driver.states(label), 'a screen reader reads the figures')
        key('Escape')
        tap.step('the figures are a click away')


def advice_first(tap, now):
    """With a warning sign, nothing praises the recovery."""
    aftercare.import_diary([], [aftercare.note(now - MINUTE, flags=['fever'])])
    with aftercare.Aftercare() as window:
        window.label('^You ticked fever. Common advice is to contact a clinician today')
        tap.check(not window.find_all('label', INSIGHT), 'advice comes first')


def test(tap):
    """Tests two earlier recoveries, then four, then a warning sign."""
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
