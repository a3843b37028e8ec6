# probe.py: reads the window's own measurements from its probe
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what tests/bench/probe.c records while the window is used from outside, by pointer and
keys. Both use the same clock. During a measurement, nothing queries the window: answering a screen
reader would be work too."""
import contextlib
import os
import pathlib
import sys
import tempfile
import time

import aftercare
import driver

SETTLED = 0.4  # seconds without activity after which nothing more is expected


def now():
    """Returns the present time in microseconds."""
    return time.monotonic_ns() // 1000


class Probe:
    """The records of one run of the program."""

    def __init__(self, path, window):
        self.path = path
        self.window = window

    def lines(self, since):
        """Returns [(word, time, duration)] since a time, in their order."""
        found = []
        # Ignore an incomplete last line.
        for line in self.path.read_text(encoding='ascii').split('\n')[:-1]:
            word, at, span = line.split()
            if int(at) >= since:
                found.append((word, int(at), int(span)))
        return found

    def first(self, word, since):
        """Returns the time of the first line of a kind since a time, or None."""
        return next((at for what, at, _ in self.lines(since) if what == word), None)

    def stalls(self, since):
        """Returns each duration that the main loop was busy since a time, in milliseconds."""
        return [span / 1000 for word, _, span in self.lines(since) if word == 'busy']

    def settle(self, since, at_least=0.0, patience=30.0):
        """Waits until nothing happens any more, and at least this many seconds."""
        limit = time.monotonic() + patience
        earliest = time.monotonic() + at_least
        while True:
            size = self.path.stat().st_size
            time.sleep(SETTLED)
            if self.path.stat().st_size == size and time.monotonic() >= earliest:
                return
            if time.monotonic() > limit:
                sys.exit(f'the window was still busy after {patience:g} s: '
                         f'{self.lines(since)[-3:]}')

    def wait(self, word, since, patience=30.0):
        """Waits for the first line of a kind since a time. Returns its time."""
        limit = time.monotonic() + patience
        while True:
            at = self.first(word, since)
            if at is not None:
                return at
            if time.monotonic() > limit:
                sys.exit(f'the window did not record "{word}" within {patience:g} s')
            time.sleep(0.02)


@contextlib.contextmanager
def seen(environment):
    """Opens the window of TEST_AFTERCARE, and yields it. The driver's failure messages go to
    stderr, not between the figures."""
    with contextlib.redirect_stdout(sys.stderr), aftercare.Aftercare(environment) as window:
        yield window


@contextlib.contextmanager
def opened(environment):
    """Opens the window with the diary of an environment. Yields its Probe when nothing happens any
    more."""
    program = os.environ.get('BENCH_PROBED')
    if not program:
        sys.exit('BENCH_PROBED is not set: run this with tools/bench')
    os.environ['TEST_AFTERCARE'] = program
    with tempfile.TemporaryDirectory(prefix='aft-probe-') as folder:
        path = pathlib.Path(folder) / 'probe'
        begun = now()
        with seen(environment | {'AFTERCARE_PROBE': str(path)}) as window:
            found = Probe(path, window)
            found.settle(begun, at_least=1.0)
            yield found


def click(found, accessible):
    """Clicks a visible widget, without querying the window before. Returns the time."""
    point = found.window.point(accessible)
    driver.xdo('mousemove', *point)
    time.sleep(0.1)
    begun = now()
    driver.xdo('click', 1)
    return begun
