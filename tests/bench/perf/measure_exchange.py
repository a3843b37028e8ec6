#!/usr/bin/python3
# measure_exchange.py: measures export and import of a large diary
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports and imports 100,000 check-ins as JSON. Compares the export with the sqlite3 shell
printing the same rows as JSON, and the import with Python parsing the same file and inserting its
rows with the same durability."""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import bench

COUNT = 100_000
COLUMNS = 'id, noted_at, time_zone, date, redness, tingling, dryness, flags, text, created_at, modified_at'
# Code for python3 -c; the arguments are a file and a database. Its whole time counts, as for the
# program.
INSERT = '''
import json, sqlite3, sys
notes = json.load(open(sys.argv[1], encoding="utf-8"))["skin_notes"]
db = sqlite3.connect(sys.argv[2])
db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                 "CREATE TABLE notes (id TEXT PRIMARY KEY, noted_at, time_zone, date, redness, tingling,"
                 " dryness, flags, text, created_at, modified_at) WITHOUT ROWID;")
with db:
    db.executemany("INSERT INTO notes VALUES (" + ",".join("?" * 11) + ")",
                   ((n["id"], n["noted_at"], n["time_zone"], n["date"], n["redness"], n["tingling"],
                     n["dryness"], 0, n["text"], n["created_at"], n["modified_at"]) for n in notes))
db.close()
'''


def timed(command, environment, output=subprocess.DEVNULL):
    """Runs a command. Returns (seconds, maximum resident set in MiB)."""
    begun = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), env=environment, stdout=output,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f'{command[0]} failed with {process.returncode}')
    return took, usage.ru_maxrss / 1024


def fresh(folder):
    """Empties a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def main():
    """Prints the figures."""
    options = bench.arguments(__doc__)
    program = options.build / 'src' / 'app' / 'aftercare'
    folder = pathlib.Path(tempfile.mkdtemp(prefix='aft-bench-'))
    samples = {name: [] for name in ('out', 'shell', 'in', 'python')}
    memory = {}
    try:
        # Without a bus: the notifier must not be notified.
        quiet = {'DBUS_SESSION_BUS_ADDRESS': f'unix:path={folder}/no-bus', 'XDG_RUNTIME_DIR': str(folder)}
        full = bench.make_diary(program, folder / 'full', COUNT) | quiet
        tenth = bench.make_diary(program, folder / 'tenth', COUNT // 10) | quiet
        diary, plain = folder / 'diary.json', folder / 'plain.db'
        with open(diary, 'wb') as file:
            timed([program, '--export', '-'], full, file)
        # The rows in the JSON format, so that the shell prints as much.
        timed([sys.executable, '-c', INSERT, diary, plain], full)
        for number in bench.rounds(options, 7, 2):
            once = {}
            once['out'], memory['out'] = timed([program, '--export', folder / 'out.json'], full)
            with open(folder / 'shell.json', 'wb') as file:
                once['shell'], _ = timed(['sqlite3', '-json', plain,
                                          f'SELECT {COLUMNS} FROM notes ORDER BY noted_at, id'], full, file)
            _, memory['tenth'] = timed([program, '--export', folder / 'out.json'], tenth)
            fresh(folder / 'new')
            once['in'], memory['in'] = timed([program, '--import', diary],
                                             bench.home(folder / 'new') | quiet)
            fresh(folder / 'python')
            once['python'], _ = timed([sys.executable, '-c', INSERT, diary, folder / 'python' / 'db'], full)
            for name, value in once.items():
                if number > 0:
                    samples[name].append(value)
        with sqlite3.connect(folder / 'python' / 'db') as check:
            if check.execute('SELECT count(*) FROM notes').fetchone()[0] != COUNT or \
               len(json.loads((folder / 'shell.json').read_text())) != COUNT:
                sys.exit('the comparison did not do the same work')
    finally:
        bench.remove(folder)

    middle = bench.medians(samples)
    bench.figure('export of 100,000 notes as JSON', '≤ 1.5 × the sqlite3 shell', middle['out'] * 1000, 'ms',
                 middle['shell'] * 1000, met=middle['out'] <= 1.5 * middle['shell'],
                 note=f'{bench.spread(samples["out"])}, seconds')
    # A quarter more for ten times as many notes is noise of the allocator; real growth would be
    # tenfold.
    bench.figure('memory of that export and of one of 10,000', 'does not grow with the diary',
                 memory['out'], 'MiB', memory['tenth'], met=memory['out'] <= 1.25 * memory['tenth'])
    bench.figure('import of 100,000 notes', '≤ 2 × json.load and executemany of Python',
                 middle['in'] * 1000, 'ms', middle['python'] * 1000,
                 met=middle['in'] <= 2 * middle['python'], note=f'{bench.spread(samples["in"])}, seconds')


if __name__ == '__main__':
    main()
