#!/usr/bin/python3
# test_far_place.py: tests export to a real remote location and import from it, on the command line
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses a folder on a WebDAV server through GVfs, like a person's own cloud. A failure leaves the
old file, and the error is one line with the address."""
import json
import os
import pathlib
import re
import subprocess

import aftercare
import driver
import webdav

NOTES = 20000
# The client's own message if the server is gone.
GVFS = re.compile('^bus.log: .*(GError set over|g_error_copy)')


def run(*arguments, home=None):
    """Runs `aftercare`. Returns its exit status and the lines on stderr."""
    environment = dict(os.environ)
    if home is not None:
        environment['XDG_DATA_HOME'] = str(home)
    done = subprocess.run([aftercare.environment('TEST_AFTERCARE'), *map(str, arguments)],
                          check=False, capture_output=True, text=True, env=environment, timeout=120)
    return done.returncode, done.stderr.splitlines()


def entries(document):
    """Returns a parsed diary without the parts that differ between exports."""
    return {name: value for name, value in document.items() if name != 'exported_at'}


def test_out(tap, place):
    """Writes a new file, then replaces it."""
    for asked, written, begins in (('diary.json', 'diary.json', b'{\n  "format"'),
                                   ('diary.csv', 'diary-notes.csv', b'id,'),
                                   ('dates.ics', 'dates.ics', b'BEGIN:VCALENDAR'),
                                   ('report.pdf', 'report.pdf', b'%PDF')):
        code, lines = run('--export', place.uri + asked)
        tap.check(code == 0 and (place.files / written).read_bytes().lstrip(b'\xef\xbb\xbf')
                  .startswith(begins), f'{written} is written to a WebDAV folder', lines)
    there = json.loads((place.files / 'diary.json').read_text())
    tap.check(entries(there) == entries(aftercare.export()), 'the diary is complete')

    aftercare.import_diary([], [aftercare.note(aftercare.now(), 1, 1, 1, text='written anew')])
    code, lines = run('--export', place.uri + 'diary.json')
    there = json.loads((place.files / 'diary.json').read_text())
    tap.check(code == 0 and lines == [] and entries(there) == entries(aftercare.export()),
              'a second export replaces the earlier file', lines)


def test_in(tap, place, home):
    """Imports into an empty diary."""
    code, lines = run('--import', place.uri + 'diary.json', home=home)
    tap.check(code == 0, 'an import reads from there', lines)
    code, lines = run('--export', home / 'copy.json', home=home)
    tap.check(entries(json.loads((home / 'copy.json').read_text())) == entries(aftercare.export()),
              'the import is complete', lines)
    code, lines = run('--import', place.uri + 'nothing.json', home=home)
    tap.check(code == 1 and len(lines) == 1 and place.uri + 'nothing.json' in lines[0],
              'the message names a missing file', lines)


def test_broken(tap, place):
    """The server ends before the upload is complete."""
    before = (place.files / 'diary.json').read_bytes()
    aftercare.import_diary([], [aftercare.note(aftercare.now(), 2, None, None, text='x' * 60)
                                for _ in range(NOTES)])
    place.break_upload(after=100000)
    code, lines = run('--export', place.uri + 'diary.json')
    tap.check(place.server.poll() is not None, 'the server ended in the middle of an upload')
    tap.check(code == 1 and len(lines) == 1 and place.uri + 'diary.json' in lines[0]
              and 'could not be written' in lines[0], 'one line with the address reports it',
              lines)
    tap.check((place.files / 'diary.json').read_bytes() == before,
              'the earlier file is intact')

    code, lines = run('--export', place.uri + 'diary.json')
    tap.check(code == 1 and len(lines) == 1 and place.uri in lines[0],
              'one line reports that the server is gone', lines)
    place.start()
    code, lines = run('--export', place.uri + 'diary.json')
    there = json.loads((place.files / 'diary.json').read_text())
    tap.check(code == 0 and len(there['skin_notes']) >= NOTES,
              'when the server is back, the export is complete', lines)


def test(tap):
    """Exports and imports."""
    folder = pathlib.Path(os.environ['SESSION_FOLDER'])
    webdav.teach_bus()
    place = webdav.Place(folder / 'far')
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(now - aftercare.DAY_START)],
                           [aftercare.note(now, 1, 0, None, text='Grüße, "quoted"')])
    (folder / 'other').mkdir()
    try:
        test_out(tap, place)
        test_in(tap, place, folder / 'other')
        test_broken(tap, place)
    finally:
        place.end()


if __name__ == '__main__':
    if webdav.missing():
        print('1..0 # SKIP needs WebDAV: install ' + ' and '.join(webdav.missing()), flush=True)
    else:
        driver.main(test, GVFS)
