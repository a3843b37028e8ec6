#!/usr/bin/python3
# erase-everything.py: tests that Erase Everything leaves nothing, and that no reminder comes
# afterwards
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Erases everything from Preferences with the mouse: not with Escape, Return or Cancel, only with
its button. Afterwards no file in its folders contains text, and no reminder comes."""
import datetime
import os
import pathlib
import re
import time

import aftercare
import driver
from driver import eventually, find, key, type_text
from notifications import Notifications

WORD = 'zebrastripes'
AHEAD = datetime.timedelta(seconds=60)  # until the reminder: enough to erase it with the mouse
QUESTION = 'Erase Everything?'


def files_with(word):
    """Returns the files in the data folder and settings that contain a word, whatever their
    type."""
    folders = (pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare'),
               pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'glib-2.0'))
    return [str(path) for folder in folders for path in folder.rglob('*')
            if path.is_file() and word.encode() in path.read_bytes()]


def question(window):
    """Opens Preferences and clicks Erase Everything. Returns the confirmation dialog."""
    preferences = window.find_all(driver.TOP_LEVELS, 'Preferences')
    if not preferences:
        window.click('push button', 'Main Menu')
        window.click('menu item', 'Preferences')
        preferences = [window.find(driver.TOP_LEVELS, 'Preferences')]
    window.click('list item', 'Erase Everything', root=preferences[0])
    dialog = window.find(driver.TOP_LEVELS, QUESTION)
    window.wait_active(dialog)
    return dialog


def answered(window):
    """Waits until the question is gone."""
    window.gone(driver.TOP_LEVELS, QUESTION)


def entries():
    """Returns the number of sessions and check-ins in the diary."""
    diary = aftercare.export()
    return len(diary['sessions']), len(diary['skin_notes'])


def prepare(due):
    """A diary with text everywhere: notes, trash, a replaced tool, and a reminder that is due
    soon."""
    ended = due - datetime.timedelta(hours=8)
    notes = [aftercare.note(ended + datetime.timedelta(minutes=i), 2, 1, 0,
                            text=f'{WORD} {i} ' + WORD * 300) for i in range(30)]
    aftercare.import_diary([aftercare.session(ended, text=f'{WORD} session')], notes)
    # Imported twice, because the second import takes a snapshot.
    aftercare.import_diary([], [aftercare.note(ended + datetime.timedelta(hours=1), 1, 1, 1,
                                               text=f'{WORD} trash')])
    driver.desktop_setting('org.example.Aftercare', 'tool-replacements',
                           f"{{'{WORD} roller': 17}}")


def test(tap):
    """From a full diary to an empty one."""
    due = aftercare.now() + AHEAD
    prepare(due)
    with Notifications() as notifications, aftercare.Aftercare() as window:
        window.label('^Checked in')
        window.click('push button', 'Add Another')
        window.click('push button', 'Something Else?')
        window.click(find(window.root, 'text', 'In your own words'))
        type_text(f'{WORD} draft')
        eventually(lambda: files_with(f'{WORD} draft'), 'the draft is saved')
        tap.check(len(files_with(WORD)) >= 3,
                  'the text is in the diary, in a snapshot and in the settings',
                  files_with(WORD))

        for answer in ('Escape', 'Return'):
            question(window)
            key(answer)
            answered(window)
        dialog = question(window)
        what = find(dialog, 'label', re.compile('^• Your diary'))
        tap.check('1 session, 31 check-ins' in driver.name(what), 'the question says what will be deleted',
                  driver.name(what))
        window.click('push button', re.compile('^_?Cancel'), root=dialog)
        answered(window)
        tap.check(entries() == (1, 31), 'Escape, Return and Cancel erase nothing', entries())

        dialog = question(window)
        window.click('push button', re.compile('Erase Everything'), root=dialog)
        window.label('^Your Recovery Starts Here$')
        window.label('^Everything was erased$')
        tap.check(entries() == (0, 0), 'its button does, and Today is as on the first day')
        tap.check(aftercare.now() < due, 'this was before the reminder was due')
        tap.check(files_with(WORD) == [], 'no file in its folders contains text of the diary',
                  files_with(WORD))
        folder = pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare/snapshots')
        tap.check(not folder.exists(), 'there are no snapshots', list(folder.glob('*')))

        time.sleep(max(0.0, (due - aftercare.now()).total_seconds()) + 3)
        tap.check(notifications.all() == [], 'no reminder comes', notifications.all())

        dialog = window.open_log_session()
        window.click('push button', 'Save', root=dialog)
        window.label('^Session logged$')
        tap.check(entries() == (1, 0), 'a new diary can be started')
        tap.check(files_with(WORD) == [], 'it contains nothing of the old one', files_with(WORD))

    # The names of tools are in the settings, which are never written while they can't be read.
    path = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'glib-2.0/settings/keyfile')
    path.write_text(f'[broken {WORD}', encoding='ascii')
    with aftercare.Aftercare() as window:
        dialog = question(window)
        window.click('push button', re.compile('Erase Everything'), root=dialog)
        failed = window.find(driver.TOP_LEVELS, 'Not Everything Was Erased')
        find(failed, 'label', re.compile(f'{path} isn’t what Aftercare expects there'))
        tap.check(path.exists(), "it says what may be left in settings that can't be read")


driver.main(test, re.compile('Erasing failed: .*keyfile'))
