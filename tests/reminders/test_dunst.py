#!/usr/bin/python3
# test_dunst.py: tests the real notifier with a real notification daemon, on a separate display
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run through meson test, inside tests/fixtures/session. With arguments, runs only the tests with
these names."""
import json
import subprocess
import time

from notifier_world import eventually, run_all

QUIET = 0.5
CONFIG = """[global]
history_length = 50
mouse_left_click = do_action
[urgency_normal]
timeout = 0
"""


class Dunst:
    """dunst on the bus of the world."""

    def __init__(self, world):
        self.world = world
        (world.folder / 'dunstrc').write_text(CONFIG)
        self.start()

    def start(self):
        """Starts it, and waits until it responds."""
        self.process = self.world.spawn('dunst', '-conf', str(self.world.folder / 'dunstrc'),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        eventually(lambda: self.control('is-paused') in ('true', 'false'), 'dunst responds')

    @staticmethod
    def control(*arguments):
        """Returns the output of dunstctl, or None."""
        done = subprocess.run(['dunstctl', *arguments], capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else None

    def displayed(self):
        """Returns the number of notifications on the screen."""
        return int(self.control('count', 'displayed') or 0)

    def history(self):
        """Returns the summaries of closed notifications."""
        said = json.loads(self.control('history'))
        return [one['summary']['data'] for one in said['data'][0]]


def begin(world):
    """Starts a bus, dunst and the notifier."""
    world.start_bus()
    dunst = Dunst(world)
    return dunst, world.start_notifier()


def shown(world, dunst, kind='makeup'):
    """Waits until one notification is on the screen and recorded as shown."""
    eventually(lambda: dunst.displayed() == 1, 'it is on the screen', 5)
    eventually(lambda: world.states(kind)[-1] == 'shown', 'it is recorded as shown', 5)


def test_shown_and_pressed(world):
    """It is on the screen in time, and pressing it is recorded."""
    dunst, _ = begin(world)
    _, deadline = world.session('makeup', 1)
    shown(world, dunst)
    assert deadline <= time.time() < deadline + 1.5
    dunst.control('action', '0')
    eventually(lambda: world.states('makeup') == ['acked'], 'the press is recorded')
    assert world.rows('makeup')[0]['close_reason'] == 'default'
    eventually(lambda: dunst.displayed() == 0, 'it is gone from the screen')


def test_dismissed(world):
    """Closing it acknowledges it."""
    dunst, _ = begin(world)
    world.session('rest', 0.3)
    shown(world, dunst, 'next_session')
    dunst.control('close')
    eventually(lambda: world.states('next_session') == ['acked'], 'it is recorded as seen')
    assert world.rows('next_session')[0]['close_reason'] == 'dismissed'


def test_never_double(world):
    """After kill -9 and a restart, there is still one on the screen."""
    dunst, notifier = begin(world)
    world.session('makeup', 0.3)
    shown(world, dunst)
    notifier.kill()
    notifier.wait()
    world.start_notifier()
    eventually(lambda: world.rows('makeup')[0]['shows'] == 2, 'it is shown again')
    time.sleep(QUIET)
    assert dunst.displayed() == 1 and not dunst.history()
    dunst.control('action', '0')
    eventually(lambda: world.states('makeup') == ['acked'], 'the press is recorded')


def test_restarted_dunst(world):
    """After dunst is killed, the new one shows it again."""
    dunst, _ = begin(world)
    world.session('makeup', 0.3)
    shown(world, dunst)
    dunst.process.kill()
    dunst.process.wait()
    dunst.start()
    eventually(lambda: dunst.displayed() == 1, 'it is on the screen again', 5)


def test_do_not_disturb(world):
    """While dunst is paused, the notification waits, and the reminder stays open."""
    dunst, _ = begin(world)
    dunst.control('set-paused', 'true')
    world.session('makeup', 0.3)
    eventually(lambda: dunst.control('count', 'waiting') == '1', 'dunst has received it', 5)
    time.sleep(QUIET)
    assert dunst.displayed() == 0 and world.states('makeup') == ['shown']
    dunst.control('set-paused', 'false')
    shown(world, dunst)


def test_deleted(world):
    """Deleting a session withdraws its notification."""
    dunst, _ = begin(world)
    identifier, _ = world.session('makeup', 0.3)
    shown(world, dunst)
    world.edit('delete', identifier)
    eventually(lambda: dunst.displayed() == 0, 'it is gone from the screen', 5)
    assert world.states('makeup') == ['cancelled']


if __name__ == '__main__':
    run_all([test for name, test in list(globals().items()) if name.startswith('test_')],
            display=True)
