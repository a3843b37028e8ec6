#!/usr/bin/python3
# test_surroundings.py: tests the notifier with bus, settings and GVfs present, missing or silent
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""In each combination, the reminder arrives, or the notifier runs, can be ended, and delivers once
the bus responds; the command line doesn't wait. tests/ui covers the check-up of the window. Run
through meson test. With arguments, runs only the tests with these names."""
import contextlib
import os
import signal
import socket
import subprocess
import time

from notifier_world import eventually, run_all

SOON = 2.0
# Less than the 25 s that a call to a silent service takes, and enough for a busy machine.
IN_TIME = 20.0
GVFS = '/usr/libexec/gvfsd'
DCONF = '/usr/libexec/dconf-service'
# A program for the bus to start, which never takes its name.
SILENT = '/bin/sleep 30'


def daemon():
    """Returns a notification daemon that records. Imported late: it connects to the bus at
    import."""
    from notifications import Notifications
    return Notifications('actions body persistence')


def service(world, name, command):
    """Makes the bus, which isn't started yet, able to start a service."""
    (world.folder / 'services' / f'{name}.service').write_text(
        f'[D-BUS Service]\nName={name}\nExec={command}\n', encoding='ascii')


def set_settings(world, kind):
    """Gives the notifier settings of that kind, which make reminders discreet if possible. Returns
    whether that is possible."""
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
    """Makes GVfs present, silent, or known only to its module, as in a sandbox."""
    os.environ.pop('GIO_USE_VFS', None)
    if kind != 'none':
        for name in ('org.gtk.vfs.Daemon', 'org.gtk.vfs.UDisks2VolumeMonitor'):
            service(world, name, f'{GVFS} --no-fuse' if kind == 'there' else SILENT)


def arrives(mock, discreet):
    """The reminder comes in time, discreet or not as set."""
    one = mock.wait_for(1, IN_TIME)
    assert (one.summary == 'Aftercare: something is ready') == discreet, one


def ends(process):
    """The notifier hasn't crashed, and ends when asked to."""
    assert process.poll() is None, f'exit code {process.returncode}'
    process.terminate()
    assert process.wait(IN_TIME) == 0, process.returncode


def with_bus(world, settings, gvfs):
    """The bus responds, so everything on it is available."""
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
    """Nothing listens at the address of the bus."""
    set_gvfs(world, gvfs)
    set_settings(world, settings)
    process = world.start_notifier(wait=False)
    eventually(lambda: 'No session bus' in world.log.read_text(encoding='utf-8'), 'it says so')
    ends(process)


def with_silent_bus(world, settings, gvfs):
    """The bus accepts the connection, but never responds."""
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
    """The bus doesn't respond for a while: due reminders come as soon as it does."""
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
        assert process.poll() is None, f'exit code {process.returncode}'
        world.bus_process.send_signal(signal.SIGCONT)
        arrives(mock, discreet)
        ends(process)


def command_line(world, settings, gvfs):
    """The commands of the window's program don't wait for services they don't need."""
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
    """Creates a test for each combination."""
    for bus in (with_bus, without_bus, with_silent_bus, with_stopped_bus, command_line):
        for settings in ('keyfile', 'memory', 'dconf', 'dconf-silent', 'no-schema'):
            for gvfs in ('none', 'there', 'silent'):
                if (gvfs == 'there' and not os.path.exists(GVFS) or
                        settings == 'dconf' and not os.path.exists(DCONF)):
                    print(f'# not installed, so not tested: {settings}, {gvfs}')
                    continue

                def test(world, bus=bus, settings=settings, gvfs=gvfs):
                    bus(world, settings, gvfs)
                test.__name__ = f'{bus.__name__}-{settings}-gvfs-{gvfs}'
                yield test


run_all(list(combine()), at_once=6)
