#!/usr/bin/python3
# measure_save.py: measures how soon a check-in is safe on the disk
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures from the click on Save Check-In until it is on the disk, in a diary of 10,000 notes.
Compares this with Python inserting the same row in a separate table, with the same durability and
on the same disk, but without notifying anyone."""
import pathlib
import sqlite3
import sys
import tempfile
import time
import uuid

import bench
import driver
import probe

COUNT = 10_000


class Bare:
    """The minimum work that stores a row as safely as the diary."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(
            'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;'
            'CREATE TABLE notes (id TEXT PRIMARY KEY NOT NULL, noted_at_us, time_zone, day, redness,'
            ' tingling, dryness, flags, resolved_flags, text, created_at_us, modified_at_us);'
            'CREATE INDEX notes_by_time ON notes (noted_at_us, id);')
        self.insert()  # Python caches the prepared statement

    def insert(self):
        """Inserts a row. Returns the time in milliseconds."""
        at = time.time_ns() // 1000
        row = (str(uuid.uuid4()), at, 'UTC', at // 86_400_000_000, 1, 1, 1, 0, 0, '', at, at)
        begun = time.perf_counter()
        self.db.execute(f'INSERT INTO notes VALUES ({",".join("?" * len(row))})', row)
        return (time.perf_counter() - begun) * 1000

    def close(self):
        """Closes the file."""
        self.db.close()


def save(found, number):
    """Checks in once. Returns the time, and the part of it for the disk, in milliseconds."""
    window = found.window
    begun = probe.now()
    if window.find_all('push button', 'Add Another'):
        window.click('push button', 'Add Another')
    window.choose('Redness', number % 5)
    button = window.see('push button', 'Save Check-In')
    window.settle(button)
    found.settle(begun, at_least=1.5)  # until its draft is on the disk
    since = probe.click(found, button)
    saved = found.wait('saved', since)
    lines = found.lines(since)
    clicked = next((at for word, at, _ in lines if word == 'click'), None)
    if clicked is None or clicked > saved:
        sys.exit('the window did not get the click on Save Check-In')
    synced = [(at, span) for word, at, span in lines if word == 'sync' and clicked < at <= saved]
    if not synced:
        sys.exit('the window said that the check-in was saved, but wrote nothing to the disk')
    window.label('^Checked in')
    return (synced[-1][0] - clicked) / 1000, sum(span for _, span in synced) / 1000


def main():
    """Prints the figures."""
    options = bench.arguments(__doc__)
    program = options.build / 'src' / 'app' / 'aftercare'
    samples = {'save': [], 'disk': [], 'bare': []}
    # On the diary's disk, because /tmp may be in memory.
    folder = pathlib.Path(tempfile.mkdtemp(prefix='aft-bench-', dir=options.build))
    try:
        environment = bench.make_diary(program, folder / 'home', COUNT)
        bare = Bare(folder / 'bare.db')
        with probe.opened(environment) as found:
            driver.eventually(lambda: found.window.find_all('push button', 'Save Check-In') or
                              found.window.find_all('push button', 'Add Another'), 'Today is there')
            for number in bench.rounds(options, 15, 3):
                once = dict(zip(('save', 'disk'), save(found, number)))
                once['bare'] = bare.insert()
                print(f'# {number}: {once}', file=sys.stderr, flush=True)
                for name, value in once.items():
                    if number > 0:
                        samples[name].append(value)
        bare.close()
    finally:
        bench.remove(folder)

    middle = bench.medians(samples)
    bench.figure('save a check-in, from click to disk', '≤ 1.5 × a bare SQLite insert', middle['save'], 'ms',
                 middle['bare'], met=middle['save'] <= 1.5 * middle['bare'],
                 note=f'{bench.spread(samples["save"])}; waiting for the disk takes '
                      f'{middle["disk"]:.3g} ms of it')


if __name__ == '__main__':
    main()
