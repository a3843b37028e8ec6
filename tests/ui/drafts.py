#!/usr/bin/python3
# drafts.py: tests that a crash loses no typing
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Enters a check-in, kills the window, and finds it again; saves it, discards it, closes the window
over it, and returns to it a day later."""
import contextlib
import datetime
import os
import pathlib
import re
import sqlite3

import aftercare
import driver
from driver import complaints, eventually, find, key, main, states, text, type_text

WORDS = 'Warm after the shower, tight'
NOT_SAVED = '^Not saved yet$'
DAY_US = 24 * 60 * 60 * 1000000


def on_disk(sql='SELECT content FROM drafts'):
    """Returns the result of a query on the diary file, read by another program."""
    path = pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare/diary.db')
    with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as diary:
        return [row[0] for row in diary.execute(sql).fetchall()]


def has_draft(*parts):
    """Waits until one draft with all of these is on the disk."""
    def written():
        drafts = on_disk()
        return len(drafts) == 1 and all(part in drafts[0] for part in parts)
    eventually(written, f'a draft with {parts}: {on_disk()}')


def make_older(days):
    """Makes the draft several days old, as if the computer had been off since."""
    content, = on_disk()
    noted = re.search(r'int64 (\d+)', content)[1]
    older = content.replace(noted, str(int(noted) - days * DAY_US)).replace("'", "''")
    on_disk(f"UPDATE drafts SET day = day - {days}, content = '{older}'")


def chosen(window):
    """Returns the values chosen for the three symptoms."""
    return [window.chosen(symptom) for symptom in aftercare.SYMPTOMS]


def words(window):
    """Returns the text view of the check-in."""
    return find(window.root, 'text', 'In your own words')


def enter(window):
    """Enters a whole check-in with mouse and keys, and waits until it is on the disk."""
    window.choose('Redness', 3)
    window.choose('Dryness', 1)
    window.click('push button', 'Something Else?')
    window.click('check box', 'Fever')
    window.click(words(window))
    type_text(WORDS)
    has_draft("'redness': <3>", "'dryness': <1>", "'flags': <uint32 8>", WORDS)


def check_back(tap, window, what):
    """Checks that everything from enter () is in the form."""
    find(window.root, 'label', re.compile(NOT_SAVED))
    tap.check(chosen(window) == [3, None, 1] and text(words(window)) == WORDS
              and 'checked' in states(find(window.root, 'check box', 'Fever')), what,
              (chosen(window), text(words(window))))


def check_killed(tap):
    """Killed while typing: everything is restored, and can be saved."""
    with aftercare.Aftercare() as window:
        window.label('^How is your skin today')
        enter(window)
        window.kill()
    tap.check(aftercare.export()['skin_notes'] == [], "a draft isn't part of the diary")

    with aftercare.Aftercare() as window:
        check_back(tap, window, 'what was typed is there after a crash')
        window.click('push button', 'Save Check-In')
        window.label('^Checked in at .*: redness 3, dryness 1, fever$')
        notes = aftercare.export()['skin_notes']
        tap.check([(one['redness'], one['tingling'], one['flags'], one['text']) for one in notes]
                  == [(3, None, ['fever'], WORDS)], 'it is saved once', notes)
        tap.check(on_disk() == [], 'its draft is deleted')
        window.kill()


def check_edit(tap):
    """The same while editing a check-in, and Cancel."""
    with aftercare.Aftercare() as window:
        window.label('^Checked in')
        window.click('push button', 'Edit')
        window.choose('Tingling', 2)
        has_draft("'tingling': <2>")
        window.kill()
    with aftercare.Aftercare() as window:
        window.label('^Edit your check-in')
        eventually(lambda: chosen(window) == [3, 2, 1], 'the change is restored')
        window.click('push button', 'Discard')
        window.label('^Checked in at .*: redness 3, dryness 1, fever$')
        tap.check(on_disk() == [], 'a change is restored, and Discard leaves the check-in as it was')
        window.click('push button', 'Edit')
        window.choose('Tingling', 4)
        has_draft("'tingling': <4>")
        window.click('push button', 'Cancel')
        window.label('^Checked in at .*: redness 3, dryness 1, fever$')
        eventually(lambda: on_disk() == [], 'no draft')
        tap.step('Cancel deletes the draft')


def check_closed(tap):
    """Closed right after the last key; discarded, and undone."""
    with aftercare.Aftercare() as window:
        window.click('push button', 'Add Another')
        window.label('^How is your skin today')
        window.click(words(window))
        type_text('wait')
        window.close_window()
        window.wait_ended()
    with aftercare.Aftercare() as window:
        find(window.root, 'label', re.compile(NOT_SAVED))
        tap.check(text(words(window)) == 'wait', 'closing the window keeps the last input')
        window.click('push button', 'Discard')
        window.label('^Draft discarded$')
        eventually(lambda: on_disk() == [], 'no draft')
        window.click('push button', re.compile('^Undo( Undo)?$'))
        find(window.root, 'label', re.compile(NOT_SAVED))
        has_draft('wait')
        tap.check(text(words(window)) == 'wait', 'Undo reverts Discard')
        window.click(words(window))
        key('ctrl+a', 'BackSpace')
        eventually(lambda: on_disk() == [], 'no draft')
        tap.step("a form that is emptied again isn't a draft")


def check_other_day(tap):
    """A draft from three days ago is offered for that day, and saved for it."""
    with aftercare.Aftercare() as window:
        window.click('push button', 'Add Another')
        window.click(words(window))
        type_text('three days ago')
        has_draft('three days ago')
        window.kill()
    make_older(3)
    day = aftercare.person_day(aftercare.now() - datetime.timedelta(days=3))
    written = day.strftime('%A ') + str(day.day) + day.strftime(' %B %Y')
    with aftercare.Aftercare() as window:
        window.label(f'^Your check-in from {written} isn’t saved yet')
        window.label('^Checked in at')
        tap.step('it is offered, and today is unchanged')
        window.click('push button', 'Continue')
        find(window.root, 'heading', re.compile(f'^How was your skin on {written}'))
        tap.check(text(words(window)) == 'three days ago', 'Continue fills the form for that day')
        window.choose('Dryness', 2)
        window.click('push button', 'Save Check-In')
        window.label('^Check-in saved$')
        window.label('^Checked in at')
        saved = [one for one in aftercare.export()['skin_notes'] if one['dryness'] == 2]
        tap.check([(one['date'], one['noted_at'][:10], one['text']) for one in saved]
                  == [(day.isoformat(), aftercare.instant(aftercare.now() - datetime.timedelta(
                      days=3))[:10], 'three days ago')], 'it is in the diary on that day', saved)
        tap.check(on_disk() == [], 'the draft is gone')
        driver.gone(window.root, 'push button', 'Continue')


def check_log_session(tap):
    """A draft of a session is restored in its dialog."""
    with aftercare.Aftercare() as window:
        window.label('^Checked in')
        dialog = window.open_log_session()
        window.open_more(dialog)
        window.fill(find(dialog, 'text', 'Tool'), 'Blue stamp')
        window.click('push button', 'Nose', root=dialog)
        window.click('push button', '2 Hours Ago', root=dialog)
        has_draft('Blue stamp', 'ended-at')
        window.kill()
    with aftercare.Aftercare() as window:
        window.label('^Checked in')
        before = aftercare.now()
        dialog = window.open_log_session()
        find(dialog, 'label', re.compile(NOT_SAVED))
        window.open_more(dialog)
        tap.check(text(find(dialog, 'text', 'Tool')) == 'Blue stamp'
                  and 'pressed' in states(find(dialog, 'push button', 'Nose')),
                  'the session is restored after a crash')
        key('Escape')
        window.click('push button', '_Keep Editing Keep Editing')
        window.click('push button', 'Save', root=dialog)
        window.label('^Session logged$')
        logged = aftercare.export()['sessions'][-1]
        spent = before - aftercare.moment_of(logged['ended_at'])
        tap.check((logged['tool'], sorted(logged['zones'])) == ('Blue stamp', ['left_cheek', 'nose'])
                  and datetime.timedelta(hours=1.9) < spent < datetime.timedelta(hours=2.2),
                  'it is saved with its time', logged)
        tap.check(on_disk() == [], 'its draft is gone')

        dialog = window.open_log_session()
        window.open_more(dialog)
        window.fill(find(dialog, 'text', 'Tool'), 'Red stamp')
        has_draft('Red stamp')
        key('Escape')
        window.click('push button', '_Discard Discard')
        window.gone('dialog', 'Log Session')
        eventually(lambda: on_disk() == [], 'no draft')
        tap.step('leaving a dialog with Discard leaves no draft')


def check_note_dialog(tap):
    """A draft of a change to an old check-in is restored where it was made."""
    with aftercare.Aftercare() as window:
        window.go_to('Diary')
        window.click('list item', re.compile('three days ago'))
        dialog = window.find(driver.TOP_LEVELS, 'Edit Check-In')
        window.choose('Redness', 4, dialog)
        has_draft("'redness': <4>")
        window.kill()
    with aftercare.Aftercare() as window:
        window.go_to('Diary')
        window.click('list item', re.compile('three days ago'))
        dialog = window.find(driver.TOP_LEVELS, 'Edit Check-In')
        find(dialog, 'label', re.compile(NOT_SAVED))
        tap.check(window.chosen('Redness', dialog) == 4, 'the change to an old check-in is restored')
        window.click('push button', 'Discard', root=dialog)
        eventually(lambda: window.chosen('Redness', dialog) is None, 'redness is as it was')
        key('Escape')
        window.gone(driver.TOP_LEVELS, 'Edit Check-In')
        tap.check(on_disk() == [], 'Discard resets the form, and it closes without a question')


def test(tap):
    """Tests every way to leave a check-in unsaved."""
    aftercare.import_diary([aftercare.session(aftercare.now() - datetime.timedelta(days=5))])
    check_killed(tap)
    check_edit(tap)
    check_closed(tap)
    check_other_day(tap)
    check_log_session(tap)
    check_note_dialog(tap)
    tap.check(not complaints(), 'there are no complaints', complaints())


if __name__ == '__main__':
    main(test)
