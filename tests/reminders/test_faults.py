#!/usr/bin/python3
# test_faults.py: tests the notifier if the diary can't be read or written: it keeps running without a
# busy loop, and delivers once that is over
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run through meson test. With arguments, runs only the tests with these names."""
import contextlib
import os
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures'))

import mounts
from notifier_world import eventually, run_all

SOON = 3.0
TROUBLE = 5.0       # duration of a fault
MOST_TURNS = 100    # context switches of its threads during that; a busy loop causes thousands
PATIENT = 60.0      # it tries again with growing pauses


def daemon():
    """Returns a notification daemon that records. Imported late: it connects to the bus at
    import."""
    from notifications import Notifications
    return Notifications('actions body persistence')


def diary(world):
    """Returns the path of the diary."""
    return world.folder / 'data' / 'aftercare' / 'diary.db'


def writer(world):
    """Returns a connection from another program."""
    return contextlib.closing(sqlite3.connect(diary(world), isolation_level=None, timeout=5))


def cpu_ticks(process):
    """Returns the processor time of the notifier so far, in ticks of 10 ms."""
    with open(f'/proc/{process.pid}/stat', encoding='ascii') as stat:
        return sum(map(int, stat.read().rsplit(')', 1)[1].split()[11:13]))


def turns(process):
    """Returns how often its main thread went to sleep or had to wait so far."""
    with open(f'/proc/{process.pid}/status', encoding='ascii') as status:
        return sum(int(line.split()[1]) for line in status if 'ctxt_switches' in line)


def endure(process, mock):
    """Waits during the fault: the notifier still runs, and isn't in a busy loop."""
    before = turns(process), cpu_ticks(process)
    time.sleep(TROUBLE)
    assert process.poll() is None, f'exit code {process.returncode}'
    spent = turns(process) - before[0], cpu_ticks(process) - before[1]
    assert spent[0] < MOST_TURNS * TROUBLE and spent[1] < 100, f'{spent} context switches and ticks'
    assert not mock.all(), mock.all()


def delivered(world, process, mock):
    """The reminder comes once, and the diary records it as shown."""
    mock.wait_for(1, PATIENT)
    eventually(lambda: world.states('makeup') == ['shown'], 'it is recorded', PATIENT)
    time.sleep(0.7)
    assert len(mock.all()) == 1, mock.all()
    assert process.poll() is None


def test_another_writer(world):
    """Another program holds the lock past the deadline."""
    world.start_bus()
    with daemon() as mock:
        process = world.start_notifier()
        world.session('makeup', SOON)
        with writer(world) as other:
            other.execute('BEGIN IMMEDIATE')
            endure(process, mock)
            other.execute('ROLLBACK')
        delivered(world, process, mock)


def test_newer(world):
    """A newer version upgrades the diary past the deadline, and the old version returns."""
    world.start_bus()
    with daemon() as mock:
        process = world.start_notifier()
        world.session('makeup', SOON)
        with writer(world) as other:
            version, = other.execute('PRAGMA user_version').fetchone()
            other.execute(f'PRAGMA user_version = {version + 1}')
            endure(process, mock)
            other.execute(f'PRAGMA user_version = {version}')
        world.edit('tell')
        delivered(world, process, mock)


def on_disk(world):
    """Puts the diary's folder on a separate disk. Returns it, or None if that isn't possible."""
    if not mounts.enter():
        print('# skipped: needs permission to mount')
        return None
    return mounts.Disk(diary(world).parent)


def test_full(world):
    """The disk is full past the deadline."""
    disk = on_disk(world)
    if disk is None:
        return
    world.start_bus()
    with daemon() as mock:
        process = world.start_notifier()
        world.session('makeup', SOON)
        disk.fill()
        before = cpu_ticks(process)
        time.sleep(SOON + TROUBLE)
        assert process.poll() is None and cpu_ticks(process) - before < 100
        disk.make_room()
        world.edit('tell')
        delivered(world, process, mock)


def test_read_only(world):
    """The folder is read-only when the notifier starts."""
    disk = on_disk(world)
    if disk is None:
        return
    world.start_bus()
    with daemon() as mock:
        world.session('makeup', SOON, quiet=True)
        disk.set_read_only(True)
        process = world.start_notifier(wait=False)
        eventually(lambda: world.owner_pid() == process.pid, 'it is on the bus')
        assert not world.leading(), 'it leads without write access'
        endure(process, mock)
        disk.set_read_only(False)
        world.edit('tell')
        delivered(world, process, mock)


def test_damaged(world):
    """The diary is damaged while the notifier runs, and repaired in place as by a rescue."""
    world.start_bus()
    with daemon() as mock:
        world.session('makeup', SOON, quiet=True)
        sound = diary(world).read_bytes()
        with open(diary(world), 'r+b') as file:
            file.write(b'\xa5' * 4096)
        process = world.start_notifier()
        endure(process, mock)
        said = subprocess.run([os.environ['TEST_AFTERCARE'], '--status'], capture_output=True,
                              text=True, check=False)
        assert said.returncode == 1 and 'damaged' in said.stderr, said
        with open(diary(world), 'r+b') as file:
            file.write(sound)
        world.edit('tell')
        delivered(world, process, mock)


run_all([test for name, test in list(globals().items()) if name.startswith('test_')])
