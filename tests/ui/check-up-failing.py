#!/usr/bin/python3
# check-up-failing.py: tests every line of Reminder Check-Up when it fails in the real window
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks one thing after another like a real desktop, and reads the findings and advice of the
check-up."""
import contextlib
import os
import pathlib
import re
import signal
import subprocess

import aftercare
import dbus
import driver
from driver import eventually, find, gone, key
from notifications import Notifications

GNOME = 'org.gnome.desktop.notifications'
GNOME_APP = GNOME + '.application:/org/gnome/desktop/notifications/application/' \
    'org-example-aftercare/'
AUTOSTART = 'autostart/org.example.Aftercare.Notifier.desktop'


def open_check_up(window):
    """Opens the check-up from the menu with the keyboard. Returns its window."""
    key('F10')
    window.click('menu item', 'Reminder Check-Up')
    dialog = window.find(driver.TOP_LEVELS, 'Reminder Check-Up')
    window.wait_active(dialog)
    return dialog


def row(dialog, pattern):
    """Waits for the row whose name matches the pattern."""
    return find(dialog, 'list item', re.compile(pattern))


def again(window, dialog):
    """Makes it check again, with the mouse."""
    gone(dialog, None, 'Checking…')
    window.click('push button', 'Check Again', root=dialog)


@contextlib.contextmanager
def elsewhere():
    """Another login of the same person: a separate bus, and a notifier that leads there."""
    folder = driver.session_folder() / 'elsewhere'
    folder.mkdir()
    # The notifier doesn't create this folder: it leads where a diary exists or may appear.
    pathlib.Path(os.environ['XDG_DATA_HOME'], 'aftercare').mkdir(mode=0o700, exist_ok=True)
    address = f'unix:path={folder}/bus'
    with subprocess.Popen(['dbus-daemon', '--session', '--nofork', f'--address={address}'],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as bus:
        eventually((folder / 'bus').exists, 'the other bus is up')
        with subprocess.Popen([aftercare.environment('TEST_NOTIFIER')],
                              env={**os.environ, 'DBUS_SESSION_BUS_ADDRESS': address},
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as notifier:
            def leads():
                done = subprocess.run(
                    ['gdbus', 'call', '--address', address, '--dest',
                     'org.example.Aftercare.Notifier', '--object-path',
                     '/org/example/Aftercare/Notifier', '--method',
                     'org.example.Aftercare.Notifier.GetStatus'],
                    capture_output=True, text=True, check=False)
                return "'leading': <true>" in done.stdout
            eventually(leads, 'the other notifier leads')
            try:
                yield
            finally:
                notifier.terminate()
                notifier.wait()
                bus.terminate()


def test_other_login(tap):
    """With two logins, reminders arrive only in one."""
    with elsewhere(), Notifications(), aftercare.Aftercare() as window:
        dialog = open_check_up(window)
        row(dialog, '^Aftercare Reminders: Problem. Another login session handles your reminders'
                    '.*log out of the other session')
        find(dialog, None, re.compile('^Reminders can’t reach you'))
        tap.step('reminders in another login are a problem, with a solution')
        window.click('push button', re.compile('^Send a Test'), root=dialog)
        find(dialog, None, re.compile('^The test could not be sent'))
        tap.step("it says that a test can't be sent then")


def notifier_pid():
    """Returns the process that owns the notifier's name on the bus, or None."""
    bus = dbus.SessionBus()
    try:
        return bus.get_object('org.freedesktop.DBus', '/org/freedesktop/DBus').\
            GetConnectionUnixProcessID('org.example.Aftercare.Notifier')
    except dbus.DBusException:
        return None


@contextlib.contextmanager
def started_elsewhere(**variables):
    """A notifier that owns the name on the bus, but was started with other variables."""
    for folder in variables.values():
        pathlib.Path(folder, 'aftercare').mkdir(parents=True)
    while pid := notifier_pid():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    with subprocess.Popen([aftercare.environment('TEST_NOTIFIER')], env={**os.environ, **variables},
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as notifier:
        try:
            eventually(lambda: notifier_pid() == notifier.pid, 'it is on the bus')
            yield
        finally:
            notifier.terminate()


def test_other_surroundings(tap):
    """The notifier started at login uses other folders than the window."""
    other = driver.session_folder() / 'other'
    with started_elsewhere(XDG_DATA_HOME=str(other)), Notifications(), \
            aftercare.Aftercare() as window:
        dialog = open_check_up(window)
        row(dialog, '^Aftercare Reminders: Warning. The reminder service is running, but the one that '
                    f'starts when you log in uses a different diary, in {re.escape(str(other))}/aftercare. '
                    'After your next login')
        tap.step('reminders started at login for another diary need attention, and this diary has its own')

    with started_elsewhere(XDG_CONFIG_HOME=str(driver.session_folder() / 'settings')), \
            Notifications(), aftercare.Aftercare() as window:
        dialog = open_check_up(window)
        row(dialog, '^Preferences: Good. Your preferences are saved')
        driver.desktop_setting('org.example.Aftercare', 'discreet', 'true')
        again(window, dialog)
        row(dialog, '^Preferences: Warning. Reminders aren’t using your preferences')
        row(dialog, '^Start at Login: Warning')
        tap.step("so do preferences that the reminders don't read")


def test_servers(tap):
    """Servers that hang, have no buttons, or are set to be quiet."""
    with Notifications(capabilities='body') as daemon, aftercare.Aftercare() as window:
        dialog = open_check_up(window)
        row(dialog, '^Notification Server: Good. mock-notify 1.0 is responding. .*don’t have buttons')
        tap.step('for a server without buttons, it says where to respond')

        daemon.hang()
        again(window, dialog)
        row(dialog, '^Notification Server: Problem. The notification server isn’t responding. Log out')
        tap.step("a hanging server is a problem, but the window doesn't hang")
        daemon.go_on()
        again(window, dialog)
        row(dialog, '^Notification Server: Good')

        daemon.call_itself('gnome-shell')
        driver.desktop_setting(GNOME_APP, 'enable', 'false')
        again(window, dialog)
        row(dialog, '^Aftercare Notifications: Problem. Notifications from Aftercare are turned off.*'
                    'Open Settings, go to Notifications, then Aftercare')
        find(dialog, None, re.compile('^Reminders can’t reach you'))
        row(dialog, '^Do Not Disturb: Good')
        tap.step('notifications turned off in GNOME are a problem')

        driver.desktop_setting(GNOME_APP, 'enable', 'true')
        driver.desktop_setting(GNOME_APP, 'show-banners', 'false')
        again(window, dialog)
        row(dialog, '^Aftercare Notifications: Warning. Notifications from Aftercare go to the '
                    'notification list.*turn on Notification Popups')
        tap.step('notifications without popups need attention')

        driver.desktop_setting(GNOME_APP, 'show-banners', 'true')
        driver.desktop_setting(GNOME, 'show-banners', 'false')
        again(window, dialog)
        row(dialog, '^Aftercare Notifications: Good')
        row(dialog, '^Do Not Disturb: Warning. Do Not Disturb is on. Click the clock')
        find(dialog, None, re.compile('^Something may stop reminders from reaching you'))
        tap.step('so does Do Not Disturb')

        driver.desktop_setting(GNOME, 'show-banners', 'true')
        again(window, dialog)
        row(dialog, '^Do Not Disturb: Good')
        tap.step('everything is fine again once it is turned off')

        daemon.call_itself('Plasma')
        path = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'plasmanotifyrc')
        path.write_text('[Applications][org.example.Aftercare]\nShowPopups=false\n')
        again(window, dialog)
        row(dialog, '^Aftercare Notifications: Warning. Notifications from Aftercare go to the '
                    'notification list.*Open System Settings.*turn on “Show popups”')
        row(dialog, '^Do Not Disturb: Unknown')
        path.unlink()
        again(window, dialog)
        row(dialog, '^Aftercare Notifications: Good')
        tap.step("it reads Plasma's settings, and uses its words")


def test_xfce(tap):
    """Xfce drops what comes during Do Not Disturb."""
    with subprocess.Popen(['/usr/bin/python3', '-W', 'ignore', '-m', 'dbusmock', 'org.xfce.Xfconf',
                           '/org/xfce/Xfconf', 'org.xfce.Xfconf'], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as xfconf, \
            Notifications() as daemon, aftercare.Aftercare() as window:
        try:
            bus = dbus.SessionBus()
            eventually(lambda: bus.name_has_owner('org.xfce.Xfconf'), 'Xfconf is up')
            mock = dbus.Interface(bus.get_object('org.xfce.Xfconf', '/org/xfce/Xfconf'),
                                  'org.freedesktop.DBus.Mock')
            mock.AddMethod('', 'GetProperty', 'ss', 'v',
                           'ret = dbus.Boolean(True) if args[1] == "/do-not-disturb" else '
                           'dbus.Array(["Aftercare"], variant_level=1)')
            daemon.call_itself('Xfce Notify Daemon')
            dialog = open_check_up(window)
            row(dialog, '^Do Not Disturb: Warning. Do Not Disturb is on. Open Settings Manager, then '
                        'Notifications.*Aftercare shows those reminders again afterwards')
            row(dialog, '^Aftercare Notifications: Problem.*turn off “Mute application”')
            tap.step('it says that Xfce loses reminders, and where both switches are')
        finally:
            xfconf.terminate()


def test_dunst(tap):
    """dunst has its own Do Not Disturb."""
    with subprocess.Popen(['dunst'], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as dunst:
        def control(*arguments):
            return subprocess.run(['dunstctl', *arguments], capture_output=True, text=True,
                                  check=False).stdout.strip()
        try:
            eventually(lambda: control('is-paused') == 'false', 'dunst responds')
            with aftercare.Aftercare() as window:
                dialog = open_check_up(window)
                row(dialog, '^Notification Server: Good. dunst [0-9.]+.* is responding')
                row(dialog, '^Do Not Disturb: Good')
                control('set-paused', 'true')
                again(window, dialog)
                row(dialog, '^Do Not Disturb: Warning. Do Not Disturb is on: dunst is paused. '
                            'Run “dunstctl set-paused false”')
                tap.step('a paused dunst needs attention, and it says how to resume it')
        finally:
            dunst.terminate()


def test_login(tap):
    """The button turns starting at login back on."""
    path = pathlib.Path(os.environ['XDG_CONFIG_HOME'], AUTOSTART)
    path.parent.mkdir(parents=True)
    path.write_text('[Desktop Entry]\nType=Application\nName=Aftercare\nHidden=true\n')
    with Notifications(), aftercare.Aftercare() as window:
        dialog = open_check_up(window)
        row(dialog, f'^Start at Login: Warning. Starting at login is turned off in {re.escape(str(path))}. '
                    'After your next login')
        tap.step('it names the file that turns reminders off at login')
        window.click('push button', 'Start at Login', root=dialog)
        row(dialog, '^Start at Login: Good')
        tap.check('Hidden' not in path.read_text(), 'the button fixes that file',
                  path.read_text())


def test(tap):
    """Tests all of them, each with a separate window."""
    test_other_login(tap)
    test_other_surroundings(tap)
    test_servers(tap)
    test_xfce(tap)
    test_dunst(tap)
    test_login(tap)


driver.main(test)
