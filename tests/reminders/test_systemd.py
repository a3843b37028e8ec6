#!/usr/bin/python3
# test_systemd.py: tests the notifier as a service of systemd, and what starts it at login
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run through meson test. With arguments, runs only the tests with these names.

Some of the tests run a real `systemd --user` with its own units, control group and bus. That needs root
and control groups that can be written to. Elsewhere only the others run.
"""
import contextlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

from notifier_world import NOTIFIER_NAME, eventually, run_all

DATA = pathlib.Path(__file__).resolve().parents[2] / 'data'
UNIT = 'aftercare-notifier.service'
SYSTEMD = '/usr/lib/systemd/systemd'
CGROUPS = pathlib.Path('/sys/fs/cgroup')
BACK = 5.0       # how soon a notifier that crashed is back
SOON = 1.0       # a deadline that is ahead when the test starts
QUIET = 0.7      # how long to wait for something that must not come

UNITS = {
    'test.target': '[Unit]\nRequires=dbus.socket\nAfter=dbus.socket\n',
    'dbus.socket': '[Socket]\nListenStream=%t/bus\n',
    'dbus.service': '[Unit]\nRequires=dbus.socket\n[Service]\nType=notify\nNotifyAccess=main\n'
                    'ExecStart=dbus-daemon --config-file={folder}/bus.conf --address=systemd: '
                    '--nofork --nopidfile --systemd-activation\n',
    'basic.target': '[Unit]\nRefuseManualStart=no\n',
    'shutdown.target': '[Unit]\nDefaultDependencies=no\n',
    'exit.target': '[Unit]\nDefaultDependencies=no\nRequires=systemd-exit.service\n'
                   'After=systemd-exit.service\n',
    'systemd-exit.service': '[Unit]\nDefaultDependencies=no\n[Service]\nType=oneshot\n'
                            'ExecStart=systemctl --user --force exit\n',
    'graphical-session.target': '[Unit]\nRefuseManualStart=no\n',
}


def own_groups():
    """Returns the control groups of this process in which systemd needs one of its own."""
    found = []
    for line in pathlib.Path('/proc/self/cgroup').read_text().splitlines():
        _, controllers, path = line.split(':', 2)
        if controllers == 'name=systemd':
            found.append(CGROUPS / 'systemd' / path.strip('/'))
        elif not controllers:
            top = CGROUPS / 'unified' if (CGROUPS / 'unified').is_dir() else CGROUPS
            found.append(top / path.strip('/'))
    return found


def has_systemd():
    """Whether a `systemd --user` can run here."""
    if os.geteuid() != 0 or not os.path.exists(SYSTEMD) or shutil.which('unshare') is None:
        return False
    try:
        for group in own_groups():
            trial = group / f'aftercare-trial-{os.getpid()}'
            trial.mkdir()
            trial.rmdir()
    except OSError:
        return False
    return subprocess.run(['unshare', '--mount', 'true'], stderr=subprocess.DEVNULL,
                          check=False).returncode == 0


def write_units(folder):
    """Writes the units: those of the bus, and the notifier's with the program under test."""
    for name, text in UNITS.items():
        (folder / name).write_text(text.replace('{folder}', str(folder.parent)))
    template = (DATA / 'systemd' / f'{UNIT}.in').read_text()
    (folder / UNIT).write_text(template.replace('@notifier@', os.environ['TEST_NOTIFIER']))
    (folder / f'{UNIT}.d').mkdir()
    shutil.copy(DATA / 'systemd' / 'sandbox.conf', folder / f'{UNIT}.d')


@contextlib.contextmanager
def systemd(world):
    """Runs systemd and its bus in the world."""
    units = world.folder / 'units'
    units.mkdir()
    write_units(units)
    (world.folder / 'generators').mkdir()
    world.name_bus('runtime/bus')
    world.write_bus_config()
    world.add_service(f'SystemdService={UNIT}')
    groups = [group / f'aftercare-test-{os.getpid()}' for group in own_groups()]
    for group in groups:
        group.mkdir()
    # systemd checks that the system was booted with it. Each of these commands keeps the process id.
    script = ('for group; do echo $$ > "$group/cgroup.procs"; done; '
              'exec unshare --mount sh -c "mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system '
              f'&& exec {SYSTEMD} --user --unit=test.target"')
    environment = {**os.environ, 'SYSTEMD_UNIT_PATH': str(units), 'SYSTEMD_LOG_TARGET': 'console',
                   'SYSTEMD_GENERATOR_PATH': str(world.folder / 'generators'),
                   'SYSTEMD_ENVIRONMENT_GENERATOR_PATH': str(world.folder / 'generators')}
    with open(world.log, 'ab') as output:
        manager = world.spawn('sh', '-c', script, 'sh', *map(str, groups), env=environment,
                              stdout=output, stderr=output)
    try:
        eventually(lambda: world.call_bus('NameHasOwner', 'org.freedesktop.systemd1') == '(true,)',
                   'systemd is on its bus', 60)
        yield
    finally:
        for group in groups:
            for inner in sorted(group.rglob('cgroup.procs'), reverse=True):
                for pid in inner.read_text().split():
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(int(pid), signal.SIGKILL)
        manager.wait()
        for group in groups:
            for inner in sorted((path for path in group.rglob('*') if path.is_dir()), reverse=True):
                eventually(lambda inner=inner: remove(inner), f'{inner} is empty')
            eventually(lambda group=group: remove(group), f'{group} is empty')


def remove(group):
    """Removes a control group. Returns whether it is gone."""
    with contextlib.suppress(OSError):
        group.rmdir()
    return not group.exists()


def systemctl(*arguments):
    """Calls systemctl. Returns its output."""
    done = subprocess.run(['systemctl', '--user', '--no-pager', *arguments], capture_output=True,
                          text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def daemon():
    """Returns a notification daemon that records. Imported late: it connects to the bus at
    import."""
    from notifications import Notifications
    return Notifications()


def log_in(world):
    """Runs the autostart entry. Returns its process."""
    entry = (DATA / f'{NOTIFIER_NAME}.desktop.in').read_text()
    command = re.search('^Exec=(.*)$', entry, re.M).group(1)
    with open(world.log, 'ab') as output:
        return world.spawn(*command.replace('@notifier@', os.environ['TEST_NOTIFIER']).split(),
                           stdout=output, stderr=output)


def is_service(pid):
    """Whether a process belongs to the service."""
    return UNIT in pathlib.Path(f'/proc/{pid}/cgroup').read_text()


def started(world):
    """Waits for the service. Returns its process id."""
    pid = eventually(world.owner_pid, 'the service is on the bus')
    eventually(world.leading, 'it leads')
    assert is_service(pid)
    return pid


def test_service(world):
    """The entry has the bus start the service, and ends. The service is restricted."""
    with systemd(world):
        entry = log_in(world)
        assert entry.wait(60) == 0
        pid = started(world)
        status = pathlib.Path(f'/proc/{pid}/status').read_text()
        assert re.search(r'^NoNewPrivs:\s*1$', status, re.M), status
        assert re.search(r'^Seccomp:\s*2$', status, re.M), status
        assert systemctl('show', '--value', '--property', 'Restart', UNIT) == 'on-failure'

        # The next login finds it running.
        assert log_in(world).wait(60) == 0 and world.owner_pid() == pid


def test_crash(world):
    """After a crash with the window closed, the service is back, and what came due is shown."""
    with systemd(world), daemon() as mock:
        log_in(world)
        pid = started(world)
        world.session('makeup', SOON)
        os.kill(pid, signal.SIGSEGV)
        crashed = time.monotonic()
        again = eventually(lambda: world.owner_pid() not in (None, pid) and world.owner_pid(),
                           'another one is on the bus', BACK)
        print(f'# back after {time.monotonic() - crashed:.1f} s')
        assert is_service(again)
        mock.wait_for(1, 15)
        eventually(lambda: world.states('makeup') == ['shown'], 'it is recorded as shown')
        time.sleep(QUIET)
        assert len(mock.all()) == 1, mock.all()


def test_beside_another(world):
    """The service starts at once beside a notifier that was started otherwise, and takes over from
    it."""
    with systemd(world):
        other = world.start_notifier()
        systemctl('start', UNIT)
        assert world.owner_pid() == other.pid
        assert systemctl('is-active', UNIT) == 'active'
        other.kill()
        other.wait()
        started(world)


def test_masked(world):
    """If the service can't be started, the entry shows the reminders itself."""
    with systemd(world):
        (world.folder / 'units' / UNIT).unlink()
        (world.folder / 'units' / UNIT).symlink_to('/dev/null')
        systemctl('daemon-reload')
        entry = log_in(world)
        eventually(lambda: world.owner_pid() == entry.pid and world.leading(), 'it leads')


def test_other_manager(world):
    """The same with a stand-in for systemd: the entry asks the bus, and ends."""
    world.start_bus()
    world.add_service()
    world.spawn('/usr/bin/python3', '-W', 'ignore', '-m', 'dbusmock', 'org.freedesktop.systemd1',
                '/org/freedesktop/systemd1', 'org.freedesktop.systemd1.Manager')
    manager = ('--dest', 'org.freedesktop.systemd1', '--object-path', '/org/freedesktop/systemd1',
               '--method')
    eventually(lambda: world.gdbus(*manager, 'org.freedesktop.DBus.Mock.AddMethod', '',
                                   'GetUnitFileState', 's', 's', 'ret = "static"'),
               'the stand-in is up')
    entry = log_in(world)
    assert entry.wait(15) == 0
    assert world.owner_pid() not in (None, entry.pid)


def test_without_systemd(world):
    """Without systemd, the entry shows the reminders itself, although the bus could start it."""
    world.start_bus()
    world.add_service()
    entry = log_in(world)
    eventually(lambda: world.owner_pid() == entry.pid and world.leading(), 'it leads')


def test_bus_comes_late(world):
    """The same if there is no bus yet."""
    entry = log_in(world)
    world.start_bus()
    eventually(lambda: world.owner_pid() == entry.pid and world.leading(), 'it leads')


if __name__ == '__main__':
    tests = [test for name, test in list(globals().items()) if name.startswith('test_')]
    if not has_systemd():
        print('# No systemd --user can run here: without the tests that need one')
        tests = [test_other_manager, test_without_systemd, test_bus_comes_late]
    run_all(tests)
