#!/usr/bin/python3
# test_failing_calls.py: tests the notifier if one system call fails, or if it is killed
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails each call in turn, from the start of the notifier until it delivers a reminder. It doesn't
crash, ends when asked to, and the reminder comes, at the latest from the next notifier. Run through
meson test. With arguments, runs only the tests with these names."""
import errno
import os
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures'))

import faults
from notifier_world import eventually, run_all

MOST = 15       # faults per part, unless all are requested
N_PARTS = 3     # run at the same time
PATIENCE = 2.0  # for what comes despite the fault
SOON = 0.2


class Round:
    """Starts with the same diary each time, whose reminder is due."""

    def __init__(self, world, mock):
        from notifications import MOCK
        self.world, self.daemon, self.mock_interface = world, mock.daemon, MOCK
        self.data, self.template = world.folder / 'data', world.folder / 'template'
        self.faults = faults.Faults(world.folder / 'calls', self.data)
        _, deadline = world.session('makeup', SOON, quiet=True)
        shutil.copytree(self.data, self.template)
        time.sleep(max(deadline - time.time(), 0))

    def begin(self):
        """Restores the diary, and clears the notifications."""
        shutil.rmtree(self.data)
        shutil.copytree(self.template, self.data)
        self.daemon.ClearCalls(dbus_interface=self.mock_interface)

    def n_shown(self):
        """Returns the number of notifications so far."""
        return len(self.daemon.GetMethodCalls('Notify', dbus_interface=self.mock_interface))

    def start(self, environment=None):
        """Starts the notifier."""
        with open(self.world.log, 'ab') as output:
            return self.world.spawn(os.environ['TEST_NOTIFIER'], stdout=output, stderr=output,
                                    env={**os.environ, **(environment or {})})

    def deliver(self, environment=None):
        """Delivers the reminder without a fault, again if nobody has closed it, and ends."""
        self.daemon.ClearCalls(dbus_interface=self.mock_interface)
        process = self.start(environment)
        eventually(lambda: self.n_shown() > 0, 'the reminder comes')
        eventually(lambda: self.world.states('makeup') == ['shown'], 'it is recorded')
        code = self.world.stop(process)
        assert code == 0, f'exit code {code}'

    def endure(self, fault, kinds):
        """Starts it with a fault, and ends it once it has shown something or won't soon."""
        process = self.start(self.faults.environment(fault, kinds))
        end = time.monotonic() + PATIENCE * faults.SLOWNESS
        while process.poll() is None and self.n_shown() == 0 and time.monotonic() < end:
            time.sleep(0.02)
        if process.poll() is None:
            process.terminate()
        try:
            code = process.wait(faults.LONGEST * faults.SLOWNESS)
        except subprocess.TimeoutExpired as error:
            raise AssertionError('it did not end') from error
        assert code == 0 or (fault.what == 'KILL' and code == -signal.SIGKILL), \
            f'exit code {code}'


def sweep(world, part):
    """Tests a share of all faults."""
    # Imported late: it connects to the bus at import.
    from notifications import Notifications
    world.start_bus()
    with Notifications('actions body persistence') as mock:
        rounds = Round(world, mock)
        rounds.begin()
        calls = [call for call in rounds.faults.count(rounds.deliver) if call[0] != 'thread']
        kinds = sorted({kind for kind, _ in calls})
        every = faults.errors(calls) + [fault for fault in faults.kills(calls)
                                        if fault.what == 'KILL' and fault.kind in faults.CHANGES]
        failures = []
        for fault in faults.choose(every, MOST * N_PARTS)[part::N_PARTS]:
            rounds.begin()
            try:
                rounds.endure(fault, kinds)
                rounds.deliver()
            except AssertionError as error:
                failures.append(f'{faults.describe(fault)}: {error}')
                print(f'# {failures[-1]}', flush=True)
        assert not failures, f'{len(failures)} failures'
        said = world.log.read_text(errors='replace')
        assert 'CRITICAL' not in said, said


def test_first_part(world):
    """Tests one third of the faults."""
    sweep(world, 0)


def test_second_part(world):
    """Tests another third of the faults."""
    sweep(world, 1)


def test_third_part(world):
    """Tests the last third of the faults."""
    sweep(world, 2)


def test_no_thread(world):
    """If the notifier can't create a thread to wait for the lead, it tries again after some
    minutes."""
    world.start_bus()
    world.start_notifier()
    threads = faults.Faults(world.folder / 'calls', world.folder / 'data')

    def start(environment):
        with open(world.log, 'ab') as output:
            process = world.spawn(os.environ['TEST_NOTIFIER'], stdout=output, stderr=output,
                                  env={**os.environ, **environment})
        eventually(lambda: 'Another notifier' in world.log.read_text(errors='replace'), 'it waits')
        return process

    calls = threads.count(lambda environment: world.stop(start(environment)), ['thread'])
    world.log.write_text('')
    fault = faults.Fault(len(calls), 'thread', '', errno.EAGAIN, False)
    process = start(threads.environment(fault, ['thread']))
    eventually(lambda: 'No reminders for now' in world.log.read_text(errors='replace'), 'it says so')
    code = world.stop(process)
    assert code == 0, f'exit code {code}'


run_all([test for name, test in list(globals().items()) if name.startswith('test_')], at_once=N_PARTS)
