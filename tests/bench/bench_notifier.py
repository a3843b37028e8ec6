#!/usr/bin/python3
# bench_notifier.py: measures how late reminders are, how idle the notifier is, and its memory
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run through `meson test --benchmark`. Prints a table; fails if a figure misses its goal."""
import os
import re
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'reminders'))

from notifier_world import eventually, run_all

REMINDERS = int(os.environ.get('REMINDERS', '50'))
IDLE = float(os.environ.get('IDLE', '30'))
AHEAD = 0.15
WORST_LATE = 1.0          # the promise
MOST_MEMORY = 4 * 1024    # kB, proportional set size
# Shared memory is divided by the number of processes that share it. A desktop session has dozens of
# programs with GIO; these replace them, so that the figure doesn't depend on what else this machine
# runs.
FELLOWS = 4


def switches(pid):
    """Returns the context switches of all threads so far, voluntary or not."""
    total = 0
    for task in os.listdir(f'/proc/{pid}/task'):
        with open(f'/proc/{pid}/task/{task}/status', encoding='ascii') as status:
            total += sum(map(int, re.findall(r'ctxt_switches:\t(\d+)', status.read())))
    return total


def memory(pid):
    """Returns the proportional set size and the private memory, in kB."""
    with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as rollup:
        text = rollup.read()
    return tuple(int(re.search(rf'^{name}:\s+(\d+)', text, re.M)[1])
                 for name in ('Pss', 'Private_Dirty'))


def bench(world):
    """Measures everything on one notifier, as on a day of use."""
    from notifications import Notifications
    world.start_bus()
    with Notifications('actions body') as mock:
        for _ in range(FELLOWS):
            world.spawn('gsettings', 'monitor', 'org.example.Aftercare', stdout=subprocess.DEVNULL)
        process = world.start_notifier()
        far_off, _ = world.session('makeup', 3600)
        time.sleep(2)
        before = switches(process.pid)
        time.sleep(IDLE)
        idle_switches = switches(process.pid) - before
        idle = memory(process.pid)
        world.edit('delete', far_off)

        late = []
        for number in range(REMINDERS):
            identifier, _ = world.session('makeup', AHEAD)

            def row():
                return [one for one in world.rows('makeup')
                        if one['session_id'] == identifier][0]

            eventually(lambda: row()['state'] == 'shown', 'it is shown', 5)
            # Recorded after the server had responded: an upper bound.
            late.append((row()['delivered_at_us'] - row()['due_us']) / 1000)
            mock.dismiss(number + 1)
            eventually(lambda: row()['state'] == 'acked', 'it is seen', 5)
        time.sleep(0.5)
        after = memory(process.pid)

    table = (
        ('delay, median of %d' % REMINDERS, f'{statistics.median(late):.2f} ms', ''),
        ('delay, worst', f'{max(late):.2f} ms', f'{WORST_LATE * 1000:.0f} ms'),
        ('context switches in %g idle s' % IDLE, str(idle_switches), '0'),
        ('memory while idle (PSS)', f'{idle[0]} kB', f'{MOST_MEMORY} kB'),
        ('  of which private', f'{idle[1]} kB', ''),
        ('memory after %d shown (PSS)' % REMINDERS, f'{after[0]} kB', f'{MOST_MEMORY} kB'),
        ('  of which private', f'{after[1]} kB', ''),
    )
    print(f'# {"":34}{"measured":>12}{"at most":>12}')
    for what, measured, goal in table:
        print(f'# {what:34}{measured:>12}{goal:>12}')
    assert min(late) >= 0, f'{min(late)} ms early'
    assert max(late) < WORST_LATE * 1000
    assert idle_switches == 0
    assert max(idle[0], after[0]) <= MOST_MEMORY


if __name__ == '__main__':
    run_all([bench])
