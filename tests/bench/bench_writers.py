#!/usr/bin/python3
# bench_writers.py: measures how long a writer waits while others write
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run through `meson test --benchmark`. Two programs save one check-in after another, like two
windows; the command line imports 1,000 at a time, and exports; the notifier updates its reminders
each time it is notified. Prints the longest time of a save, and how often the command line was
refused: unlike people, the two programs don't pause between saves. Fails if anything is lost."""
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / '..' / 'reminders'), str(HERE / '..' / 'exchange')]


import cli_fixture
from notifier_world import run_all

SAVES = int(os.environ.get('SAVES', '150'))
IMPORTED = 1000


def save(path, waits, ids):
    """Saves check-ins in another process, and records when each was acknowledged."""
    with subprocess.Popen([os.environ['TEST_DURABILITY'], '--write', path, str(SAVES)],
                          stdout=subprocess.PIPE, text=True) as writer:
        before = None
        for line in writer.stdout:
            now = time.monotonic()
            if before is not None:
                waits.append(now - before)
            before = now
            ids.append(line.strip())
    assert writer.returncode == 0, writer.returncode


def command(*arguments, text=None, refused=None):
    """Runs the command line, and again if another program is writing; appends that message to
    refused. Returns its output."""
    while True:
        done = subprocess.run([os.environ['TEST_AFTERCARE'], *arguments], input=text, text=True,
                              capture_output=True, check=False)
        if done.returncode == 0:
            return done.stdout
        assert refused is not None and 'Try again in a moment' in done.stderr, done.stderr
        refused.append(done.stderr)


def bench(world):
    """Runs all of them at once."""
    world.start_bus()
    process = world.start_notifier()
    world.session('makeup', 3600)
    path = str(world.folder / 'data' / 'aftercare' / 'diary.db')
    waits, ids, refused, imported = [], [], [], 0
    writers = [threading.Thread(target=save, args=(path, waits, ids)) for _ in range(2)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        first = 1000 + imported
        command('--import', '-', text=json.dumps(cli_fixture.make_diary(
            [], [cli_fixture.make_note(first + i) for i in range(IMPORTED)])), refused=refused)
        imported += IMPORTED
        command('--export', '-')
    for writer in writers:
        writer.join()
    assert process.poll() is None
    present = {note['id'] for note in json.loads(command('--export', '-'))['skin_notes']}
    assert len(ids) == 2 * SAVES and present.issuperset(ids), 'a saved check-in is lost'
    assert len(present) == len(ids) + imported, (len(present), len(ids), imported)
    print(f'# {len(ids)} saves beside {imported // IMPORTED} imports of {IMPORTED} and the notifier: '
          f'median {sorted(waits)[len(waits) // 2] * 1e3:.0f} ms, longest {max(waits) * 1e3:.0f} ms; '
          f'refused imports: {len(refused)}')


run_all([bench])
