#!/usr/bin/python3
# installed.py: tests that the installed program keeps its promise
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs into the build's prefix, logs a session there with the keyboard, closes the window, and
gets the reminder from the notifier that the session bus started through the installed service file.
Without TEST_BUILD, uses a package already installed in TEST_PREFIX.

Only the installation itself uses the build folder.
"""
import configparser
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import aftercare
import driver
from driver import children, eventually, name
from notifications import Notifications

NOTIFIER = 'org.example.Aftercare.Notifier'
WAIT = datetime.timedelta(hours=8)
AHEAD = datetime.timedelta(seconds=4)
LATE = 1.0
QUIET = 1.0


def install(prefix, build):
    """Installs again, so that nothing from an earlier installation helps."""
    shutil.rmtree(prefix, ignore_errors=True)
    done = subprocess.run(['meson', 'install', '-C', build, '--no-rebuild'], check=False,
                          capture_output=True, text=True,
                          env={key: value for key, value in os.environ.items()
                               if key != 'DESTDIR'})
    if done.returncode != 0:
        raise AssertionError(done.stdout + done.stderr)


def call(*arguments):
    """Calls a method on the session bus. Returns the reply as GVariant text, or '' for an error."""
    return subprocess.run(['gdbus', 'call', '--session', *arguments], check=False,
                          capture_output=True, text=True).stdout.strip()


def call_bus(method, *arguments):
    """Calls a method of the bus itself."""
    return call('--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus',
                '--method', f'org.freedesktop.DBus.{method}', *arguments)


def program_of(bus_name):
    """Returns (path of the program, whether the bus started it) of a name's owner, or None."""
    said = call_bus('GetConnectionUnixProcessID', bus_name)
    if not said:
        return None
    process = pathlib.Path('/proc', said.strip('(,)').split()[-1])
    return (os.readlink(process / 'exe'),
            b'DBUS_STARTER_ADDRESS=' in (process / 'environ').read_bytes())


def is_leading():
    """Whether a notifier leads."""
    return 'true' in call('--dest', NOTIFIER, '--object-path', '/org/example/Aftercare/Notifier',
                          '--method', 'org.freedesktop.DBus.Properties.Get', NOTIFIER, 'Leading')


def move_session(ended):
    """Imports the diary again, with another end of its session."""
    document = aftercare.export()
    session, = document['sessions']
    session.update(ended_at=aftercare.instant(ended), modified_at=aftercare.instant(aftercare.now()))
    aftercare.command('--import', '-', standard_input=json.dumps(document))


def test(tap):
    """Tests from the installation to the notification."""
    build = os.environ.get('TEST_BUILD')
    prefix = pathlib.Path(aftercare.environment('TEST_PREFIX'))
    etc = pathlib.Path('/etc') if prefix == pathlib.Path('/usr') else prefix / 'etc'
    os.environ['TEST_AFTERCARE'] = str(prefix / 'bin' / 'aftercare')
    installed = str(prefix / 'libexec' / 'aftercare-notifier')

    if build:
        install(prefix, build)
    call_bus('ReloadConfig')
    tap.step('the program is installed')

    entry = configparser.ConfigParser(interpolation=None)
    entry.read(etc / 'xdg' / 'autostart' / f'{NOTIFIER}.desktop')
    tap.check(entry['Desktop Entry']['Exec'] == f'{installed} --at-login', 'login will start the notifier')
    tap.check(call_bus('NameHasOwner', NOTIFIER) == '(false,)', "the notifier doesn't run yet")

    with Notifications() as notifications:
        with aftercare.Aftercare() as window:
            window.wait_active(window.main)
            driver.key('ctrl+n')
            dialog = eventually(lambda: [frame for frame in window.frames()
                                         if name(frame) == 'Log Session'], 'the dialog is open')[0]
            window.wait_active(dialog)
            driver.key('ctrl+s')
            window.find(('label', 'heading'), 'Session logged')
            window.wait_active(window.main)
            driver.key('ctrl+w')
            tap.check(window.wait_ended() == 0, 'a session is logged, and the window closes')

        tap.check(program_of(NOTIFIER) == (installed, True),
                  'the bus started the installed notifier', program_of(NOTIFIER))
        eventually(is_leading, 'the notifier leads')
        tap.check(aftercare.status()['makeup']['state'] == 'waiting', 'a reminder is pending')

        deadline = aftercare.now() + AHEAD
        move_session(deadline - WAIT)
        tap.check(aftercare.now() < deadline and not notifications.all(), 'its wait is nearly over now')

        notification = notifications.wait_for(1, AHEAD.total_seconds() + 10)
        late = notification.at - deadline.timestamp()
        tap.check(0 <= late <= LATE, 'a notification comes at the deadline', late)
        tap.check(notification.summary == 'Your wait for makeup is over', 'it has the right title',
                  notification.summary)
        time.sleep(QUIET)
        tap.check(len(notifications.all()) == 1, 'there is exactly one', notifications.all())

        notifications.press('Open', 1)
        eventually(lambda: [frame for program in driver.programs()
                            for frame in children(program) if name(frame) == 'Aftercare'],
                   'its button opens the window')
        tap.check(program_of('org.example.Aftercare') == (str(prefix / 'bin' / 'aftercare'), True),
                  'its button opens the installed window', program_of('org.example.Aftercare'))


if 'TEST_BUILD' in os.environ and not pathlib.Path(
        aftercare.environment('TEST_PREFIX')).is_relative_to(
        pathlib.Path(aftercare.environment('TEST_SOURCE')) / 'build'):
    print('1..0 # SKIP the prefix of this build is not inside build/, where tools/check puts it')
    sys.exit(0)
driver.main(test)
