#!/usr/bin/python3
# test_faults.py: the notifier when the diary cannot be written or read: it neither ends nor spins,
# and delivers when that is over
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run through meson test. With names as arguments, only these tests are run."""
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
TROUBLE = 5.0       # how long a fault lasts
MOST_TURNS = 100    # of its threads during that; one that spins makes many thousands
PATIENT = 60.0      # it tries again with growing pauses


def daemon():
    """A notification daemon that remembers. Imported late: it reads the bus at import."""
    from notifications import Notifications
    return Notifications('actions body persistence')


def diary(world):
    """Returns where the diary is."""
    return world.folder / 'data' / 'aftercare' / 'diary.db'


def writer(world):
    """Returns a connection of another program."""
    return contextlib.closing(sqlite3.connect(diary(world), isolation_level=None, timeout=5))


def cpu_ticks(process):
    """Returns what the notifier has used of the processor so far, in ticks of 10 ms."""
    with open(f'/proc/{process.pid}/stat', encoding='ascii') as stat:
        return sum(map(int, stat.read().rsplit(')', 1)[1].split()[11:13]))


def turns(process):
    """Returns how often its main thread was put to sleep or had to wait so far."""
    with open(f'/proc/{process.pid}/status', encoding='ascii') as status:
        return sum(int(line.split()[1]) for line in status if 'ctxt_switches' in line)


def endure(process, mock):
    """Waits through the fault: it is still there, and did not spin."""
    before = turns(process), cpu_ticks(process)
    time.sleep(TROUBLE)
    assert process.poll() is None, f'it ended with {process.returncode}'
    spent = turns(process) - before[0], cpu_ticks(process) - before[1]
    assert spent[0] < MOST_TURNS * TROUBLE and spent[1] < 100, f'{spent} turns and ticks'
    assert not mock.all(), mock.all()


def delivered(world, process, mock):
    """The reminder comes, once, and is in the diary as shown."""
    mock.wait_for(1, PATIENT)
    eventually(lambda: world.states('makeup') == ['shown'], 'it is written down', PATIENT)
    time.sleep(0.7)
    assert len(mock.all()) == 1, mock.all()
    assert process.poll() is None


def test_another_writer(world):
    """Another program holds the lock over the deadline."""
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
    """A newer program is at the diary over the deadline, and goes again."""
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
    """Puts the diary's folder on a disk of its own. Returns it, or None where that cannot be."""
    if not mounts.enter():
        print('# skipped: needs permission to mount')
        return None
    return mounts.Disk(diary(world).parent)


def test_full(world):
    """The disk is full over the deadline."""
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
    """The folder may not be written when the notifier starts."""
    disk = on_disk(world)
    if disk is None:
        return
    world.start_bus()
    with daemon() as mock:
        world.session('makeup', SOON, quiet=True)
        disk.set_read_only(True)
        process = world.start_notifier(wait=False)
        eventually(lambda: world.owner_pid() == process.pid, 'it is on the bus')
        assert not world.leading(), 'it may not even have the lead'
        endure(process, mock)
        disk.set_read_only(False)
        world.edit('tell')
        delivered(world, process, mock)


def test_damaged(world):
    """The diary is damaged under the notifier, and put right again: as a rescue does it, in place."""
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
