#!/usr/bin/python3
# other-computer.py: tests a diary from a computer with other time zones and another clock
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses a system without time zones except its own, which is given as a file. Entries with an
unknown zone, or dated by a clock that was ahead, are shown and can be changed, and nothing is
lost."""
import datetime
import pathlib
import re

import aftercare
from driver import eventually, find, main, name

AHEAD = '2199-01-01T12:00:00Z'
MARK = 'dated ahead of this computer’s clock'


def test(tap):
    """Shows, explains, changes and saves them, and logs another session."""
    no_zones = pathlib.Path.home() / 'no-zones'
    no_zones.mkdir()
    old = aftercare.now() - datetime.timedelta(days=20)
    aftercare.import_diary(
        [aftercare.session(old, time_zone='US/Pacific'),
         aftercare.session(old, ended_at=AHEAD, time_zone='UTC', created_at=AHEAD, modified_at=AHEAD)])
    with aftercare.Aftercare({'TZ': ':/etc/localtime', 'TZDIR': str(no_zones)}) as window:
        window.label(f'^1 entry is {MARK}')
        tap.check(aftercare.status()['next_session']['state'] == 'check_skin',
                  'an entry ahead of the clock is explained, and has no effect')

        window.go_to('Diary')
        window.see('list item', re.compile(f'^Session.*{MARK}'))
        row = window.see('list item', re.compile(f'^Session.*UTC((?!{MARK}).)*$'))
        tap.check('UTC' in name(row), 'an unknown zone is shown in UTC', name(row))

        window.click(row, across=0.3)
        dialog = window.find('dialog', 'Edit Session')
        window.label('This computer doesn’t know the time zone “US/Pacific”')
        window.open_more(dialog)
        window.click('push button', 'Chin', root=dialog)
        window.click('push button', 'Save', root=dialog)
        window.gone('dialog', 'Edit Session')
        eventually(lambda: 'chin' in aftercare.export()['sessions'][0]['zones'], 'it is saved')
        tap.check(aftercare.export()['sessions'][0]['time_zone'] == 'US/Pacific', 'its zone is unchanged')

        window.click(window.see('list item', re.compile(f'^Session.*{MARK}')), across=0.3)
        dialog = window.find('dialog', 'Edit Session')
        window.label('This is ahead of this computer’s clock')
        window.open_more(dialog)
        window.click('push button', 'Nose', root=dialog)
        window.click('push button', 'Save', root=dialog)
        window.gone('dialog', 'Edit Session')
        eventually(lambda: 'nose' in aftercare.export()['sessions'][1]['zones'], 'it is saved')
        changed = aftercare.export()['sessions'][1]
        tap.check(changed['ended_at'] == AHEAD and changed['modified_at'] > AHEAD[:-1],
                  'an entry ahead of the clock can be changed, and the change wins', changed)

        dialog = window.open_log_session()
        window.click(find(dialog, 'push button', 'Save'))
        window.label('^Session logged$')
        logged = aftercare.export()['sessions'][1]
        tap.check(re.fullmatch('UTC|Etc/GMT[+-][0-9]+', logged['time_zone']),
                  'a session is logged although the zone has no name', logged['time_zone'])
        window.go_to('Today')
        window.check_in(1, 0, 0)
        tap.check(aftercare.export()['skin_notes'][0]['time_zone'] == logged['time_zone'],
                  'a check-in is saved with the same zone')


if __name__ == '__main__':
    main(test)
