#!/usr/bin/python3
# narrow.py: tests that every screen fits on a phone, and at twice the text size
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each screen needs at most 360 pixels, can be made that narrow, and then nothing is cut off at the
sides: with text of the usual size and of 200 %."""
import datetime
import re
import time

import aftercare
import driver
from driver import children, extents, find, main, name, on_screen, role, text_dpi

WIDTH, HEIGHT = 360, 640


def sticking_out(root, width):
    """Returns what lies beyond the left or right edge of the window."""
    found, queue = [], [root]
    while queue:
        accessible = queue.pop()
        heard = name(accessible)
        below = children(accessible)
        if heard == 'AdwSqueezer':  # it also has a box for the hidden forms
            below = [one for one in below if driver.in_sight(one)]
        # The page shown while loading keeps its old box; it is empty.
        if heard and heard != 'AdwBin' and on_screen(accessible):
            box = extents(accessible)
            if box.x < 0 or box.x + box.width > width:
                found.append(f'{role(accessible)} {heard!r} from {box.x} to {box.x + box.width}')
        queue += [one for one in below if not driver.is_popover(one)]
    return found


def check_screen(tap, window, frame, root, title):
    """Checks one screen. frame is its window, root its content."""
    minimum = window.minimum_size(frame)
    tap.check(0 < minimum[0] <= WIDTH, f'{title} needs {minimum[0]} pixels', minimum)
    size = window.resize(frame, WIDTH, HEIGHT)
    tap.check(size[0] == WIDTH, f'{title} is {size[0]} pixels wide', size)
    # The widgets follow the window only after it is redrawn.
    end = time.monotonic() + 5
    out = sticking_out(root, WIDTH)
    while out and time.monotonic() < end:
        time.sleep(driver.POLL)
        out = sticking_out(root, WIDTH)
    tap.check(out == [], f'nothing in {title} is cut off', out)


def check_all(tap, size):
    """Walks through the screens of a diary with a session and a check-in."""
    with aftercare.Aftercare() as window:
        today = window.find('panel', 'Today')
        check_screen(tap, window, window.main, today, f'Today at {size}')
        more = window.find('push button', 'Something Else?')
        if 'expanded' not in driver.states(more):
            window.click(more)
        window.settle(find(today, 'list', 'Warning signs'))
        check_screen(tap, window, window.main, today, f'warning signs at {size}')

        window.click('page tab', 'Diary', where=driver.in_sight)
        row = window.see('list item', re.compile('^Session'))
        diary = window.find('panel', 'Diary')
        check_screen(tap, window, window.main, diary, f'the Diary at {size}')
        tap.check(children(row), f'the Diary at {size} still shows its rows')

        window.click('page tab', 'Trends', where=driver.in_sight)
        window.find('push button', 'Show as Table')
        trends = window.find('panel', 'Trends')
        check_screen(tap, window, window.main, trends, f'Trends at {size}')
        window.click('push button', 'Show as Table')
        window.find('list', re.compile('^Scores by day'))
        check_screen(tap, window, window.main, trends, f'Trends as a table at {size}')

        window.click('page tab', 'Guide', where=driver.in_sight)
        guide = window.find('panel', 'Guide')
        window.find('heading', 'What’s normal', root=guide)
        check_screen(tap, window, window.main, guide, f'the Guide at {size}')
        window.click('push button', 'When to Call a Clinician', root=guide)
        window.find('heading', 'Contact a clinician today', root=guide)
        check_screen(tap, window, window.main, guide, f'when to call at {size}')

        window.click('push button', 'Main Menu')
        window.click('menu item', 'Preferences')
        preferences = window.find(('dialog', 'frame'), 'Preferences')
        check_screen(tap, window, preferences, preferences, f'Preferences at {size}')
        driver.key('Escape')
        window.gone(('dialog', 'frame'), 'Preferences')

        dialog = window.open_log_session()
        check_screen(tap, window, dialog, dialog, f'Log Session at {size}')
        window.open_more(dialog)
        check_screen(tap, window, dialog, dialog, f'Log Session, unfolded, at {size}')
        window.click('push button', 'Clinic', root=dialog)
        find(dialog, 'text', 'Instructions')
        check_screen(tap, window, dialog, dialog, f'Log Session in a clinic at {size}')
        # Discard the input, because unsaved input would come back the next time.
        window.click('push button', 'Home', root=dialog)
        window.click('push button', 'Cancel', root=dialog)
        window.gone('dialog', 'Log Session')


def check_no_animations(tap):
    """Checks that all pages work if animations are turned off."""
    driver.gtk_settings(gtk_enable_animations='false')
    with aftercare.Aftercare() as window:
        window.resize(window.main, WIDTH, HEIGHT)
        for page in ('Diary', 'Today'):
            tab = window.see('page tab', page)
            tap.check(extents(tab).y > HEIGHT / 2, f'{page} is at the bottom')
            window.click(tab)
            driver.eventually(lambda tab=tab: 'selected' in driver.states(tab),
                              f'{page} is shown')
        window.resize(window.main, 940, HEIGHT)
        tap.check(extents(window.see('page tab', 'Diary')).y < 50, 'in a wide window they are at the top')


def test(tap):
    """Tests 100 % and 200 %, and without animations."""
    with aftercare.Aftercare() as window:
        check_screen(tap, window, window.main, window.main, 'the empty window at 100 %')
    text_dpi(192)
    with aftercare.Aftercare() as window:
        check_screen(tap, window, window.main, window.main, 'the empty window at 200 %')

    now = aftercare.now()
    aftercare.import_diary(
        [aftercare.session(now - datetime.timedelta(days=3), needle_mm=0.5, zones=[
            'forehead', 'left_cheek', 'right_cheek', 'upper_lip', 'chin'], text='A long evening.')],
        [aftercare.note(now - datetime.timedelta(days=1), 2, 1, 0,
                        flags=['spreading_redness', 'growing_swelling'],
                        text='Warm, and a little tight around the mouth since the morning.')])
    check_all(tap, '200 %')
    text_dpi(96)
    check_all(tap, '100 %')
    check_no_animations(tap)


if __name__ == '__main__':
    main(test)
