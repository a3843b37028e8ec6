#!/usr/bin/python3
# test_places.py: tests the notifier if its diary appears late or is replaced
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""These tests never notify the notifier of a change: it must notice by itself. Run through meson
test. With arguments, runs only the tests with these names."""
import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures'))

import mounts
from notifier_world import eventually, run_all

SOON = 4.0
FAR = 3600
FOLDED = 6.0        # the log is checkpointed by then, see aft-reminder-service.c
PATIENT = 20.0


def daemon():
    """Returns a notification daemon that records. Imported late: it connects to the bus at
    import."""
    from notifications import Notifications
    return Notifications('actions body persistence')


def prepare(world, name, seconds=SOON):
    """Creates a diary with a session in a separate folder, and returns the folder: as on a disk
    that isn't mounted yet. Its wait for makeup ends in this many seconds."""
    environment = dict(os.environ, XDG_DATA_HOME=str(world.folder / name), QUIET='1')
    subprocess.run([os.environ['TEST_EDIT_DIARY'], 'session', 'makeup', str(seconds)], check=True,
                   capture_output=True, env=environment)
    return world.folder / name / 'aftercare'


def start(world):
    """Starts a notifier that may have nothing to do yet."""
    process = world.start_notifier(wait=False)
    eventually(lambda: world.owner_pid() == process.pid, 'it is on the bus')
    return process


def comes(process, mock):
    """The reminder comes once."""
    mock.wait_for(1, PATIENT)
    time.sleep(0.5)
    assert len(mock.all()) == 1, mock.all()
    assert process.poll() is None


def test_no_folder(world):
    """Several levels of the folder are missing at login."""
    os.environ['XDG_DATA_HOME'] = str(world.folder / 'disk' / 'home' / 'data')
    world.start_bus()
    with daemon() as mock:
        process = start(world)
        assert not world.leading()
        folder = prepare(world, 'elsewhere')
        assert not (world.folder / 'disk').exists(), 'it created a folder where a disk will be mounted'
        folder.parent.rename(world.folder / 'data2')
        (world.folder / 'disk' / 'home').mkdir(parents=True)
        (world.folder / 'data2').rename(os.environ['XDG_DATA_HOME'])
        comes(process, mock)


def test_mounted(world):
    """A disk is mounted over the empty folder."""
    if not mounts.enter():
        print('# skipped: needs permission to mount')
        return
    world.start_bus()
    with daemon() as mock:
        process = world.start_notifier()
        mounts.mount(world.diary_folder, flags=mounts.MS_BIND, source=prepare(world, 'disk'))
        comes(process, mock)
        assert (world.folder / 'disk' / 'aftercare' / 'notifier.lock').exists(), \
            'a second notifier would lead here too'


def test_mounted_below(world):
    """The same if the folder already has a diary."""
    if not mounts.enter():
        print('# skipped: needs permission to mount')
        return
    world.start_bus()
    with daemon() as mock:
        world.session('makeup', FAR, quiet=True)
        process = world.start_notifier()
        mounts.mount(world.diary_folder, flags=mounts.MS_BIND, source=prepare(world, 'disk'))
        comes(process, mock)


def test_link(world):
    """The folder is a link whose target appears later."""
    world.diary_folder.rmdir()
    world.diary_folder.symlink_to(world.folder / 'disk' / 'aftercare')
    world.start_bus()
    with daemon() as mock:
        process = start(world)
        folder = prepare(world, 'elsewhere')
        folder.parent.rename(world.folder / 'disk')
        comes(process, mock)


def refused_first(world, write):
    """The file isn't a diary until write (good, path) replaces it with one."""
    diary = world.diary_folder / 'diary.db'
    diary.write_bytes(b'\xa5' * 8192)
    world.start_bus()
    with daemon() as mock:
        process = world.start_notifier()
        write(prepare(world, 'elsewhere') / 'diary.db', diary)
        comes(process, mock)


def test_damaged_replaced(world):
    """Another file replaces a damaged one."""
    refused_first(world, os.replace)


def test_damaged_mended(world):
    """A damaged file is overwritten in place, as by `cp`."""
    refused_first(world, shutil.copyfile)


def test_too_new(world):
    """A file of a newer version is replaced by a readable one."""
    diary = prepare(world, 'newer') / 'diary.db'
    with contextlib.closing(sqlite3.connect(diary)) as connection:
        connection.execute('PRAGMA user_version = 9999')
    shutil.copyfile(diary, world.diary_folder / 'diary.db')
    world.start_bus()
    with daemon() as mock:
        process = world.start_notifier()
        os.replace(prepare(world, 'elsewhere') / 'diary.db', world.diary_folder / 'diary.db')
        comes(process, mock)


def test_replaced(world):
    """Another diary replaces it while it waits for a distant deadline."""
    world.start_bus()
    with daemon() as mock:
        world.session('makeup', FAR, quiet=True)
        process = world.start_notifier()
        eventually(lambda: world.status()['next-due'] != '0', 'it waits')
        os.replace(prepare(world, 'elsewhere') / 'diary.db', world.diary_folder / 'diary.db')
        comes(process, mock)


def test_away_and_back(world):
    """The folder is moved away past the deadline, and moved back."""
    world.start_bus()
    with daemon() as mock:
        _, deadline = world.session('makeup', SOON, quiet=True)
        process = world.start_notifier()
        away = world.folder / 'away'
        world.diary_folder.rename(away)
        eventually(lambda: time.time() > deadline + 1, 'the deadline has passed')
        assert not mock.all(), mock.all()
        away.rename(world.diary_folder)
        comes(process, mock)


def test_deleted(world):
    """Nothing prevents deleting the folder, and nothing is left of it."""
    world.start_bus()
    with daemon():
        world.session('makeup', FAR, quiet=True)
        process = world.start_notifier()
        # The notifier may be using the folder, so deleting it may take several attempts.
        eventually(lambda: shutil.rmtree(world.diary_folder, ignore_errors=True)
                   or not world.diary_folder.exists(), 'the folder is deleted')
        eventually(lambda: world.status().get('next-due', '0') == '0', 'the notifier notices')
        assert not world.diary_folder.exists()
        assert process.poll() is None


def test_idle(world):
    """Changes beside the diary never wake it up."""
    world.start_bus()
    with daemon():
        world.session('makeup', FAR, quiet=True)
        process = world.start_notifier()
        eventually(lambda: world.status()['next-due'] != '0', 'it waits')

        def turns():
            with open(f'/proc/{process.pid}/status', encoding='ascii') as status:
                return sum(int(line.split()[1]) for line in status if 'voluntary' in line)

        def is_quiet():
            before = turns()
            time.sleep(FOLDED)
            return turns() == before
        eventually(is_quiet, 'it is idle', PATIENT + 3 * FOLDED)
        before = turns()
        for number in range(50):
            (world.folder / 'data' / f'{number}').write_text('', encoding='ascii')
            (world.diary_folder / f'{number}').write_text('', encoding='ascii')
        time.sleep(1)
        assert turns() - before <= 1, turns() - before


run_all([test for name, test in list(globals().items()) if name.startswith('test_')])
