#!/usr/bin/python3
# measure_notifier.py: measures memory and idle use of the notifier
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the figures of bench_notifier.py, which measures on a private bus."""
import os
import re
import subprocess
import sys

import bench


def main():
    """Prints the figures."""
    options = bench.arguments(__doc__)
    seconds = 5 if options.quick else 30
    answer = subprocess.run(
        [sys.executable, bench.ROOT / 'tests' / 'bench' / 'bench_notifier.py'], text=True, check=False,
        stdout=subprocess.PIPE, env=os.environ | {'IDLE': str(seconds),
                                                  'REMINDERS': '5' if options.quick else '20'}).stdout

    def read(what):
        found = re.search(rf'^# {re.escape(what)}.*?\s{{2,}}([\d.]+)', answer, re.M)
        if found is None:
            sys.exit(f'bench_notifier.py did not print "{what}", but:\n{answer}')
        return float(found[1])

    memory, own = read('memory while idle (PSS)') / 1024, read('  of which private') / 1024
    bench.figure('notifier: memory (PSS)', '≤ 4 MiB', memory, 'MiB', met=memory <= 4.0,
                 note=f'{own:.2f} MiB of it are private, the rest is its share of libraries, which '
                      'four other programs use too')
    switches = read('context switches in')
    bench.figure(f'notifier: context switches in {seconds} idle s', '0', switches, '',
                 met=switches == 0)
    late = read('delay, median')
    bench.figure('notifier: delay of a reminder, median', '< 1 s', late, 'ms', met=late < 1000)


if __name__ == '__main__':
    main()
