# machine.py: a whole Debian that boots in a container
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the container with debootstrap, and boots it with systemd-nspawn: with logind and systemd --user,
D-Bus activation and autostart entries work as on a person's computer. It has its own network, so that
nothing in it reaches a display or a bus of this system."""
import os
import pathlib
import re
import shutil
import subprocess
import time

TESTS = pathlib.Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds until it has started, or a session

# The display, for desktops with X11.
DISPLAY = """[Service]
User=person
ExecStart=/usr/bin/Xvfb :0 -screen 0 1280x800x24 -nolisten tcp -noreset -ac
"""

# A login: what a display manager does. pam_systemd takes the kind of the session from the environment.
SESSION = """[Unit]
After=systemd-user-sessions.service display.service
[Service]
User=person
PAMName=login
WorkingDirectory=~
EnvironmentFile=/etc/session.env
ExecStart=/bin/sh -c "dbus-update-activation-environment --systemd --all; exec {command}"
TimeoutStopSec=10
"""


class MachineError(Exception):
    """The container can't be made or started; the message says why."""


class Machine:
    """A container for one desktop, in a folder that is kept."""

    def __init__(self, folder, pictures):
        self.folder = folder
        self.pictures = pictures
        self.log = folder.parent / f'{folder.name}.log'
        self.process = None
        self.leader = None

    # -- making it

    def note(self, arguments, **keywords):
        """Runs a command with its output in the log. Raises MachineError if it fails."""
        with open(self.log, 'ab') as log:
            done = subprocess.run([str(one) for one in arguments], check=False, stdout=log, stderr=log,
                                  stdin=subprocess.DEVNULL, **keywords)
        if done.returncode != 0:
            tail = '\n'.join(self.log.read_text(errors='replace').splitlines()[-12:])
            raise MachineError(f'{arguments[0]} failed; see {self.log}, which ends with:\n{tail}')

    def make(self, release, base, packages):
        """Makes it from a Debian with the packages in base, if it isn't there or needs other packages."""
        clean = self.folder.with_name(release)
        if not clean.is_dir():
            part = self.folder.with_name(release + '.part')
            shutil.rmtree(part, ignore_errors=True)
            self.note(['debootstrap', '--variant=minbase', f'--include={",".join(base)}', release, part,
                       'http://deb.debian.org/debian'])
            part.rename(clean)
        stamp = self.folder.with_name(self.folder.name + '.packages')
        wanted = ' '.join([*base, *packages])
        if stamp.exists() and stamp.read_text() == wanted:
            return
        if self.folder.is_dir():
            shutil.rmtree(self.folder)
        self.note(['cp', '-a', '--reflink=auto', clean, self.folder])
        self.install(*packages)
        self.note([*self.chroot(), 'useradd', '--create-home', '--uid=1000', '--shell=/bin/bash',
                   'person'])
        self.note([*self.chroot(), 'sh', '-c', 'echo person:person | chpasswd'])
        stamp.write_text(wanted)

    def configure(self, command, environment):
        """Writes how its session starts."""
        units = self.folder / 'etc' / 'systemd' / 'system'
        (units / 'display.service').write_text(DISPLAY)
        (units / 'session.service').write_text(SESSION.format(command=command))
        (self.folder / 'etc' / 'session.env').write_text(
            ''.join(f'{name}={value}\n' for name, value in environment.items()))

    def chroot(self):
        """Returns the start of a command in the container while it isn't booted."""
        return ['systemd-nspawn', '--quiet', '--register=no', '--keep-unit', '--pipe',
                '--setenv=DEBIAN_FRONTEND=noninteractive', f'--directory={self.folder}']

    def install(self, *packages):
        """Installs packages; a path is one of this system."""
        shutil.copy('/etc/resolv.conf', self.folder / 'etc' / 'resolv.conf')
        wanted = []
        for package in map(str, packages):
            if '/' in package:
                shutil.copy(package, self.folder / 'root')
                package = '/root/' + os.path.basename(package)
            wanted.append(package)
        self.note([*self.chroot(), 'apt-get', 'update', '-q'])
        self.note([*self.chroot(), 'apt-get', 'install', '-y', '-q', '--no-install-recommends',
                   '--reinstall', '--allow-downgrades', *wanted])

    # -- running it

    def clear_home(self):
        """Empties the home folder while it isn't booted."""
        home = self.folder / 'home' / 'person'
        shutil.rmtree(home)
        shutil.copytree(self.folder / 'etc' / 'skel', home)
        for path in home, *home.rglob('*'):
            os.chown(path, 1000, 1000)

    def boot(self):
        """Starts it."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        os.chown(self.pictures, 1000, 1000)
        unified = int(os.path.exists('/sys/fs/cgroup/cgroup.controllers'))
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen(
                ['systemd-nspawn', '--register=no', '--keep-unit', '--boot', '--console=pipe',
                 '--private-network', '--tmpfs=/dev/shm', f'--bind-ro={TESTS}:/tests',
                 f'--bind={self.pictures}:/pictures', f'--directory={self.folder}'],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                env={**os.environ, 'SYSTEMD_NSPAWN_UNIFIED_HIERARCHY': str(unified)})
        children = pathlib.Path(f'/proc/{self.process.pid}/task/{self.process.pid}/children')
        self.wait(children.read_text, 'systemd-nspawn started a process')
        self.leader = children.read_text().split()[0]
        self.wait(lambda: re.match('running|degraded', self.root('systemctl', 'is-system-running').stdout),
                  'the container has started')
        self.root('systemctl', 'start', 'display.service')

    def wait(self, condition, what):
        """Waits until condition () is true."""
        limit = time.monotonic() + PATIENCE
        while not condition():
            if self.process.poll() is not None or time.monotonic() > limit:
                raise MachineError(f'not within {PATIENCE} s: {what}; see {self.log}')
            time.sleep(0.3)

    def root(self, *command):
        """Runs a command as root. Returns the finished process."""
        return subprocess.run(
            ['nsenter', f'--target={self.leader}', '--all', 'env', '-i',
             'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LANG=C.UTF-8', *command],
            check=False, capture_output=True, text=True)

    def person(self, environment, *command):
        """Starts a command as the person, on the bus of the session. Returns the process, whose output
        is a pipe."""
        variables = {'PATH': '/usr/bin:/bin', 'HOME': '/home/person', 'LANG': 'C.UTF-8',
                     'XDG_RUNTIME_DIR': '/run/user/1000', 'USER': 'person',
                     'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/run/user/1000/bus', **environment}
        return subprocess.Popen(
            ['nsenter', f'--target={self.leader}', '--all', 'setpriv', '--reuid=1000', '--regid=1000',
             '--init-groups', 'env', '-i', *(f'{name}={value}' for name, value in variables.items()),
             *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True)

    def log_in(self):
        """Starts the session."""
        self.root('systemctl', 'start', 'session.service')
        self.wait(lambda: self.root('test', '-S', '/run/user/1000/bus').returncode == 0,
                  'the session has a bus')

    def halt(self):
        """Shuts it down, and pulls the plug after half a minute."""
        if self.process is None or self.process.poll() is not None:
            return
        if self.leader:
            self.root('systemctl', 'poweroff')
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
