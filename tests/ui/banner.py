#!/usr/bin/python3
# banner.py: tests the banner of Today if reminders can't arrive, or if one was never acknowledged
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the window without a session bus, without a notification server, and after a reminder that
was never acknowledged; reads the banner, and uses its button."""
import datetime
import os
import re
import subprocess

import aftercare
import driver
from driver import eventually, find, find_all, in_sight, key
from notifications import Notifications

UNREACHABLE = 'Reminders can’t reach you right now'
CHECK_UP = 'Reminder Check-Up'


class Spot:
    """A box in the window, in pixels from the corner of its X window."""

    def __init__(self, window, accessible):
        box = driver.extents(accessible)
        _, x_window = window.x_window_of(accessible)
        left, _, top, _ = x_window.inset(*window.size(window.main))
        self.x, self.y, self.width, self.height = box.x + left, box.y + top, box.width, box.height

    def pixels(self, x_window):
        """Returns the visible pixels there in a window."""
        picture = driver.session_folder() / 'spot.png'
        driver.screenshot(picture, x_window.xid)
        return subprocess.run(
            ['convert', picture, '-crop', f'{self.width}x{self.height}+{self.x}+{self.y}', '-depth',
             '8', 'rgb:-'], check=True, capture_output=True).stdout

    def click(self, x_window):
        """Clicks its middle."""
        driver.click_at(x_window.x + self.x + self.width // 2,
                        x_window.y + self.y + self.height // 2)


def banner(window, pattern):
    """Waits for a visible banner whose text matches the pattern. Returns the text."""
    return window.see('status bar', re.compile(pattern))


def gone(window, text):
    """Waits until this text is no longer visible."""
    eventually(lambda: not find_all(window.main, 'status bar', text, where=in_sight),
               f'{text!r} disappears')


def open_check_up(window):
    """Clicks the button of the banner. Returns the window that it opens."""
    window.click('push button', CHECK_UP, root=window.main)
    dialog = window.find(driver.TOP_LEVELS, CHECK_UP)
    window.wait_active(dialog)
    return dialog


def test_no_server(tap):
    """The server appears and disappears, as when the desktop starts or its shell crashes. Returns
    the text and the button of the banner as Spots, and the pixels of the text."""
    with aftercare.Aftercare(server=False) as window:
        banner(window, f'^{UNREACHABLE}$')
        tap.step('the banner says that there is no notification server')
        with Notifications():
            gone(window, UNREACHABLE)
            tap.step('it disappears by itself once there is one')
        text = banner(window, f'^{UNREACHABLE}$')
        tap.step('it is back when the server is gone')
        window.settle(text)
        text, button = Spot(window, text), Spot(window, window.find('push button', CHECK_UP))
        _, x_window = window.x_window_of(window.main)
        words = text.pixels(x_window)
        dialog = open_check_up(window)
        find(dialog, 'list item', re.compile('^Notification Server: Problem'))
        tap.step('its button opens the check-up')
        return text, button, words


def test_no_bus(tap, text, button, words):
    """Without a session bus, AT-SPI reports nothing: compares the pixels of the banner, and clicks
    its former place."""
    folder = driver.session_folder()
    (folder / 'runtime-without-bus').mkdir(mode=0o700)
    (folder / 'no-programs').mkdir()
    surroundings = {**os.environ, 'XDG_RUNTIME_DIR': str(folder / 'runtime-without-bus'),
                    'PATH': str(folder / 'no-programs'),  # dbus-launch would start a bus
                    # Without one, GTK 4.8 gives its widgets no path, and then complains about that.
                    'GTK_A11Y': 'none'}
    del surroundings['DBUS_SESSION_BUS_ADDRESS']

    log = folder / 'no-bus.log'
    with open(log, 'wb') as output, \
            subprocess.Popen([aftercare.environment('TEST_AFTERCARE')], env=surroundings,
                             stdout=output, stderr=output) as program:
        def windows(title):
            return [one for one in driver.x_windows(program.pid) if one.title == title]
        try:
            main = eventually(lambda: windows('Aftercare'), 'there is a window')[0]
            eventually(lambda: text.pixels(main) == words, 'the banner looks the same')
            tap.step('without a session bus, the banner says that no reminder can come')
            button.click(main)
            eventually(lambda: windows(CHECK_UP), 'the check-up opens')
            tap.step('its button opens the check-up')
        except AssertionError:
            driver.keep_evidence()
            raise
        finally:
            program.terminate()
    heard = [line for line in log.read_text().splitlines() if driver.COMPLAINT.search(line)]
    tap.check(all('Unable to acquire session bus' in line for line in heard),
              'there are no complaints except from GTK, about the bus', heard)


def test_unseen(tap):
    """If the server withdraws a notification, nobody may have seen it."""
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(
        now - datetime.timedelta(days=7) + datetime.timedelta(seconds=5))])
    with Notifications() as daemon, aftercare.Aftercare() as window:
        daemon.wait_for(1, 30)
        banner(window, r'^Your rest period is over\. You were reminded today at \d\d:\d\d\.$')
        tap.step('a reminder that was shown but not acknowledged is on Today')
        daemon.close(1, Notifications.EXPIRED)
        banner(window, r'^Your rest period is over\. You were reminded today')
        tap.step('it is still there after its notification expired')

    # It was never acknowledged, and the program was closed meanwhile.
    with aftercare.Aftercare() as window:
        text = driver.name(banner(window, r'^Your rest period is over\. You were reminded today'))
        window.click('push button', 'Got It')
        gone(window, text)
        tap.step('a click dismisses it')
        dialog = open_check_up_by_menu(window)
        find(dialog, 'list item', re.compile(r'^Next Session: Due .* · Seen today at \d\d:\d\d$'))
        tap.step('the delivery log says that it was seen')

    with aftercare.Aftercare() as window:
        window.label('Your rest period is over')
        tap.check(not find_all(window.main, 'status bar', re.compile('You were reminded')),
                  "it doesn't come back")


def test_withdrawn(tap):
    """A reminder acknowledged in the window needs no notification any more."""
    now = aftercare.now()
    aftercare.import_diary([aftercare.session(
        now - datetime.timedelta(hours=8) + datetime.timedelta(seconds=8))])
    with Notifications() as daemon, aftercare.Aftercare() as window:
        daemon.wait_for(1, 30)
        banner(window, r'^Your wait for makeup is over\. You were reminded today')
        window.click('push button', 'Got It')
        eventually(lambda: daemon.closed() == [1], 'the notification is withdrawn')
        tap.step('dismissing it in the window also withdraws its notification')


def open_check_up_by_menu(window):
    """Opens the check-up with the keyboard. Returns its window."""
    key('F10')
    window.click('menu item', CHECK_UP)
    dialog = window.find(driver.TOP_LEVELS, CHECK_UP)
    window.wait_active(dialog)
    return dialog


def test(tap):
    """Tests each with separate windows."""
    test_no_bus(tap, *test_no_server(tap))
    test_unseen(tap)
    test_withdrawn(tap)


driver.main(test)
