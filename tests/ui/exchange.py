#!/usr/bin/python3
# exchange.py: tests export and import from the menu: format, target, and a preview of the merge
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports a table, dates and the report, previews an import, and reads what is wrong with a
file."""
import csv
import datetime
import json
import pathlib
import re

import aftercare
from driver import TOP_LEVELS, eventually, find, gone, key, main, run, session_folder


def export(window, row, path):
    """With the keys that open the dialog, then a row in it."""
    key('ctrl+e')
    window.click('list item', row, root=window.find(TOP_LEVELS, 'Export'))
    window.choose_file(path)
    window.label(f'^Exported to “{path.name}”')


def import_file(window, path):
    """From the menu."""
    window.click('push button', 'Main Menu')
    window.click('menu item', re.compile('Import Diary'))
    window.choose_file(path, slash=True)


def test(tap):
    """Export and import."""
    home = pathlib.Path(session_folder())
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(now - datetime.timedelta(hours=2), text='=first')],
                           [aftercare.note(now - datetime.timedelta(hours=1), 2, 1, 0)])
    diary = aftercare.export()

    with aftercare.Aftercare() as window:
        export(window, 'Table of Sessions', home / 'my-sessions.csv')
        with open(home / 'my-sessions.csv', encoding='utf-8', newline='') as file:
            [row] = csv.DictReader(file)
        tap.check((row['id'], row['text']) == (diary['sessions'][0]['id'], "'=first"),
                  'a table of the sessions is saved to the chosen path', row)
        export(window, 'Dates for Your Calendar', home / 'dates.ics')
        tap.check((home / 'dates.ics').read_bytes().count(b'BEGIN:VEVENT') == 2,
                  'the two future dates are exported too')

        for row, typed, written, begins in (
                ('Dates for Your Calendar', 'my dates', 'my dates.ics', b'BEGIN:VCALENDAR'),
                ('Table of Check-Ins', 'a.json', 'a.json.csv', b'id,'),
                ('Whole Diary', 'my.dates', 'my.dates.json', b'{')):
            key('ctrl+e')
            window.click('list item', row, root=window.find(TOP_LEVELS, 'Export'))
            window.choose_file(home / typed)
            window.label(f'^Exported to “{re.escape(written)}”')
            tap.check((home / written).read_bytes().lstrip(b'\xef\xbb\xbf').startswith(begins) and
                      not (home / typed).exists(), f'“{typed}” becomes “{written}”')
        (home / 'my dates.ics').write_text('mine')
        for answer, kept in ('Cancel', True), ('Replace', False):
            key('ctrl+e')
            window.click('list item', 'Dates for Your Calendar',
                         root=window.find(TOP_LEVELS, 'Export'))
            window.choose_file(home / 'my dates')
            dialog = window.find(TOP_LEVELS, 'Replace “my dates.ics”?')
            window.click('push button', re.compile(f'{answer}$'), root=dialog)
            window.gone(TOP_LEVELS, 'Replace “my dates.ics”?')
            eventually(lambda: ((home / 'my dates.ics').read_text() == 'mine') == kept,
                       f'{answer}: the file is as expected')
        tap.step('an existing file with the completed name is only replaced after a question')

        key('ctrl+e')
        window.click('list item', 'Report for Your Clinician',
                     root=window.find(TOP_LEVELS, 'Export'))
        report = window.find(TOP_LEVELS, 'Report')
        find(report, 'image', 'Page 1 of 1')
        tap.step('the report is previewed before printing')
        window.fill(find(report, 'text', 'First Day'), '2020-01-01')
        window.fill(find(report, 'text', 'Last Day'), '2020-02-01')
        find(report, 'status bar', 'Nothing was recorded on these days.')
        tap.step('days without an entry have no report')
        window.fill(find(report, 'text', 'Last Day'), now.date().isoformat())
        find(report, 'image', 'Page 1 of 1')
        window.click('push button', re.compile('Save PDF…$'), root=report)
        window.choose_file(home / 'report.pdf')
        find(report, 'label', 'Exported to “report.pdf”')
        tap.check((home / 'report.pdf').read_bytes().startswith(b'%PDF'), 'it is saved as a PDF')
        eventually(lambda: run('xdotool', 'getactivewindow', 'getwindowname') == 'Report\n',
                   'the focus is back from the file chooser')
        key('Escape')  # dismisses the toast first
        gone(report, 'label', 'Exported to “report.pdf”')
        key('Escape')
        window.gone(TOP_LEVELS, 'Report')

        aftercare.command('--export', str(home / 'before.json'))
        other = json.loads((home / 'before.json').read_text())
        other['sessions'][0] |= {'text': 'newer', 'modified_at': aftercare.instant(now)}
        other['skin_notes'].append(other['skin_notes'][0] | {
            'id': '0b6ec4d0-0000-4000-8000-000000000099', 'dryness': 3})
        (home / 'other.json').write_text(json.dumps(other))
        import_file(window, home / 'other.json')
        dialog = window.find(TOP_LEVELS, 'Import This Diary?')
        find(dialog, 'label', re.compile(
            r'1 check-in will be added\n1 entry will be replaced because the file has a newer version\n'
            '1 entry is the same'))
        tap.check(len(aftercare.export()['skin_notes']) == 1,
                  'the import is previewed first')
        window.click('push button', re.compile('Cancel$'), root=dialog)
        window.gone(TOP_LEVELS, 'Import This Diary?')
        tap.check(aftercare.export()['sessions'] == diary['sessions'],
                  'Cancel changes nothing')
        import_file(window, home / 'other.json')
        window.click('push button', re.compile('Import$'),
                     root=window.find(TOP_LEVELS, 'Import This Diary?'))
        window.label('^2 entries imported')
        after = aftercare.export()
        tap.check(after['sessions'][0]['text'] == 'newer' and len(after['skin_notes']) == 2,
                  'then everything is merged')

        other['skin_notes'][0]['redness'] = 9
        other['skin_notes'][1]['date'] = '2026-02-30'
        (home / 'bad.json').write_text(json.dumps(other))
        import_file(window, home / 'bad.json')
        dialog = window.find(TOP_LEVELS, 'Could Not Import the File')
        find(dialog, 'label', re.compile(r'skin_notes\[0\]\.redness: 9 is not between 0 and 4\n'
                                         r'skin_notes\[1\]\.date: "2026-02-30"'))
        key('Escape')
        window.gone(TOP_LEVELS, 'Could Not Import the File')
        tap.check(aftercare.export()['skin_notes'] == after['skin_notes'],
                  'every error in a file is reported, and nothing is changed')


if __name__ == '__main__':
    main(test, expected=re.compile('Import failed'))
