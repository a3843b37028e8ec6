# notifier_world.py: a private session bus, diary and notifier, without a display
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shared by the tests of the notifier. Each test runs in a separate process and folder, so that it
can't affect other tests or the person's desktop."""
import contextlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures'))

NOTIFIER_NAME = 'org.example.Aftercare.Notifier'
NOTIFIER_PATH = '/org/example/Aftercare/Notifier'
PATIENCE = 15.0
POLL = 0.02

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/{name}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def eventually(condition, what, patience=PATIENCE):
    """Waits until condition () is true, and returns its value."""
    limit = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > limit:
            raise AssertionError(f'not within {patience:g} s: {what}')
        time.sleep(POLL)


class World:
    """A folder with a bus and everything started in it; use as a context manager."""

    def __init__(self, display=False):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='aft-notifier-'))
        self.processes = []
        self.bus_process = None
        self.log = self.folder / 'notifier.log'
        (self.folder / 'services').mkdir()
        for variable, name in (('HOME', 'home'), ('XDG_DATA_HOME', 'data'),
                               ('XDG_CONFIG_HOME', 'config'), ('XDG_CACHE_HOME', 'cache'),
                               ('XDG_RUNTIME_DIR', 'runtime')):
            (self.folder / name).mkdir(mode=0o700)
            os.environ[variable] = str(self.folder / name)
        self.diary_folder = self.folder / 'data' / 'aftercare'
        self.diary_folder.mkdir(mode=0o700)  # the notifier doesn't create it
        os.environ['SESSION_FOLDER'] = str(self.folder)
        self.name_bus('bus')
        if not display:
            os.environ.pop('DISPLAY', None)
        for variable in ('WAYLAND_DISPLAY', 'DBUS_STARTER_ADDRESS'):
            os.environ.pop(variable, None)

    def __enter__(self):
        return self

    def __exit__(self, failure, *_):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
                process.wait()
        # Processes started by a service file or the client aren't our children: end them by their
        # bus name.
        self.end_owner()
        if self.bus_process is not None:
            self.bus_process.kill()
            self.bus_process.wait()
        if failure is not None and self.log.exists():
            print('# output of the notifier:\n# ' + self.log.read_text().replace('\n', '\n# '))
        shutil.rmtree(self.folder, ignore_errors=True)

    # ---- bus ---------------------------------------------------------------------------

    def name_bus(self, name):
        """Sets the address of the next bus, for the bus and for everything started afterwards."""
        self.socket = self.folder / name
        os.environ['DBUS_SESSION_BUS_ADDRESS'] = f'unix:path={self.socket}'

    def write_bus_config(self):
        """Writes the configuration of the bus."""
        (self.folder / 'bus.conf').write_text(
            BUS_CONFIG.format(folder=self.folder, name=self.socket.name))

    def start_bus(self):
        """Starts the bus, at the same address again after kill_bus ()."""
        self.write_bus_config()
        self.bus_process = subprocess.Popen(
            ['dbus-daemon', '--nofork', '--config-file', str(self.folder / 'bus.conf')],
            stderr=subprocess.DEVNULL)
        eventually(lambda: self.socket.exists() and self.call_bus('GetId'), 'the bus is up')

    def kill_bus(self):
        """Ends the bus, like the end of a session."""
        self.bus_process.kill()
        self.bus_process.wait()
        self.socket.unlink(missing_ok=True)

    @staticmethod
    def gdbus(*arguments):
        """Returns the output of `gdbus call`, or None if it failed."""
        done = subprocess.run(['gdbus', 'call', '--session', '--timeout', '5', *arguments],
                              capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else None

    def call_bus(self, method, *arguments):
        """Calls a method of the bus itself."""
        return self.gdbus('--dest', 'org.freedesktop.DBus', '--object-path',
                          '/org/freedesktop/DBus', '--method', f'org.freedesktop.DBus.{method}',
                          *arguments)

    def owner_pid(self):
        """Returns the pid of the notifier on the bus, or None."""
        said = self.call_bus('GetConnectionUnixProcessID', NOTIFIER_NAME)
        return int(said.strip('(,)').split()[-1]) if said else None

    def end_owner(self):
        """Ends a notifier that wasn't started by start_notifier ()."""
        if self.bus_process is None or self.bus_process.poll() is not None:
            return
        # Another notifier may be waiting for the name.
        while pid := self.owner_pid():
            with contextlib.suppress(ProcessLookupError):  # it may just have ended
                os.kill(pid, signal.SIGKILL)

    def add_service(self, more=''):
        """Registers the notifier as a bus service, like an installation. more: another line."""
        (self.folder / 'services' / f'{NOTIFIER_NAME}.service').write_text(
            f'[D-BUS Service]\nName={NOTIFIER_NAME}\nExec={os.environ["TEST_NOTIFIER"]}\n{more}\n')
        self.call_bus('ReloadConfig')

    def leading(self):
        """Returns the notifier's property Leading, or None."""
        said = self.gdbus('--dest', NOTIFIER_NAME, '--object-path', NOTIFIER_PATH, '--method',
                          'org.freedesktop.DBus.Properties.Get', NOTIFIER_NAME, 'Leading')
        return None if said is None else 'true' in said

    # ---- notifier ----------------------------------------------------------------------

    def spawn(self, *command, **options):
        """Starts a program that ends with the test."""
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def start_notifier(self, wait=True, program=None):
        """Starts the notifier, and waits until it leads."""
        with open(self.log, 'ab') as output:
            process = self.spawn(program or os.environ['TEST_NOTIFIER'], stdout=output,
                                 stderr=output)
        if wait:
            eventually(lambda: self.owner_pid() == process.pid and self.leading(),
                       'the notifier leads')
        return process

    @staticmethod
    def stop(process):
        """Ends a process like the session does. Returns its exit code."""
        process.terminate()
        return process.wait(PATIENCE)

    # ---- diary -------------------------------------------------------------------------

    @staticmethod
    def edit(*arguments, quiet=False):
        """Writes to the diary. Returns the output of edit-diary as a list of words."""
        environment = dict(os.environ, QUIET='1') if quiet else os.environ
        done = subprocess.run([os.environ['TEST_EDIT_DIARY'], *map(str, arguments)], check=False,
                              capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            raise AssertionError(f'edit-diary {arguments}: {done.stderr}')
        return done.stdout.split()

    def status(self):
        """Returns the status of the notifier, with values as GVariant text."""
        return dict(line.split('=', 1) for line in self.edit_lines('status'))

    def edit_lines(self, *arguments):
        """Like edit (), but returns lines."""
        done = subprocess.run([os.environ['TEST_EDIT_DIARY'], *map(str, arguments)], check=False,
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise AssertionError(f'edit-diary {arguments}: {done.stderr}')
        return done.stdout.splitlines()

    def session(self, which, seconds, quiet=False):
        """Logs a session whose deadline ('makeup' or 'rest') is this far ahead. Returns its id and
        the deadline in seconds since 1970."""
        identifier, deadline_us = self.edit('session', which, seconds, quiet=quiet)
        return identifier, int(deadline_us) / 1e6

    def table(self, name, where='TRUE', *values):
        """Returns the rows of a table as dictionaries, in the order they were written."""
        path = self.folder / 'data' / 'aftercare' / 'diary.db'
        connection = sqlite3.connect(f'file:{path}?mode=ro', uri=True, timeout=5)
        try:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(
                f'SELECT * FROM {name} WHERE {where} ORDER BY rowid', values)]
        finally:
            connection.close()

    def write(self, statement, *values):
        """Changes the diary without notifying anyone."""
        path = self.folder / 'data' / 'aftercare' / 'diary.db'
        with contextlib.closing(sqlite3.connect(path, timeout=5)) as connection, connection:
            connection.execute(statement, values)

    def rows(self, kind):
        """Returns the reminders of a kind as dictionaries, by generation."""
        return sorted(self.table('reminders', 'kind = ?', kind), key=lambda row: row['generation'])

    def states(self, kind):
        """Returns the states of the reminders of a kind, by generation."""
        return [row['state'] for row in self.rows(kind)]


def run_one(test, display, report):
    """Runs a test in this process, with its output in a file. Returns its exit code."""
    with open(report, 'w', encoding='utf-8') as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
        try:
            with World(display) as world:
                test(world)
            return 0
        except BaseException:  # pylint: disable=broad-except
            print('# ' + traceback.format_exc().replace('\n', '\n# '))
            return 1
        finally:
            sys.stdout.flush()


def run_all(tests, display=False, at_once=3):
    """Runs each function in a separate process, several at once because they mostly wait, and
    prints the results in TAP. display: keep the X server, if there is one."""
    wanted = sys.argv[1:]
    waiting = [test for test in tests if not wanted or test.__name__ in wanted]
    print(f'1..{len(waiting)}', flush=True)
    running, number, failures = {}, 0, 0
    with tempfile.TemporaryDirectory(prefix='aft-reports-') as reports:
        while waiting or running:
            while waiting and len(running) < at_once:
                test = waiting.pop(0)
                report = os.path.join(reports, test.__name__)
                child = os.fork()
                if child == 0:
                    os._exit(run_one(test, display, report))
                running[child] = (test, report, time.monotonic())
            child, status = os.wait()
            if child not in running:
                continue
            test, report, started = running.pop(child)
            number += 1
            failures += status != 0
            with open(report, encoding='utf-8') as said:
                for line in said:
                    print(line if line.startswith('#') else '# ' + line, end='')
            print(f'{"not " if status else ""}ok {number} {test.__name__} '
                  f'({time.monotonic() - started:.1f} s)', flush=True)
    sys.exit(failures != 0)
