#!/usr/bin/python3
# far-place.py: tests export to a real remote location and import from it, in the window
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Types the address of a WebDAV folder into the file chooser, for an export and for an import. If
the server ends in the middle of an upload, the window says so, and the old file stays."""
import datetime
import json
import os
import pathlib
import re

import aftercare
import driver
import webdav
from driver import TOP_LEVELS, eventually, key

NOTES = 20000
COMPLAINTS = re.compile('^bus.log: .*(GError set over|g_error_copy|Mount entry was not found)'
                        '|could not be written')
# Warnings of GTK 4.18's file chooser about an address whose folder it hasn't read, or has read
# without types.
CHOOSER = re.compile('Gtk-CRITICAL .*gtk_tree_model_get_iter_first: assertion'
                     '|GLib-GIO-CRITICAL .*(GFileInfo created without standard::content-type'
                     r'|\(g_file_info_get_content_type\): should not be reached)')
NEWER = 'TEST_PRELOAD' in os.environ


def export(window, address):
    """With the keys that open the dialog, then a row in it."""
    key('ctrl+e')
    window.click('list item', 'Whole Diary', root=window.find(TOP_LEVELS, 'Export'))
    window.choose_file(address)


def test(tap):
    """Exports and imports."""
    webdav.teach_bus()
    place = webdav.Place(pathlib.Path(os.environ['SESSION_FOLDER'], 'far'))
    # As if the file manager had opened the folder.
    driver.run('gio', 'mount', place.uri)
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(now - datetime.timedelta(hours=20))],
                           [aftercare.note(now - datetime.timedelta(hours=1), 1, 0, None)])
    there = place.files / 'diary.json'
    try:
        # Criticals of the program itself are still found at the end.
        with aftercare.Aftercare({'G_DEBUG': ''} if NEWER else None) as window:
            export(window, place.uri + 'diary.json')
            window.label('^Exported to “diary.json”')
            diary = json.loads(there.read_text())
            tap.check(diary['skin_notes'] == aftercare.export()['skin_notes'],
                      'an export goes to the typed address')

            diary['skin_notes'].append(aftercare.note(now, 2, 2, 2, text='from elsewhere') | {
                'own_scores': [], 'products': []})
            (place.files / 'other.json').write_text(json.dumps(diary))
            window.click('push button', 'Main Menu')
            window.click('menu item', re.compile('Import Diary'))
            window.choose_file(place.uri + 'other.json', slash=True)
            window.click('push button', re.compile('Import$'),
                         root=window.find(TOP_LEVELS, 'Import This Diary?'))
            window.label('^1 entry imported')
            tap.check(aftercare.export()['skin_notes'][-1]['text'] == 'from elsewhere',
                      'an import comes from there')

            before = there.read_bytes()
            aftercare.import_diary([], [aftercare.note(now, 2, None, None, text='x' * 60)
                                        for _ in range(NOTES)])
            place.break_upload(after=100000)
            export(window, place.uri + 'diary.json')
            window.click('push button', re.compile('Replace$'))
            window.label('could not be (written|exported)|was not exported')
            window.screenshot(pathlib.Path(os.environ.get('TEST_PICTURES', '.')) / 'far-broken.png')
            eventually(lambda: place.server.poll() is not None, 'the server is down')
            tap.check(there.read_bytes() == before,
                      'a broken upload is reported, and the earlier file is intact')
            window.stop()
    finally:
        place.end()


if __name__ == '__main__':
    if webdav.missing():
        print('1..0 # SKIP needs WebDAV: install ' + ' and '.join(webdav.missing()), flush=True)
    else:
        driver.main(test, re.compile(f'{COMPLAINTS.pattern}|{CHOOSER.pattern}') if NEWER else COMPLAINTS)
