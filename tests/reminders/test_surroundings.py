#!/usr/bin/python3
# test_surroundings.py: the notifier where the bus, the settings or GVfs are there, not there, or silent
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every combination of them: the reminder arrives, or the notifier is alive, has an end, and delivers
once the bus answers; and the command line does not wait. What the window's check-up makes of it is in tests/ui. Run through meson test.
With names as arguments, only these tests are run."""
import contextlib
import os
import signal
import socket
import subprocess
import time

from notifier_world import eventually, run_all

SOON = 2.0
# Less than the 25 s that a call to somebody silent takes, and enough for a busy machine.
IN_TIME = 20.0
GVFS = '/usr/libexec/gvfsd'
DCONF = '/usr/libexec/dconf-service'
# What the bus starts, and what never takes its name.
SILENT = '/bin/sleep 30'


def daemon():
    """A notification daemon that remembers. Imported late: it reads the bus at import."""
    from notifications import Notifications
    return Notifications('actions body persistence')


def service(world, name, command):
    """Lets the bus, which is yet to be started, start a service by its name."""
    (world.folder / 'services' / f'{name}.service').write_text(
        f'[D-BUS Service]\nName={name}\nExec={command}\n', encoding='ascii')


def set_settings(world, kind):
    """Gives the notifier the settings of that kind, in which reminders are discreet where they can
    be. Returns whether they can."""
    os.environ['GSETTINGS_BACKEND'] = 'memory'
    if kind == 'keyfile':
        os.environ['GSETTINGS_BACKEND'] = 'keyfile'
        folder = world.folder / 'config' / 'glib-2.0' / 'settings'
        folder.mkdir(parents=True)
        (folder / 'keyfile').write_text('[org/example/Aftercare]\ndiscreet=true\n',
                                        encoding='ascii')
    elif kind.startswith('dconf'):
        os.environ['GSETTINGS_BACKEND'] = 'dconf'
        service(world, 'ca.desrt.dconf', SILENT if kind == 'dconf-silent' else DCONF)
    elif kind == 'no-schema':
        os.environ['GSETTINGS_SCHEMA_DIR'] = '/nowhere'
    return kind in ('keyfile', 'dconf')


def set_gvfs(world, kind):
    """Lets GVfs be there, silent, or known to its module only, as in a sandbox."""
    os.environ.pop('GIO_USE_VFS', None)
    if kind != 'none':
        for name in ('org.gtk.vfs.Daemon', 'org.gtk.vfs.UDisks2VolumeMonitor'):
            service(world, name, f'{GVFS} --no-fuse' if kind == 'there' else SILENT)


def arrives(mock, discreet):
    """The reminder comes in time, and as it was asked for."""
    one = mock.wait_for(1, IN_TIME)
    assert (one.summary == 'Aftercare: something is ready') == discreet, one


def ends(process):
    """It has not crashed, and ends when it is told to."""
    assert process.poll() is None, f'it ended with {process.returncode}'
    process.terminate()
    assert process.wait(IN_TIME) == 0, process.returncode


def with_bus(world, settings, gvfs):
    """All is there that can be reached by a bus that answers."""
    set_gvfs(world, gvfs)
    discreet = set_settings(world, settings)
    world.start_bus()
    if settings == 'dconf':
        subprocess.run(['gsettings', 'set', 'org.example.Aftercare', 'discreet', 'true'], check=True)
    with daemon() as mock:
        world.session('makeup', SOON, quiet=True)
        process = world.start_notifier()
        arrives(mock, discreet)
        ends(process)


def without_bus(world, settings, gvfs):
    """Nobody is at the address of the bus."""
    set_gvfs(world, gvfs)
    set_settings(world, settings)
    process = world.start_notifier(wait=False)
    eventually(lambda: 'No session bus' in world.log.read_text(encoding='utf-8'), 'it says so')
    ends(process)


def with_silent_bus(world, settings, gvfs):
    """Somebody is there, takes the connection, and never says anything."""
    set_gvfs(world, gvfs)
    set_settings(world, settings)
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as bus:
        bus.bind(str(world.socket))
        bus.listen()
        process = world.start_notifier(wait=False)
        connection, _ = bus.accept()
        with connection:
            assert connection.recv(1) == b'\0'
            ends(process)


def with_stopped_bus(world, settings, gvfs):
    """The bus answers nobody for a while: what is due comes as soon as it does."""
    set_gvfs(world, gvfs)
    discreet = set_settings(world, settings)
    world.start_bus()
    if settings == 'dconf':
        subprocess.run(['gsettings', 'set', 'org.example.Aftercare', 'discreet', 'true'], check=True)
    with daemon() as mock:
        world.session('makeup', SOON, quiet=True)
        world.bus_process.send_signal(signal.SIGSTOP)
        process = world.start_notifier(wait=False)
        time.sleep(SOON + 0.5)
        assert process.poll() is None, f'it ended with {process.returncode}'
        world.bus_process.send_signal(signal.SIGCONT)
        arrives(mock, discreet)
        ends(process)


def command_line(world, settings, gvfs):
    """The verbs of the window's program wait for nobody that they do not need."""
    set_gvfs(world, gvfs)
    set_settings(world, settings)
    world.start_bus()
    world.start_notifier()
    world.session('makeup', 3600)
    diary = str(world.folder / 'diary.json')
    for verb in (['--status'], ['--export', diary], ['--import', diary],
                 ['--export', str(world.folder / 'report.pdf')]):
        subprocess.run([os.environ['TEST_AFTERCARE'], *verb], check=True, capture_output=True,
                       timeout=IN_TIME)


def combine():
    """Makes a test of each combination."""
    for bus in (with_bus, without_bus, with_silent_bus, with_stopped_bus, command_line):
        for settings in ('keyfile', 'memory', 'dconf', 'dconf-silent', 'no-schema'):
            for gvfs in ('none', 'there', 'silent'):
                if (gvfs == 'there' and not os.path.exists(GVFS) or
                        settings == 'dconf' and not os.path.exists(DCONF)):
                    print(f'# left out for what is not installed: {settings}, {gvfs}')
                    continue

                def test(world, bus=bus, settings=settings, gvfs=gvfs):
                    bus(world, settings, gvfs)
                test.__name__ = f'{bus.__name__}-{settings}-gvfs-{gvfs}'
                yield test


run_all(list(combine()), at_once=6)
