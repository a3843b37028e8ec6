#!/usr/bin/python3
# killed.py: tests that what the window reports as saved is on the disk
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the window as soon as Today says "Checked in": nothing may be lost."""
import datetime

import aftercare
from driver import complaints, main


def test(tap):
    """Kills it right after saving."""
    aftercare.import_diary([aftercare.session(aftercare.now() - datetime.timedelta(days=1))])
    with aftercare.Aftercare() as window:
        window.check_in(3, 2, 1)
        window.kill()
        tap.step('it is killed as soon as Today says that it is saved')
    with aftercare.Aftercare() as window:
        window.label('^Checked in at .*: redness 3, tingling 2, dryness 1$')
        tap.step('the check-in is there when the window opens again')
    notes = aftercare.export()['skin_notes']
    tap.check([(note['redness'], note['tingling'], note['dryness']) for note in notes]
              == [(3, 2, 1)], 'it is in the export, once', notes)
    tap.check(not complaints(), 'no repair was needed', complaints())


if __name__ == '__main__':
    main(test)
