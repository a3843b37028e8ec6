#!/usr/bin/python3
# writers.py: tests that all possible writers can write to the diary at once, and nothing is lost
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person enters check-ins and a session with mouse and keys. Meanwhile two programs save one note
after another, the command line imports a large file and exports, again and again, and the notifier
handles its reminders. No key is lost, and everything acknowledged is in the diary afterwards."""
import datetime
import json
import os
import pathlib
import re
import subprocess
import threading

import dbus

import aftercare
import driver
from driver import eventually, find, find_all, text, type_text

IMPORTED = 4000
# Refusals after a second of waiting, which a person's pauses would avoid.
BUSY = re.compile('Another program is writing')
WORDS = ['Warm after the shower, and a little tight around the nose',
         'Better in the evening: only the left cheek is still red']
SESSION = 'Forehead twice, both cheeks once, lightly'


def diary_path():
    """Returns the path of the diary."""
    return pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare', 'diary.db')


class Writer:
    """Another program that saves notes without a pause, and prints which are saved."""

    def __init__(self):
        self.ids = []
        self.process = subprocess.Popen(
            [aftercare.environment('TEST_DURABILITY'), '--write', diary_path(), '0'],
            stdout=subprocess.PIPE, text=True)
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    def listen(self):
        """Reads whole lines only, because it is killed in the end."""
        for line in self.process.stdout:
            if line.endswith('\n'):
                self.ids.append(line.strip())

    def kill(self):
        """Kills it during its work. Returns what it has acknowledged."""
        assert self.process.poll() is None, 'a writer gave up'
        self.process.kill()
        self.process.wait()
        self.thread.join()
        return self.ids


class Commands:
    """The command line: a large import, then an export, until asked to stop."""

    def __init__(self):
        self.ids = []
        self.rounds = 0
        self.problem = None
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def command(self, *arguments, given=None):
        """Runs it, again if another program is writing. Returns its output."""
        while True:
            done = subprocess.run([aftercare.environment('TEST_AFTERCARE'), *arguments], input=given,
                                  capture_output=True, text=True, check=False, timeout=120)
            if done.returncode == 0:
                return done.stdout
            if not BUSY.search(done.stderr):
                raise AssertionError(done.stderr)

    def work(self):
        """Creates a different diary each time."""
        try:
            while not self.enough.is_set() or self.rounds == 0:
                long_ago = aftercare.now() - datetime.timedelta(days=400 + 20 * self.rounds)
                notes = [aftercare.note(long_ago - datetime.timedelta(minutes=minute), 1, 1, 1,
                                        text='imported') for minute in range(IMPORTED)]
                self.command('--import', '-', given=aftercare.diary([], notes))
                self.ids += [note['id'] for note in notes]
                there = {note['id'] for note in
                         json.loads(self.command('--export', '-'))['skin_notes']}
                assert there.issuperset(self.ids), 'an export lacks what was imported before it'
                self.rounds += 1
        except Exception as problem:  # pylint: disable=broad-except  (see end ())
            self.problem = problem

    def end(self):
        """Returns what was imported, after the current round."""
        self.enough.set()
        self.thread.join()
        if self.problem is not None:
            raise self.problem
        return self.ids


def next_due():
    """Returns the time of the notifier's next reminder, or 0 for none."""
    notifier = dbus.SessionBus().get_object('org.example.Aftercare.Notifier',
                                            '/org/example/Aftercare/Notifier', introspect=False)
    return notifier.GetStatus(dbus_interface='org.example.Aftercare.Notifier')['next-due']


def press_until(window, button, done, root):
    """Saves, and again if the window says that another program is writing."""
    window.click('push button', button, root=root)

    def saved():
        if done():
            return True
        for problem in find_all(root, ('label', 'alert'), re.compile('Another program is writing')):
            if driver.in_sight(problem, root):
                window.click('push button', button, root=root)
                break
        return False
    eventually(saved, f'{button} has saved', 60)


def check_in(window, words):
    """Enters a check-in. No key is lost while the others write."""
    entry = lambda: find(window.root, 'text', 'In your own words')  # noqa: E731
    window.choose('Redness', 2)
    window.click('push button', 'Something Else?')
    window.click(entry())
    type_text(words)
    eventually(lambda: text(entry()) == words, f'no key is lost: {text(entry())!r}', 60)
    press_until(window, 'Save Check-In',
                lambda: not window.find_all('push button', 'Save Check-In'), window.main)


def test(tap):
    """Runs all at once."""
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(now - datetime.timedelta(days=20))],
                           [aftercare.note(now - datetime.timedelta(days=19), 1, 1, 1)])
    with aftercare.Aftercare() as window:
        window.label('^How is your skin today')
        commands = Commands()
        check_in(window, WORDS[0])
        tap.step('a check-in is saved during imports and exports')
        dialog = window.open_log_session()
        window.open_more(dialog)
        notes = find(dialog, 'text', 'Notes')
        window.click(notes)
        type_text(SESSION)
        eventually(lambda: text(notes) == SESSION, f'no key is lost: {text(notes)!r}', 60)
        writers = [Writer(), Writer()]
        press_until(window, 'Save', lambda: not window.find_all(driver.TOP_LEVELS, 'Log Session'),
                    dialog)
        tap.step('a session is saved while two other programs write too')
        eventually(lambda: next_due() > 0, 'the notifier has the reminder', 60)
        tap.step('the notifier has its reminder')
        eventually(lambda: min(len(writer.ids) for writer in writers) > 20,
                   'both other programs have saved', 60)
        imported = commands.end()
        saved = [identifier for writer in writers for identifier in writer.kill()]
        after = aftercare.export()
        there = {note['id'] for note in after['skin_notes']}
        tap.check(there.issuperset(saved), f'{len(saved)} notes of other programs are all there')
        tap.check(there.issuperset(imported),
                  f'{len(imported)} imported notes are all there, and exported each time')
        tap.check([note['text'] for note in after['skin_notes']].count(WORDS[0]) == 1
                  and [one['text'] for one in after['sessions']] == ['', SESSION],
                  'what was typed is there, once')
        window.click('push button', 'Add Another')
        check_in(window, WORDS[1])
        tap.check([note['text'] for note in aftercare.export()['skin_notes']].count(WORDS[1]) == 1,
                  'the window keeps working')
        window.stop()


if __name__ == '__main__':
    driver.main(test, BUSY)
