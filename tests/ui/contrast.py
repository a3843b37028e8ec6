#!/usr/bin/python3
# contrast.py: tests that every text is readable
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the contrast of every text on every screen, in pictures of the real window: at least 4.5:1,
and 3:1 for large text (WCAG 2.1, 1.4.3), light, dark and in high contrast. Disabled controls are
exempt, as in WCAG.

Walking through the window and finding the texts takes most of the time, so that is done once, and
then the settings of the desktop change the look of what is visible.

AT-SPI says where a text is. The most frequent colour there is its background, and the most frequent
other colour that isn't a shade in between is its ink. Text is drawn at 150 %, so that its strokes
are wider than a pixel: at 100 %, no pixel may have the full ink.
"""
import collections
import datetime
import re

import aftercare
import driver
from driver import extents, find, key, name, role

# Each differs from the one before by one setting of the desktop; text is located in the first one.
LOOKS = ('dark', 'light', 'high contrast')
SCHEME = ('org.gnome.desktop.interface', 'color-scheme')
HIGH_CONTRAST = ('org.gnome.desktop.a11y.interface', 'high-contrast')
CHANGES = {('light', 'dark'): (*SCHEME, 'prefer-dark'), ('dark', 'light'): (*SCHEME, 'default'),
           ('light', 'high contrast'): (*HIGH_CONTRAST, 'true'),
           ('high contrast', 'light'): (*HIGH_CONTRAST, 'false')}
NORMAL, LARGE = 4.5, 3.0
# Large text starts at 18 points, which are 24 pixels at 100 %; its lines are half as high again.
DPI = 144
LARGE_LINE = 24 * 1.35 * DPI / 96
SIZE = (1240, 860)
TEXTS = ('label', 'heading', 'text')
FEW = 4  # pixels of a colour below which it isn't a stroke


def luminance(colour):
    """Returns the relative luminance of (red, green, blue), 0 to 255 each, as in WCAG."""
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one, other):
    """Returns the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def unpack(pixel):
    """Returns (red, green, blue) of a pixel in memory."""
    return pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255


def measure(picture, left, top, width, height):
    """Returns (contrast, ink, background) in a box of a picture; None if it has only one colour."""
    pixels, across, down = picture
    rows = memoryview(pixels).cast('I')
    left, right = max(0, left), min(across, left + width)
    counts = collections.Counter()
    for y in range(max(0, top), min(down, top + height)):
        counts.update(rows[y * across + left:y * across + right])
    if len(counts) < 2:
        return None
    background = unpack(counts.most_common(1)[0][0])
    inks = [(unpack(pixel), count) for pixel, count in counts.most_common()[1:] if count >= FEW]
    if not inks:
        return None
    # A shade at the edge of a stroke is nearer to the background than the stroke.
    most = max(ratio(ink, background) for ink, _ in inks)
    strokes = [(ink, count) for ink, count in inks if ratio(ink, background) > 0.9 * most]
    ink = max(strokes, key=lambda one: one[1])[0]
    return ratio(ink, background), ink, background


def usable(accessible, look):
    """Returns whether a widget and all its ancestors are enabled."""
    while accessible in look.above:
        if 'sensitive' not in look[accessible].states:
            return False
        accessible = look.above[accessible]
    return True


def texts_in(look):
    """Returns the texts of a window in reading order, without popovers."""
    found, queue = [], [look.order[0]]
    while queue:
        accessible = queue.pop()
        seen = look[accessible]
        if seen.role in TEXTS:
            words = seen.name if seen.role in ('label', 'heading') else driver.text(accessible)
            if words and words.strip() and driver.on_screen(accessible):
                found.append(accessible)
        queue += [one for one in reversed(look.below[accessible])
                  if not driver.is_popover(one)]
    return found


class Reader:
    """Reads the texts of screens, and collects those that are too faint."""

    def __init__(self, window):
        self.window = window
        self.look = 'dark'
        self.count = 0
        self.faint = []

    def wear(self, look, xid):
        """Changes the look of the desktop, and waits until the window has it. Returns its
        picture."""
        server = driver.x_server()
        if look != self.look:
            before = last = server.memory(xid)

            def worn():
                nonlocal last
                now, then = server.memory(xid), last
                last = now
                return now == then != before
            driver.desktop_setting(*CHANGES[self.look, look])
            self.look = look
            driver.eventually(worn, f'the window is {look}')
        return server.pixels(xid)

    def read_in_sight(self, frame, look, texts):
        """Measures the visible ones of the texts in every look. Returns the others."""
        _, x_window = self.window.x_window_of(frame)
        box = extents(frame)
        left, _, top, _ = x_window.inset(box.width, box.height)
        seen, left_over = [], []
        for accessible in texts:
            box = extents(accessible)
            if (box.y < 0 or box.y + box.height > SIZE[1]
                    or not driver.in_sight(accessible, frame, look.above.get)):
                left_over.append(accessible)
            elif usable(accessible, look):
                seen.append((accessible, box))
        if not seen:
            return left_over
        for worn in LOOKS if self.look == LOOKS[0] else reversed(LOOKS):
            picture = self.wear(worn, x_window.xid)
            for accessible, box in seen:
                self.measure(accessible, box, picture, left, top)
        return left_over

    def measure(self, accessible, box, picture, left, top):
        """Measures one text in the current look."""
        measured = measure(picture, left + box.x, top + box.y, box.width, box.height)
        if measured is None:
            return
        self.count += 1
        contrast, ink, background = measured
        least = LARGE if role(accessible) == 'heading' and box.height >= LARGE_LINE else NORMAL
        if contrast < least:
            words = name(accessible) or driver.text(accessible)
            self.faint.append((f'{self.look}, {words!r}', contrast, ink, background))

    def read(self, tap, frame, title, scroll=True):
        """Measures all texts of a window, scrolling to each unless told not to."""
        before, faint = self.count, len(self.faint)
        self.window.settle(frame)
        look = driver.Look(frame)
        left = self.read_in_sight(frame, look, texts_in(look))
        while left and scroll:
            first = left[0]
            self.window.reveal(first)
            rest = self.read_in_sight(frame, look, left)
            # A text that never becomes visible is covered, or on another page.
            left = [one for one in rest if one != first]
        self.faint[faint:] = [f'{title}: {words} has {contrast:.2f}:1, {ink} on {background}'
                              for words, contrast, ink, background in self.faint[faint:]]
        for one in self.faint[faint:]:
            print(f'# {one}')
        tap.check(self.count > before, f'{title}: {self.count - before} texts are measured')


def read_today(tap, window, reader):
    """Today with its form open, with each severity chosen once, and folded."""
    for chosen in ((0, 1, 2), (3, 4, 0)):
        for symptom, severity in zip(aftercare.SYMPTOMS, chosen):
            window.choose(symptom, severity)
        reader.read(tap, window.main, f'the scales at {chosen}', scroll=False)
    reader.read(tap, window.main, 'Today')
    window.click('push button', 'Save Check-In')
    find(window.root, 'label', re.compile('^Checked in'))
    reader.read(tap, window.main, 'Today, checked in')


def read_pages(tap, window, reader):
    """Diary, Trends and Guide."""
    window.go_to('Diary')
    window.find('list item', re.compile('^Session'))
    reader.read(tap, window.main, 'the Diary')
    window.go_to('Trends')
    window.find('push button', 'Show as Table')
    reader.read(tap, window.main, 'Trends', scroll=False)
    window.click('push button', 'Show as Table')
    window.find('list', re.compile('^Scores by day'))
    reader.read(tap, window.main, 'Trends as a table')
    window.go_to('Guide')
    window.find('heading', 'What’s normal')
    reader.read(tap, window.main, 'the Guide')


def read_dialogs(tap, window, reader):
    """The windows that open over the main one."""
    dialog = window.open_log_session()
    window.resize(dialog, 720, SIZE[1])
    window.click('push button', 'Clinic', root=dialog)
    find(dialog, 'text', 'Instructions')
    window.click('list item', 'More', root=dialog)
    reader.read(tap, dialog, 'Log Session')
    key('Escape')
    question = window.find(driver.TOP_LEVELS, 'Discard Changes?')
    reader.read(tap, question, 'the question before discarding')
    window.click('push button', re.compile('Discard'), root=question)
    window.gone('dialog', 'Log Session')

    key('ctrl+comma')
    preferences = window.find(driver.TOP_LEVELS, 'Preferences')
    window.wait_active(preferences)
    window.resize(preferences, 720, SIZE[1])
    reader.read(tap, preferences, 'Preferences')
    window.click('list item', 'Erase Everything', root=preferences)
    question = window.find(driver.TOP_LEVELS, 'Erase Everything?')
    window.wait_active(question)
    reader.read(tap, question, 'the question before erasing')


def test(tap):
    """Tests every screen in every look."""
    driver.gtk_settings(gtk_enable_animations='false')
    driver.text_dpi(DPI)
    now = aftercare.now()
    aftercare.import_diary(
        [aftercare.session(now - datetime.timedelta(days=3), text='A long evening.'),
         aftercare.session(now - datetime.timedelta(days=30), setting='office',
                           clinic_instructions='Use the cream twice a day.')],
        [aftercare.note(now - datetime.timedelta(days=1), 2, 1, 0, flags=['fever'],
                        text='Warm around the mouth.'),
         aftercare.note(now - datetime.timedelta(days=2), 3, 2, 1)])
    driver.desktop_setting(*CHANGES['light', 'dark'])
    with aftercare.Aftercare() as window:
        window.resize(window.main, *SIZE)
        reader = Reader(window)
        read_today(tap, window, reader)
        read_pages(tap, window, reader)
        read_dialogs(tap, window, reader)
        tap.check(not reader.faint, f'all of {reader.count} texts are readable',
                  f'{len(reader.faint)} texts are too faint')


if __name__ == '__main__':
    driver.main(test)
