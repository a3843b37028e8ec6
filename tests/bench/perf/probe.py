# probe.py: the window as its probe tells of it from within
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests/bench/probe.c records while the window is used from outside, by pointer and keys. The
clocks are the same: an instant here is one there. While something is measured nothing is asked of the
window: to answer a screen reader would be work too."""
import contextlib
import os
import pathlib
import sys
import tempfile
import time

import aftercare
import driver

SETTLED = 0.4  # seconds without a sign of work after which there is no more to come


def now():
    """Returns the present instant, microseconds."""
    return time.monotonic_ns() // 1000


class Probe:
    """What one run of the program tells."""

    def __init__(self, path, window):
        self.path = path
        self.window = window

    def lines(self, since):
        """Returns [(word, instant, span)] from an instant on, as they came."""
        found = []
        # A line that is just being written is not whole.
        for line in self.path.read_text(encoding='ascii').split('\n')[:-1]:
            word, at, span = line.split()
            if int(at) >= since:
                found.append((word, int(at), int(span)))
        return found

    def first(self, word, since):
        """Returns the instant of the first line of a kind from an instant on, or None."""
        return next((at for what, at, _ in self.lines(since) if what == word), None)

    def stalls(self, since):
        """Returns how long the main loop was busy each time since an instant, milliseconds."""
        return [span / 1000 for word, _, span in self.lines(since) if word == 'busy']

    def settle(self, since, at_least=0.0, patience=30.0):
        """Waits until nothing happens any more, and for so many seconds at least."""
        limit = time.monotonic() + patience
        earliest = time.monotonic() + at_least
        while True:
            size = self.path.stat().st_size
            time.sleep(SETTLED)
            if self.path.stat().st_size == size and time.monotonic() >= earliest:
                return
            if time.monotonic() > limit:
                sys.exit(f'the window was still at work after {patience:g} s: '
                         f'{self.lines(since)[-3:]}')

    def wait(self, word, since, patience=30.0):
        """Waits for the first line of a kind from an instant on. Returns its instant."""
        limit = time.monotonic() + patience
        while True:
            at = self.first(word, since)
            if at is not None:
                return at
            if time.monotonic() > limit:
                sys.exit(f'the window did not tell "{word}" within {patience:g} s')
            time.sleep(0.02)


@contextlib.contextmanager
def seen(environment):
    """Opens the window of TEST_AFTERCARE, and yields it. What the driver has to say of a failure goes
    where figures do not."""
    with contextlib.redirect_stdout(sys.stderr), aftercare.Aftercare(environment) as window:
        yield window


@contextlib.contextmanager
def opened(environment):
    """Opens the window on the diary of an environment. Yields its Probe once the window is at rest."""
    program = os.environ.get('BENCH_PROBED')
    if not program:
        sys.exit('BENCH_PROBED names no program with a probe: run this through tools/bench')
    os.environ['TEST_AFTERCARE'] = program
    with tempfile.TemporaryDirectory(prefix='aft-probe-') as folder:
        path = pathlib.Path(folder) / 'probe'
        begun = now()
        with seen(environment | {'AFTERCARE_PROBE': str(path)}) as window:
            found = Probe(path, window)
            found.settle(begun, at_least=1.0)
            yield found


def click(found, accessible):
    """Clicks a widget that is in sight, of which everything is known before. Returns the instant."""
    point = found.window.point(accessible)
    driver.xdo('mousemove', *point)
    time.sleep(0.1)
    begun = now()
    driver.xdo('click', 1)
    return begun
