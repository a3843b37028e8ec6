# xfce.py: Xfce, with xfce4-notifyd and XScreenSaver
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the desktop through AT-SPI, and uses it with pointer and keys."""
import contextlib
import dataclasses
import re
import subprocess

import accessible
import driver
from driver import eventually, find_all, name, x_server

PASSWORD = 'person'


@dataclasses.dataclass
class Banner:
    """A notification on the screen. window: its Accessible"""
    title: str
    body: str
    buttons: list
    window: accessible.Accessible


class Desktop:
    """What the steps need to know, and can do."""
    NAME = 'xfce'
    SHELL = 'org.freedesktop.Notifications'  # what shows notifications
    BODY_OPENS = False  # a click there only closes it

    # -- looking

    @staticmethod
    def picture(what):
        """Saves the screen."""
        driver.screenshot(f'/pictures/{what}.png')

    @staticmethod
    def ready():
        """Waits until windows can be managed."""
        eventually(lambda: x_server().numbers(x_server().root, '_NET_SUPPORTING_WM_CHECK'),
                   'the window manager runs', 60)

    @staticmethod
    def active():
        """Returns the title of the window with the keyboard, or None."""
        window = x_server().active()
        title = window and (x_server().property(window, '_NET_WM_NAME')
                            or x_server().property(window, 'WM_NAME'))
        return title.decode() if title else None

    @staticmethod
    def banners():
        """Returns the notifications on the screen, as Banner."""
        found = []
        for program in driver.programs():
            with contextlib.suppress(driver.Gone):
                if program.name() != 'xfce4-notifyd':
                    continue
                for window in program.children():
                    labels = [name(one) for one in find_all(window, 'label')]
                    buttons = [name(one) for one in find_all(window, 'push button')]
                    labels = [one for one in labels if one not in buttons]
                    if labels:
                        found.append(Banner(labels[0], ' '.join(labels[1:]), buttons, window))
        return found

    @staticmethod
    def is_locked():
        """Returns whether the lock screen is shown."""
        said = subprocess.run(['xscreensaver-command', '--time'], check=False, capture_output=True,
                              text=True).stdout
        return 'locked' in said

    # -- touching

    @staticmethod
    def click(window, its_role=None, label=None):
        """Clicks a widget of a notification."""
        widget = driver.find(window, its_role, label)
        box = driver.extents(widget)
        outer = driver.extents(window)
        shown, = eventually(lambda: [one for one in x_server().windows_of(window.process())
                                     if (one.width, one.height) == (outer.width, outer.height)],
                            'the notification has a window')
        driver.click_at(shown.x + box.x + box.width // 2, shown.y + box.y + box.height // 2)

    def press(self, banner, label):
        """Presses a button of a notification."""
        self.click(banner.window, 'push button', label)

    def press_body(self, banner):
        """Clicks the text of a notification."""
        self.click(banner.window, 'label', banner.title)

    @contextlib.contextmanager
    def other_window(self):
        """Covers everything with another program."""
        process = subprocess.Popen(['xmessage', '-geometry', '1200x700+20+40', 'Something else'])
        try:
            eventually(lambda: self.active() == 'xmessage', 'another window is in front')
            yield
        finally:
            process.terminate()
            process.wait()

    def minimize(self):
        """Minimizes the window with the keyboard focus."""
        driver.xdo('windowminimize', x_server().active())
        eventually(lambda: self.active() != 'Aftercare', 'the window is minimized')

    def search(self, text):
        """Finds a program by its name, and starts it."""
        subprocess.Popen(['xfce4-appfinder'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        eventually(lambda: self.active() == 'Application Finder', 'the search is open')
        driver.type_text(text)
        eventually(lambda: [cell for program in driver.programs() if program.name() == 'xfce4-appfinder'
                            for cell in find_all(program, 'table cell', re.compile(text, re.I))],
                   'it finds the program')
        driver.key('Return')

    # -- changing it

    @staticmethod
    def set_do_not_disturb(wanted):
        """Turns the switch in the settings."""
        driver.run('xfconf-query', '--channel', 'xfce4-notifyd', '--property', '/do-not-disturb',
                   '--create', '--type', 'bool', '--set', str(wanted).lower())

    def lock(self):
        """Locks the screen."""
        subprocess.Popen(['xscreensaver', '--no-splash'], stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL)
        eventually(lambda: subprocess.run(['xscreensaver-command', '--lock'], check=False,
                                          capture_output=True).returncode == 0, 'it can lock')
        eventually(self.is_locked, 'the screen is locked')

    def unlock(self):
        """Types the password."""
        driver.key('Escape')
        driver.type_text(PASSWORD)
        driver.key('Return')
        eventually(lambda: not self.is_locked(), 'the screen is unlocked')
