#!/usr/bin/python3
# damaged-open.py: tests that a diary damaged under an open window is rescued, with what was typed
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Overwrites the page of the drafts while a person types a check-in, and then a session. The window
says so without taking the focus, saving says so too, and closing asks. One click rescues the diary,
the notifier is notified, and what was typed is still there and is saved."""
import contextlib
import datetime
import os
import pathlib
import re
import sqlite3

import dbus

import aftercare
import driver
from driver import eventually, find, in_sight, key, name, text, type_text

BANNER = re.compile('^Your diary is damaged[.] Nothing can be saved')
REFUSED = 'Your diary .* is damaged[.] Rescue it, then save again'
COMPLAINTS = re.compile('damaged|malformed|[Cc]ould not (be )?(save|read)|Saving a session failed|'
                        'Rescue it, then save')


def diary_path():
    """Returns the path of the diary."""
    return pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare', 'diary.db')


def picture(window, what, frame=None):
    """Saves a picture of the window in the build folder."""
    folder = pathlib.Path(os.environ.get('TEST_PICTURES', '.'))
    window.screenshot(folder / f'damaged-open-{what}.png', frame)


def on_disk(sql):
    """Returns the first column of a query on the diary file, read by another program."""
    with contextlib.closing(sqlite3.connect(diary_path(), isolation_level=None,
                                            timeout=10)) as diary:
        return [row[0] for row in diary.execute(sql).fetchall()]


def damage():
    """Overwrites the page of the drafts. The programs read again what they had cached, because
    another one has written."""
    with contextlib.closing(sqlite3.connect(diary_path(), isolation_level=None,
                                            timeout=10)) as other:
        page, = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'drafts'").fetchone()
        size, = other.execute('PRAGMA page_size').fetchone()
        # Everything must be in the file itself, and nothing may be reading it.
        eventually(lambda: other.execute('PRAGMA wal_checkpoint(TRUNCATE)').fetchone()[0] == 0,
                   'everything is in the file itself')
        with open(diary_path(), 'r+b') as file:
            file.seek((page - 1) * size)
            file.write(b'\xa5' * size)
        other.execute("INSERT INTO tombstones VALUES ('00000000-0000-4000-8000-000000000000', 0)"
                      ' ON CONFLICT DO UPDATE SET deleted_at_us = deleted_at_us + 1')


def next_due():
    """Returns the time of the notifier's next reminder, or 0 for none."""
    notifier = dbus.SessionBus().get_object('org.example.Aftercare.Notifier',
                                            '/org/example/Aftercare/Notifier', introspect=False)
    return notifier.GetStatus(dbus_interface='org.example.Aftercare.Notifier')['next-due']


def rescue(tap, window, root, counts):
    """Presses the button of the banner, and reads the result."""
    window.click('push button', 'Rescue My Diary', root=root)
    dialog = window.find(driver.TOP_LEVELS, 'Your Diary Was Rescued')
    window.label(rf'now in your diary: {counts}\.', root=dialog)
    window.click('push button', re.compile('Close$'), root=dialog)
    window.gone(driver.TOP_LEVELS, 'Your Diary Was Rescued')
    eventually(lambda: not window.find_all('alert', BANNER), 'the banner is gone')
    tap.step(f'it is rescued: {counts}')


def see_alert(window, frame, pattern):
    """Waits for a visible alert in this window. Returns its text."""
    # The driver may find an alert that is a window.
    return name(window.find('alert', pattern, root=frame, where=lambda one: in_sight(one, frame)))


def test_check_in(tap, window):
    """Damaged while a check-in is typed on Today."""
    window.label('^How is your skin today')
    window.click('push button', 'Something Else?')
    window.choose('Redness', 2)
    window.click(find(window.root, 'text', 'In your own words'))
    type_text('Warm after')
    eventually(lambda: any('Warm after' in draft for draft in on_disk('SELECT content FROM drafts')),
               'a draft is on the disk')
    damage()
    type_text(' the shower')
    see_alert(window, window.main, BANNER)
    tap.step('the window says that the diary is damaged')
    # Without a click: the focus is where it was.
    type_text(', tight')
    words = lambda: text(find(window.root, 'text', 'In your own words'))  # noqa: E731
    eventually(lambda: words() == 'Warm after the shower, tight', 'no key is lost')
    tap.check(window.chosen('Redness') == 2, 'typing continues, and no input is lost')
    picture(window, 'today')

    window.click('push button', 'Save Check-In')
    said = name(window.label(REFUSED))
    tap.check(said.startswith('Could not save the check-in.') and str(diary_path()) in said
              and said.endswith('What you entered is still here.'),
              'saving says why it failed, and what to do', said)
    picture(window, 'refused')

    window.close_window()
    question = window.find(driver.TOP_LEVELS, 'Discard Changes?')
    window.click('push button', re.compile('Keep Editing$'), root=question)
    window.gone(driver.TOP_LEVELS, 'Discard Changes?')
    tap.check(words() == 'Warm after the shower, tight',
              'closing the window asks first, and can be cancelled')

    rescue(tap, window, window.main, '1 session, 1 check-in')
    tap.check(words() == 'Warm after the shower, tight' and window.chosen('Redness') == 2,
              'the input is still there')
    eventually(lambda: any('tight' in draft for draft in on_disk('SELECT content FROM drafts')),
               'the draft is on the disk again')
    eventually(lambda: next_due() > 0, 'the notifier has the reminders')
    tap.step('the input is stored again; the notifier uses the rescued diary')
    window.click('push button', 'Save Check-In')
    window.label('^Checked in at .*: redness 2')
    tap.check([note['text'] for note in aftercare.export()['skin_notes']]
              == ['', 'Warm after the shower, tight'], 'it is saved')


def test_session(tap, window):
    """Damaged while a session is entered, in a dialog over the window."""
    dialog = window.open_log_session()
    window.open_more(dialog)
    words = find(dialog, 'text', 'Notes')
    window.click(words)
    type_text('Forehead')
    eventually(lambda: any('Forehead' in draft for draft in on_disk('SELECT content FROM drafts')),
               'a draft is on the disk')
    damage()
    type_text(' twice')
    see_alert(window, dialog, BANNER)
    type_text(', lightly')
    eventually(lambda: text(words) == 'Forehead twice, lightly', 'no key is lost')
    tap.step('a dialog says so too, and typing continues')
    window.click('push button', 'Save', root=dialog)
    see_alert(window, dialog, re.compile('Could not save the session. ' + REFUSED))
    picture(window, 'session', dialog)
    before = next_due()
    rescue(tap, window, dialog, '1 session, 2 check-ins')
    tap.check(text(words) == 'Forehead twice, lightly', 'the input is still there')
    window.click('push button', 'Save', root=dialog)
    window.gone(driver.TOP_LEVELS, 'Log Session')
    eventually(lambda: [one['text'] for one in aftercare.export()['sessions']]
               == ['', 'Forehead twice, lightly'], 'both sessions are in the diary')
    tap.step('the session is saved')
    eventually(lambda: next_due() not in (0, before), 'the notifier has the reminder of the new one')
    tap.step('the notifier knows its reminder')


def test(tap):
    """Tests a window that is open all the time."""
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(now - datetime.timedelta(days=2))],
                           [aftercare.note(now - datetime.timedelta(hours=30), 1, 1, 1)])
    with aftercare.Aftercare() as window:
        test_check_in(tap, window)
        test_session(tap, window)
        tap.check(on_disk('PRAGMA integrity_check') == ['ok'], 'the diary is intact')
        tap.check(len(list((diary_path().parent / 'snapshots').glob('*-damaged.db'))) == 2,
                  'both damaged files are kept')
        key('ctrl+q')
        window.wait_ended()
        tap.step('closing asks nothing any more')


if __name__ == '__main__':
    driver.main(test, COMPLAINTS)
