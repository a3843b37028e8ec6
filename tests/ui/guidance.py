#!/usr/bin/python3
# guidance.py: tests what the program says weeks after a session, and before the next one
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Today asks about late signs four and seven weeks after the last session, and a lump can be ticked
for eight weeks; more reasons to wait are a click away; a pen's cartridge is for one use."""
import datetime
import re

import aftercare
import driver
from driver import eventually, find, find_all, key, main

DAY = datetime.timedelta(days=1)
QUESTION = 'Anything new since your last session: a lump, or a sore that stays?'
LUMP = 'New lump or sore that stays'
PEN = 'Dr. Pen'


def open_more(window):
    """Opens "Something Else?" of the check-in on Today."""
    window.click('push button', re.compile('^Something Else'))
    window.find('check box', 'Fever')


def too_late(tap, ago):
    """More than eight weeks later, nobody asks, and a lump isn't offered."""
    aftercare.import_diary([aftercare.session(ago(57), tool=PEN)])
    with aftercare.Aftercare() as window:
        open_more(window)
        tap.check(not find_all(window.root, 'check box', LUMP)
                  and not find_all(window.root, 'label', QUESTION),
                  'after eight weeks, a lump is no late sign')


def answered_yes(tap, ago):
    """Seven weeks later: Yes leads to the sign, and that to a clinician."""
    aftercare.import_diary([aftercare.session(ago(50), tool=PEN)])
    with aftercare.Aftercare() as window:
        window.see('label', QUESTION)
        window.click('push button', 'Yes')
        window.gone('label', QUESTION)
        window.see('check box', LUMP, scroll=True)
        tap.step('Yes opens the check-in at the lump')
        window.click('check box', LUMP)
        window.click('push button', 'Save Check-In')
        window.see('label', re.compile('^You ticked a new lump or sore that stays. See a clinician '
                                       'and mention your session'))
        tap.step('a lump advises to see a clinician')
    status = aftercare.status()
    tap.check(status['advice'] == ['lasting_lump']
              and status['next_session'] == {'state': 'held', 'at': None,
                                             'reasons': ['lasting_lump']},
              'a lump holds the next session', status)
    tap.check(aftercare.export()['skin_notes'][-1]['flags'] == ['lasting_lump'], 'it is saved')


def answered_no(tap, ago):
    """Four weeks after a later session: No puts the question away for good."""
    aftercare.import_diary([aftercare.session(ago(29), tool=PEN)])
    with aftercare.Aftercare() as window:
        window.see('label', QUESTION)
        window.click('push button', 'No')
        window.gone('label', QUESTION)
    with aftercare.Aftercare() as window:
        window.find('push button', 'Edit')
        tap.check(not find_all(window.root, 'label', QUESTION), 'No puts the question away')


def cartridge(tap, window):
    """After one session with a pen, Log Session asks for a new cartridge, but not for a roller."""
    dialog = window.open_log_session()
    window.find('label', f'Use a new cartridge: the one in {PEN} has been used.', root=dialog)
    window.open_more(dialog)
    window.find('list item', 'Time for a New Cartridge', root=dialog)
    find(dialog, 'label', re.compile('a pen’s cartridge is sterile and for one use'))
    tap.step('a pen asks for a new cartridge after one use')
    window.click('push button', 'More Reasons to Wait', root=dialog)
    reasons = window.find('label', re.compile('Not over moles, warts or suspicious spots'),
                          where=lambda found: driver.popover_of(found) is not None)
    tap.check(not re.search('pregnan', driver.name(reasons)), "the guide's four aren't repeated")
    key('Escape')
    window.click('combo box', 'Kind of Tool', root=dialog)
    window.click('label', 'Roller', where=lambda found: driver.popover_of(found) is not None)
    window.find('list item', re.compile('^[0-9] of 12 uses$'), root=dialog)
    tap.step('a roller counts its uses')
    window.fill(find(dialog, 'text', 'Tool'), 'Another pen')
    eventually(lambda: find(dialog, 'list item', '0 of 1 use'), 'another pen is still new')
    tap.step('the name of a new tool suggests its kind')


def test(tap):
    """Each part has a later session than the one before."""
    ago = lambda days: aftercare.now() - days * DAY  # noqa: E731
    too_late(tap, ago)
    answered_yes(tap, ago)
    answered_no(tap, ago)
    with aftercare.Aftercare() as window:
        cartridge(tap, window)


if __name__ == '__main__':
    main(test)
