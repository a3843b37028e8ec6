#!/usr/bin/python3
# steps.py: what a person meets on every desktop
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs steps on the desktop of this session: steps.py DESKTOP [STEP...], where a step is the name of a function
below. Without steps, runs all. Each leaves a picture."""
import contextlib
import datetime
import importlib
import os
import pathlib
import re
import shutil
import sys
import time
import traceback

import dbus

import aftercare
import driver
from driver import eventually, find, find_all, key, name

NOTIFIER = 'org.example.Aftercare.Notifier'
WAIT = datetime.timedelta(hours=8)
REST = datetime.timedelta(days=7)
AHEAD = datetime.timedelta(seconds=8)
LATE = 10.0  # seconds until a reminder is on the screen, on a busy machine
START = 60.0  # seconds until a program has started on a busy machine
QUIET = 3.0  # seconds in which nothing may appear
LOGIN = 60.0  # seconds until a session has started its programs
MAKEUP = re.compile('makeup', re.I)
NEXT = re.compile('rest|session', re.I)
DAILY = re.compile('skin today', re.I)


# ---- Helpers -------------------------------------------------------------------------------


def owner(bus_name):
    """Returns the process that owns a name on the session bus, or None."""
    with contextlib.suppress(dbus.DBusException):
        return int(dbus.SessionBus().get_object('org.freedesktop.DBus', '/org/freedesktop/DBus')
                   .GetConnectionUnixProcessID(bus_name, dbus_interface='org.freedesktop.DBus'))
    return None


def fresh(desktop):
    """Begins a new day: no window, no diary, no notification."""
    close_window()
    pid = owner(NOTIFIER)
    if pid:
        os.kill(pid, 15)
        eventually(lambda: owner(NOTIFIER) != pid, 'the notifier ends')
    diary = pathlib.Path('~/.local/share/aftercare').expanduser()
    shutil.rmtree(diary, ignore_errors=True)
    crash_shell(desktop)
    eventually(lambda: not desktop.banners(), 'nothing is shown')


def crash_shell(desktop):
    """Kills what shows notifications. The session starts it again, or the bus when it is needed."""
    pid = owner(desktop.SHELL)
    if pid:
        os.kill(pid, 9)
        eventually(lambda: owner(desktop.SHELL) != pid, 'it has ended')


def close_window():
    """Ends the window, if there is one."""
    pid = owner('org.example.Aftercare')
    if pid:
        os.kill(pid, 15)
        eventually(lambda: not owner('org.example.Aftercare'), 'the window is closed')


def session_ending(wait, ahead=AHEAD):
    """Logs a session whose wait or rest ends soon. Returns the deadline, seconds since 1970."""
    deadline = aftercare.now() + ahead
    fields = {'makeup_wait_hours': 8, 'rest_days': 7}
    aftercare.import_diary([aftercare.session(deadline - wait, **fields)])
    return deadline.timestamp()


def remind(desktop, wait=WAIT, title=MAKEUP):
    """Waits for a reminder at its deadline. Returns what is shown."""
    deadline = session_ending(wait)
    return banner(desktop, title, deadline)


def banner(desktop, title, deadline=None):
    """Waits for a reminder on the screen, and that it comes neither early nor late."""
    patience = driver.PATIENCE + (max(0, deadline - time.time()) if deadline else 0)
    shown = eventually(lambda: [one for one in desktop.banners() if title.search(one.title)],
                       f'a reminder {title.pattern!r} is on the screen', patience)
    late = time.time() - deadline if deadline else 0
    assert -0.5 <= late <= LATE, f'the reminder came {late:.1f} s after its deadline'
    assert len(shown) == 1, shown
    return shown[0]


def program():
    """Returns the window's program on the accessibility bus, or None."""
    pid = owner('org.example.Aftercare')
    for candidate in driver.programs():
        with contextlib.suppress(dbus.DBusException):
            if pid and candidate.process() == pid:
                return candidate
    return None


def in_front(desktop, title='Aftercare'):
    """Waits until this window has the keyboard."""
    eventually(lambda: desktop.active() == title,
               f'the window {title!r} is in front', START)


def page(title):
    """Waits until that is to be read in the window."""
    find(eventually(program, 'the window is there'), None, re.compile(title))


def open_window(desktop):
    """Opens the window."""
    driver.run('gapplication', 'launch', 'org.example.Aftercare')
    in_front(desktop)


def check_up(*rows):
    """Opens Reminder Check-Up, and waits until it says all this."""
    driver.run('gapplication', 'action', 'org.example.Aftercare', 'check-up')
    root = eventually(program, 'the window is there')
    dialog = find(root, driver.TOP_LEVELS, 'Reminder Check-Up')
    for row in rows:
        find(dialog, None, re.compile(row))
    return dialog


# ---- Steps ---------------------------------------------------------------------------------


def autostart(desktop):
    """The notifier starts at login, without the window."""
    eventually(lambda: owner(NOTIFIER), 'login starts the notifier', LOGIN)
    assert not owner('org.example.Aftercare'), 'login opened the window'
    desktop.ready()


def check_up_good(desktop):
    """Check-Up finds nothing in the way."""
    fresh(desktop)
    dialog = check_up('^Notification Server: Good', '^Aftercare Reminders: Good',
                      '^Start at Login: Good', '^Nothing is blocking your reminders')
    bad = [name(one) for one in find_all(dialog, 'list item')
           if re.search(': (Problem|Warning)', name(one))]
    assert not bad, bad


def deadline(desktop):
    """Without a window, a reminder comes at its deadline, once, with its buttons and its icon."""
    fresh(desktop)
    shown = remind(desktop)
    assert shown.buttons == ['Open'], shown
    time.sleep(QUIET)
    assert len(desktop.banners()) == 1, desktop.banners()


def open_when_closed(desktop):
    """Its button opens the window, on top."""
    fresh(desktop)
    desktop.press(remind(desktop), 'Open')
    in_front(desktop)
    eventually(lambda: not desktop.banners(), 'the reminder goes away')


def open_when_open(desktop):
    """Its button leaves an open window on top."""
    fresh(desktop)
    open_window(desktop)
    desktop.press(remind(desktop), 'Open')
    in_front(desktop)
    eventually(lambda: not desktop.banners(), 'the reminder goes away')


def open_when_behind(desktop):
    """Its button brings a window to the front that is behind another."""
    fresh(desktop)
    open_window(desktop)
    with desktop.other_window():
        desktop.press(remind(desktop), 'Open')
        in_front(desktop)


def open_when_minimized(desktop):
    """Its button brings a minimized window back."""
    fresh(desktop)
    open_window(desktop)
    desktop.minimize()
    desktop.press(remind(desktop), 'Open')
    in_front(desktop)


def body(desktop):
    """A click on its text opens the window, if the desktop has that."""
    fresh(desktop)
    desktop.press_body(remind(desktop))
    if desktop.BODY_OPENS:
        in_front(desktop)
    eventually(lambda: not desktop.banners(), 'the reminder goes away')


def log_session_button(desktop):
    """Log Session opens the window with its dialog."""
    fresh(desktop)
    shown = remind(desktop, REST, NEXT)
    assert shown.buttons == ['Log Session', 'Remind Me Tomorrow'], shown
    desktop.press(shown, 'Log Session')
    in_front(desktop, 'Log Session')


def snooze_button(desktop):
    """Remind Me Tomorrow takes it away, and opens nothing."""
    fresh(desktop)
    desktop.press(remind(desktop, REST, NEXT), 'Remind Me Tomorrow')
    eventually(lambda: not desktop.banners(), 'the reminder goes away')
    time.sleep(QUIET)
    assert not owner('org.example.Aftercare'), 'it opened the window'


def all_calm_button(desktop):
    """All Calm logs a check-in."""
    fresh(desktop)
    aftercare.import_diary([aftercare.session(aftercare.now() - datetime.timedelta(hours=30))])
    soon = aftercare.now() + datetime.timedelta(minutes=1)
    driver.desktop_setting('org.example.Aftercare', 'daily-note-minutes', soon.hour * 60 + soon.minute)
    driver.desktop_setting('org.example.Aftercare', 'daily-note-enabled', 'true')
    try:
        shown = banner(desktop, DAILY, soon.replace(second=0, microsecond=0).timestamp())
        assert shown.buttons == ['All Calm', 'Open'], shown
        desktop.press(shown, 'All Calm')
        eventually(lambda: len(aftercare.export()['skin_notes']) == 1, 'a check-in is logged')
    finally:
        driver.desktop_setting('org.example.Aftercare', 'daily-note-enabled', 'false')


def shell_restarts(desktop):
    """A reminder that was not seen comes again when the desktop's shell has crashed."""
    fresh(desktop)
    remind(desktop)
    crash_shell(desktop)
    banner(desktop, MAKEUP)


def do_not_disturb(desktop):
    """While Do Not Disturb is on, nothing appears and Check-Up says why; the reminder comes afterwards."""
    fresh(desktop)
    desktop.set_do_not_disturb(True)
    try:
        deadline_s = session_ending(WAIT)
        time.sleep(max(0, deadline_s - time.time()) + QUIET)
        assert not desktop.banners(), desktop.banners()
        check_up('^Do Not Disturb: (Warning|Problem).* is on')
        desktop.picture('do_not_disturb-check-up')
        close_window()
    finally:
        desktop.set_do_not_disturb(False)
    banner(desktop, MAKEUP)


def lock_screen(desktop):
    """The lock screen hides a reminder, which is there after unlocking."""
    fresh(desktop)
    deadline_s = session_ending(WAIT)
    desktop.lock()
    time.sleep(max(0, deadline_s - time.time()) + QUIET)
    desktop.picture('lock_screen-locked')
    assert desktop.is_locked(), 'the reminder unlocked the screen'
    desktop.unlock()
    banner(desktop, MAKEUP)


def search(desktop):
    """The desktop's search finds the program, and opens it."""
    fresh(desktop)
    desktop.search('aftercare')
    in_front(desktop)


STEPS = [autostart, check_up_good, deadline, open_when_closed, open_when_open, open_when_behind,
         open_when_minimized, body, log_session_button, snooze_button, all_calm_button, shell_restarts,
         do_not_disturb, lock_screen, search]


def run(desktop, step):
    """Runs one step. Returns whether it passed."""
    what = f'{desktop.NAME}: {step.__name__.replace("_", " ")}'
    try:
        step(desktop)
        desktop.picture(step.__name__)
        print(f'ok {what} - {step.__doc__.splitlines()[0]}', flush=True)
        return True
    except Exception as error:  # pylint: disable=broad-except  (the report is the point)
        for line in ''.join(traceback.format_exception(error)).splitlines():
            print('# ' + line)
        with contextlib.suppress(Exception):
            desktop.picture(f'{step.__name__}-failed')
        print(f'not ok {what} - {str(error).splitlines()[0] if str(error) else error!r}', flush=True)
        return False


def main():
    """Returns the exit code."""
    desktop = importlib.import_module(sys.argv[1]).Desktop()
    steps = [globals()[wanted] for wanted in sys.argv[2:]] or STEPS
    return int(not all([run(desktop, step) for step in steps]))


if __name__ == '__main__':
    sys.exit(main())
