#!/usr/bin/python3
# raise.py: tests that a notification brings the window to the front on Wayland
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""On Wayland, GNOME Shell 43 sends no token with the button of a notification. Runs mutter without a
screen; another program takes the focus, and then the window is requested as the notifier does it:
while it is behind, and while a dialog is open above it."""
import os
import pathlib
import shutil
import subprocess
import sys

import dbus

import aftercare
from accessible import Gone, programs
from driver import eventually, main, session_folder

SOCKET = 'wayland-test'
# A window that writes whether it has the focus. ("is-active" also needs a keyboard.)
OTHER = """
import gi
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk
window = Gtk.Window(title='Other')
window.present()
def report(surface, _):
    print(bool(surface.get_state() & Gdk.ToplevelState.FOCUSED), flush=True)
window.get_surface().connect('notify::state', report)
GLib.MainLoop().run()
"""


class Running:
    """A program in the session of mutter, and the lines it writes. Ends with its block."""

    def __init__(self, command, name, **environment):
        self.log = session_folder() / f'{name}.out'
        with open(self.log, 'wb') as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL,
                                            env={**os.environ, **environment})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def last(self):
        """Returns the last line."""
        return (self.log.read_text().splitlines() or [''])[-1]


def has_window(pid):
    """Returns whether a program has a window on the accessibility bus."""
    try:
        return any(program.process() == pid and program.children() for program in programs())
    except Gone:
        return False


def request(action, *parameters):
    """Calls an action of the window over the bus, without a token."""
    application = dbus.SessionBus().get_object('org.example.Aftercare', '/org/example/Aftercare')
    application.ActivateAction(action, dbus.Array(parameters, signature='v'),
                               dbus.Dictionary({}, signature='sv'),
                               dbus_interface='org.freedesktop.Application')


def check_raised(tap, name, what, **wayland):
    """Checks that the window comes to the front of another one."""
    with Running(['/usr/bin/python3', '-c', OTHER], name, **wayland) as other:
        eventually(lambda: other.last() == 'True', 'the other window has the focus')
        request('open-page', 'today')
        eventually(lambda: other.last() == 'False', f'{what} takes the focus')
    tap.step(f'{what} comes to the front')


def test(tap):
    """Tests the window alone, and with a dialog."""
    runtime = pathlib.Path(os.environ['XDG_RUNTIME_DIR'])
    wayland = {'WAYLAND_DISPLAY': SOCKET, 'GDK_BACKEND': 'wayland', 'GSK_RENDERER': 'cairo'}
    with Running(['mutter', '--wayland', '--headless', '--no-x11', f'--wayland-display={SOCKET}',
                  '--virtual-monitor', '1280x800', '--sm-disable'], 'mutter', DISPLAY=''):
        eventually((runtime / SOCKET).exists, 'mutter is up')
        with Running([aftercare.environment('TEST_AFTERCARE')], 'aftercare', **wayland) as program:
            # If the other window were there first, this one would cover it.
            eventually(lambda: has_window(program.process.pid), 'the window is shown')
            check_raised(tap, 'alone', 'the window', **wayland)
            request('preferences')
            check_raised(tap, 'dialog', 'the window with its dialog', **wayland)


if __name__ == '__main__':
    if shutil.which('mutter') is None:
        print('1..0 # SKIP mutter is not installed')
        sys.exit(0)
    main(test)
