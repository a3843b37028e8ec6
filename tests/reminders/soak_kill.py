#!/usr/bin/python3
# soak_kill.py: kills the notifier (kill -9) at random moments, and counts lost and repeated
# reminders
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run through `meson test --benchmark`, inside tests/fixtures/session. SOAK sets the number of
reminders, 300 by default. The seed is printed; SEED repeats it."""
import os
import random
import time

from notifier_world import eventually, run_all
from test_dunst import Dunst

AHEAD = 0.15


def log_session(world):
    """Logs a session with a reminder. On a busy machine, the deadline may pass before the session
    is saved, and then there is no reminder: try again."""
    def promised():
        identifier, deadline = world.session('makeup', AHEAD)
        known = any(row['session_id'] == identifier for row in world.rows('makeup'))
        return (identifier, deadline) if known else None
    return eventually(promised, 'a session is logged before its deadline')


def soak(world):
    """Sends one kill -9 per reminder, some time from before its deadline until after it was
    shown."""
    count = int(os.environ.get('SOAK', '300'))
    seed = os.environ.get('SEED', str(time.time_ns()))
    chance = random.Random(seed)
    world.start_bus()
    dunst = Dunst(world)
    notifier = world.start_notifier()
    lost = doubled = taken_up = 0
    for _ in range(count):
        identifier, deadline = log_session(world)
        # Mostly within milliseconds of showing it, where it matters.
        wait = deadline - time.time() + chance.choice(
            (chance.uniform(-0.1, 0.1), chance.uniform(0, 0.012)))
        time.sleep(max(0, wait))
        notifier.kill()
        notifier.wait()

        def row():
            return [one for one in world.rows('makeup') if one['session_id'] == identifier][0]

        # The next notifier shows again what was already shown.
        shows = row()['shows'] + 1
        notifier = world.start_notifier(wait=False)
        try:
            eventually(lambda: row()['state'] == 'shown' and row()['shows'] == shows,
                       'it is shown')
        except AssertionError:
            lost += 1
            continue
        lost += dunst.displayed() == 0
        doubled += dunst.displayed() > 1
        taken_up += row()['shows'] > 1
        dunst.control('close-all')
        eventually(lambda: row()['state'] == 'acked', 'it is acknowledged')
    print(f'# seed {seed}: {count} reminders, {count} kills: {lost} lost, {doubled} doubled, '
          f'{taken_up} taken up by the next life')
    assert lost == 0 and doubled == 0


if __name__ == '__main__':
    run_all([soak], display=True)
