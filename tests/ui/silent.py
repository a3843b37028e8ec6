#!/usr/bin/python3
# silent.py: tests that the window opens and ends even if a service of the desktop never responds
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus that accepts connections and says nothing, or only hello, a hanging GVfs, and a
stopped settings service. There may be no accessibility bus either, so the test uses only the X
server."""
import contextlib
import os
import pathlib
import re
import subprocess
import tempfile
import time

import dbus

import aftercare
import driver
import silent_bus
from driver import eventually, x_windows

LONGEST = 10  # seconds
COMPLAINTS = re.compile("(bus|GVfs) doesn't answer|settings service doesn't answer|[Bb]us|accessibility|"
                        'Vulkan|portal|dconf')


@contextlib.contextmanager
def started(**environment):
    """Starts the program and waits for its window. None in the environment unsets a variable.
    Yields the process."""
    with open(driver.session_folder() / 'window.log', 'ab') as log:
        process = subprocess.Popen([os.environ['TEST_AFTERCARE']], stdin=subprocess.DEVNULL,
                                   stdout=log, stderr=log,
                                   env={name: value for name, value in
                                        {**os.environ, **environment}.items() if value is not None})
    try:
        eventually(lambda: x_windows(process.pid), 'its window exists', LONGEST)
        yield process
    finally:
        process.kill()
        process.wait()


def close(process):
    """Closes the window. Returns the seconds until the process ended."""
    begun = time.monotonic()
    subprocess.run(['xdotool', 'windowactivate', '--sync', str(x_windows(process.pid)[-1].xid), 'key',
                    'ctrl+q'], check=True, timeout=LONGEST)
    process.wait(timeout=30)
    return time.monotonic() - begun


def check_bus(tap, says_hello):
    """Tests the session bus."""
    path = pathlib.Path(tempfile.mkdtemp()) / 'bus'
    says = 'only says hello' if says_hello else 'never answers'
    with (silent_bus.start(path, says_hello),
          started(DBUS_SESSION_BUS_ADDRESS=f'unix:path={path}') as process):
        tap.step(f'the window opens with a bus that {says}')
        took = close(process)
        tap.check(took < LONGEST and process.returncode == 0, 'it ends too', took)


@contextlib.contextmanager
def silent(*names):
    """These services own their names, but never respond: nothing runs their loop."""
    bus = dbus.bus.BusConnection()
    for name in names:
        bus.request_name(name)
    yield
    bus.close()


def check_gvfs(tap):
    """GVfs hangs, so no file can be named."""
    if not list(pathlib.Path('/usr/lib').glob('*/gio/modules/libgvfsdbus.so')):
        tap.step('# SKIP needs GVfs')
        return
    with silent('org.gtk.vfs.Daemon', 'org.gtk.vfs.UDisks2VolumeMonitor'), started(GIO_USE_VFS=None):
        tap.step('the window opens although GVfs never responds')


def check_settings(tap):
    """The settings service hangs; the window writes its size as it closes."""
    if not list(pathlib.Path('/usr/lib').glob('*/gio/modules/libdconfsettings.so')):
        tap.step('# SKIP needs dconf')
        return
    with silent('ca.desrt.dconf'), started(GSETTINGS_BACKEND='dconf') as process:
        took = close(process)
        tap.check(took < LONGEST and process.returncode == 0,
                  'the window ends although the settings service never responds', took)


def test(tap):
    """Tests one after another."""
    aftercare.import_diary([aftercare.session(aftercare.now())])
    check_bus(tap, says_hello=False)
    check_bus(tap, says_hello=True)
    check_gvfs(tap)
    check_settings(tap)


if __name__ == '__main__':
    driver.main(test, COMPLAINTS)
