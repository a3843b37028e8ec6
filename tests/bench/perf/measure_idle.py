#!/usr/bin/python3
# measure_idle.py: measures how often the window wakes up while nobody uses it
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A visible window may wake up once a minute, to update the remaining time; a minimized one never.
Measured from outside by the context switches of all threads; switches less than two samples apart
count as one wake-up."""
import os
import pathlib
import re
import sys
import tempfile
import time

import bench
import driver
import probe

COUNT = 10_000
LOOK = 0.2  # seconds
SETTLED = 20.0  # seconds: the caret of an entry blinks for ten


def switches(pid):
    """Returns the context switches of all threads so far, voluntary or not."""
    total = 0
    for task in pathlib.Path(f'/proc/{pid}/task').iterdir():
        total += sum(map(int, re.findall(r'ctxt_switches:\t(\d+)', (task / 'status').read_text())))
    return total


def watch(pid, seconds):
    """Returns (wake-ups, context switches) in this many seconds."""
    begun = before = switches(pid)
    awake, wake_ups = False, 0
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        time.sleep(LOOK)
        now = switches(pid)
        if now != before and not awake:
            wake_ups += 1
        awake, before = now != before, now
    return wake_ups, before - begun


def main():
    """Prints the figures."""
    options = bench.arguments(__doc__)
    seconds = 20 if options.quick else 180
    os.environ['TEST_AFTERCARE'] = str(options.build / 'src' / 'app' / 'aftercare')
    folder = pathlib.Path(tempfile.mkdtemp(prefix='aft-bench-'))
    try:
        environment = bench.make_diary(os.environ['TEST_AFTERCARE'], folder, COUNT)
        with probe.seen(environment) as window:
            _, x_window = window.x_window_of(window.main)
            driver.xdo('mousemove', 2, 2)
            time.sleep(SETTLED)
            visible = watch(window.pid, seconds)
            print(f'# visible: {visible}', file=sys.stderr, flush=True)
            driver.xdo('windowminimize', x_window.xid)
            driver.eventually(lambda: not driver.x_windows(window.pid), 'the window is minimized')
            time.sleep(3.0)
            hidden = watch(window.pid, seconds)
            print(f'# hidden: {hidden}', file=sys.stderr, flush=True)
    finally:
        bench.remove(folder)

    # Three minutes can include four starts of a minute.
    allowed = seconds // 60 + 1
    bench.figure(f'idle window, visible: wake-ups in {seconds} s', f'≤ {allowed}, one a minute',
                 visible[0], '', met=visible[0] <= allowed, note=f'{visible[1]} context switches')
    bench.figure(f'idle window, minimized: context switches in {seconds} s', '0', hidden[1], '',
                 met=hidden[1] == 0, note=f'{hidden[0]} wake-ups')


if __name__ == '__main__':
    main()
