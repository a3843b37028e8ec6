#!/usr/bin/python3
# replaced.py: tests that another diary replaces the open one, or that its folder is moved away
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A restore, a synchronization program or a person with a file manager does this. Nothing is saved
to a file that can't be found again. The window says what happened and shows the present diary; what
was typed stays, and one more click saves it."""
import contextlib
import datetime
import os
import pathlib
import re
import sqlite3
import subprocess
import tempfile

import aftercare
import driver
from driver import eventually, find, name, text, type_text

COMPLAINTS = re.compile('moved or replaced|There is no diary|[Cc]ould not (be )?(save|read|written)|'
                        'Saving a session failed')
WORDS = 'Warm after the shower'
MOVED = r'The diary .* was moved or replaced by another file. Nothing was saved. Check what’s there now'
IS_THERE_NOW = re.compile('^Another file has replaced your diary and is shown now')
MISSING = re.compile("^Your diary is no longer at ")


def diary_path():
    """Returns the path of the diary."""
    return pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare', 'diary.db')


def on_disk(sql, path=None):
    """Returns the first column of a query on a diary file, read by another program. While the
    window sets the log of the old diary aside, SQLite may find it missing."""
    def read():
        with contextlib.closing(sqlite3.connect(path or diary_path(), isolation_level=None,
                                                timeout=10)) as diary:
            try:
                return ([row[0] for row in diary.execute(sql).fetchall()],)
            except sqlite3.OperationalError:
                return None
    return eventually(read, f'{path or diary_path()} can be read')[0]


def make_other(tools):
    """Returns the path of another diary, on the same disk, with a session for each tool."""
    folder = tempfile.mkdtemp(dir=diary_path().parent.parent)
    moments = [aftercare.now() - datetime.timedelta(days=5 + number) for number in range(len(tools))]
    text_of_it = aftercare.diary([aftercare.session(moment, tool=tool)
                                  for moment, tool in zip(moments, tools)])
    subprocess.run([os.environ['TEST_AFTERCARE'], '--import', '-'], input=text_of_it, text=True,
                   check=True, capture_output=True, timeout=30,
                   env={**os.environ, 'XDG_DATA_HOME': folder})
    return pathlib.Path(folder, 'aftercare', 'diary.db')


def enter(window):
    """Enters a check-in in the form on Today, with mouse and keys."""
    window.click('push button', 'Something Else?')
    window.choose('Redness', 2)
    window.click(find(window.root, 'text', 'In your own words'))
    type_text(WORDS)
    eventually(lambda: any(WORDS in draft for draft in on_disk('SELECT content FROM drafts')),
               'a draft is on the disk')


def entered(window):
    """Returns the input in that form."""
    return window.chosen('Redness'), text(find(window.root, 'text', 'In your own words'))


def banner(window):
    """Returns the widget with the message, and the button beside it."""
    return driver.parent(driver.parent(window.find('alert', IS_THERE_NOW)))


def check_saved(tap, window):
    """Saves successfully."""
    window.click('push button', 'Save Check-In')
    window.label('^Checked in at .*: redness 2')
    tap.check(on_disk("SELECT text FROM notes WHERE text <> ''") == [WORDS],
              'saving again writes it to the present file, once')


def check_replaced(tap):
    """Replaced while a check-in is typed; saving detects it, or the window by itself."""
    with aftercare.Aftercare() as window:
        window.label('^How is your skin today')
        enter(window)
        gone = os.open(diary_path(), os.O_RDONLY)
        make_other(['Other', 'Second']).rename(diary_path())
        window.find('alert', IS_THERE_NOW)
        tap.step('the window says that there is another file')
        # Of seven days of rest, two are left; with the old diary, five.
        window.label('^in 4[78] h$')
        tap.step('it shows the content of that file')
        tap.check(entered(window) == (2, WORDS), 'the input is still there')
        eventually(lambda: any(WORDS in draft for draft in on_disk('SELECT content FROM drafts')),
                   'the draft is in the new file')
        tap.check(on_disk('SELECT tool FROM sessions ORDER BY tool') == ['Other', 'Second'],
                  'nothing else was changed in it')
        window.screenshot(pathlib.Path(os.environ.get('TEST_PICTURES', '.')) / 'replaced.png')
        window.click('push button', 'Close', root=banner(window))
        eventually(lambda: not window.find_all('alert', IS_THERE_NOW), 'the banner is closed')
        check_saved(tap, window)
        os.close(gone)
        window.stop()
    # The next start reports what was left in the log of the old file: see copied-by-hand.
    for untold in diary_path().parent.rglob('*.untold'):
        untold.unlink()


def check_session(tap):
    """Replaced at the moment of saving, in a dialog."""
    with aftercare.Aftercare() as window:
        dialog = window.open_log_session()
        other = make_other(['Third'])
        # So that nothing happens before the click.
        window.wait_active(dialog)
        other.rename(diary_path())
        window.click('push button', 'Save', root=dialog)
        saved = lambda: len(on_disk('SELECT 1 FROM sessions')) == 2  # noqa: E731
        refused = lambda: window.find_all('alert', re.compile(MOVED), root=dialog)  # noqa: E731
        eventually(lambda: saved() or refused(), 'it is rejected, or saved to the right file')
        if not saved():
            window.click('push button', 'Save', root=dialog)
        window.gone(driver.TOP_LEVELS, 'Log Session')
        eventually(saved, 'it is in the new file')
        tap.step('a session goes to the present file, after a question or before it')
        window.stop()


def check_moved_away(tap):
    """The whole folder disappears and comes back."""
    with aftercare.Aftercare() as window:
        window.label('^How is your skin today|^Checked in')
        dialog = window.open_log_session()
        window.open_more(dialog)
        words = find(dialog, 'text', 'Notes')
        window.click(words)
        type_text('Forehead')
        away = diary_path().parent.with_name('elsewhere')
        diary_path().parent.rename(away)
        window.click('push button', 'Save', root=dialog)
        # There is no diary to save to, and none is created.
        said = name(window.find('alert', re.compile('Could not save the session'), root=dialog))
        tap.check(str(diary_path()) in said and said.endswith('What you entered is still here.'),
                  'saving says so', said)
        window.find('alert', MISSING, root=dialog)
        window.find('label', re.compile("Your diary is no longer there. Put it back"), root=window.main)
        tap.step('the dialog and the window say so too')
        window.screenshot(pathlib.Path(os.environ.get('TEST_PICTURES', '.')) / 'moved-away.png')
        tap.check(not diary_path().parent.exists(), 'no empty diary is created in its place')
        away.rename(diary_path().parent)
        window.label('^How is your skin today|^Checked in')
        tap.step('when it is back, the window shows it by itself')
        tap.check(text(words) == 'Forehead', 'the input is still there')
        window.click('push button', 'Save', root=dialog)
        window.gone(driver.TOP_LEVELS, 'Log Session')
        eventually(lambda: 'Forehead' in on_disk('SELECT text FROM sessions'), 'it is in the diary')
        tap.step('it is saved once the diary is back')
        window.stop()


def check_out_of_reach(tap):
    """The folder is a link to a disk that isn't mounted when the window opens."""
    folder = diary_path().parent
    disk = folder.with_name('disk')
    folder.rename(disk)
    away = disk.rename(folder.with_name('elsewhere'))
    folder.symlink_to(disk)
    with aftercare.Aftercare() as window:
        said = name(window.label('is a link to'))
        tap.check(str(disk) in said and not disk.exists(),
                  'no new diary is created behind a dangling link', said)
        window.screenshot(pathlib.Path(os.environ.get('TEST_PICTURES', '.')) / 'out-of-reach.png')
        away.rename(disk)
        window.click('push button', 'Try Again')
        window.label('^How is your skin today|^Checked in')
        tap.step('once the disk is there, Try Again opens the diary')
        window.stop()
    folder.unlink()
    disk.rename(folder)


def test(tap):
    """Tests one after another."""
    aftercare.import_diary([aftercare.session(aftercare.now() - datetime.timedelta(days=2))])
    check_replaced(tap)
    check_session(tap)
    check_moved_away(tap)
    check_out_of_reach(tap)
    tap.check(on_disk('PRAGMA integrity_check') == ['ok'], 'the diary is intact')


if __name__ == '__main__':
    driver.main(test, COMPLAINTS)
