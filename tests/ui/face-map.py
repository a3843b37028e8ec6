#!/usr/bin/python3
# face-map.py: tests choosing the zones of a session on a face, with the mouse and with the keyboard
# only
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses zones by clicking their shapes, and with arrows and Space; left stays left in a
right-to-left language too; the saved zones are those chosen."""
import aftercare
import driver
from driver import eventually, extents, find, find_all, key, name, states

FACE = ['Forehead', 'Temples', 'Nose', 'Left cheek', 'Right cheek', 'Upper lip', 'Chin']
ZONES = FACE + ['Neck', 'Body']


def chosen(dialog):
    """Returns the chosen zones."""
    group = find(dialog, 'panel', 'Zones, as seen in a mirror')
    return [name(zone) for zone in find_all(group, 'push button') if 'pressed' in states(zone)]


def expect(tap, window, dialog, zones, words, what):
    """Checks which zones are chosen, in the buttons and in the text below them."""
    eventually(lambda: chosen(dialog) == zones, f'{what}: {zones}')
    window.find('label', words, root=dialog)
    tap.step(what)


def by_mouse(tap, window, dialog):
    """A click in a shape chooses it, another one unchooses it."""
    tap.check([name(zone) for zone in
               find_all(find(dialog, 'panel', 'Zones, as seen in a mirror'), 'push button')] == ZONES,
              'each zone is a button with its name')
    expect(tap, window, dialog, [], 'No zone chosen', 'nothing is chosen at first')
    window.click('push button', 'Left cheek', root=dialog)
    window.click('push button', 'Chin', root=dialog)
    expect(tap, window, dialog, ['Left cheek', 'Chin'], 'Left cheek, chin', 'two clicks, two zones')
    window.click('push button', 'Left cheek', root=dialog)
    expect(tap, window, dialog, ['Chin'], 'Chin', 'a second click unchooses it')

    window.click('push button', 'Temples', root=dialog)
    expect(tap, window, dialog, ['Temples', 'Chin'], 'Temples, chin',
           "a click in the middle of the left temple's box chooses both temples")
    temple, forehead, nose = (extents(find(dialog, 'push button', zone))
                              for zone in ('Temples', 'Forehead', 'Nose'))
    # On the face between forehead and nose, but in a part of the left temple's box.
    middle = (nose.x + nose.width / 2 - temple.x) / temple.width
    brows = ((forehead.y + forehead.height + nose.y) / 2 - temple.y) / temple.height
    window.click('push button', 'Nose', root=dialog)
    window.click('push button', 'Temples', root=dialog, across=middle, down=brows)
    window.click('push button', 'Neck', root=dialog)
    expect(tap, window, dialog, ['Temples', 'Nose', 'Chin', 'Neck'], 'Temples, nose, chin, neck',
           'a click between the temples chooses neither')
    window.click('push button', 'Temples', root=dialog, across=2 * middle - 0.5)
    expect(tap, window, dialog, ['Nose', 'Chin', 'Neck'], 'Nose, chin, neck',
           'the right one unchooses both')

    window.click('push button', 'Whole Face', root=dialog)
    expect(tap, window, dialog, FACE + ['Neck'],
           'Forehead, temples, nose, left cheek, right cheek, upper lip, chin, neck',
           'Whole Face adds the face, and leaves the neck')
    window.click('push button', 'Clear Zones', root=dialog)
    expect(tap, window, dialog, [], 'No zone chosen', 'No Zone clears everything')


def by_keyboard(tap, window, dialog):
    """Tab into the face, arrows within it, Space, and Tab out of it."""
    window.tab_to('combo box', 'Needle', back=True)
    key('Tab')
    here = eventually(window.focused, 'something has the focus')
    tap.check(name(here) in ZONES, 'Tab moves into the face', name(here))
    visited = []
    window.tab_to('push button', name(here))
    while name(window.focused()) != 'Forehead':
        key('Up')
    for way in ('Right', 'Down', 'Right', 'Right', 'Down', 'Down', 'Down', 'Down'):
        visited.append(name(window.focused()))
        key('space', way)
    visited.append(name(window.focused()))
    key('space', 'Down')
    visited.append(name(window.focused()))
    tap.check(visited == ['Forehead', 'Temples', 'Left cheek', 'Nose', 'Right cheek', 'Upper lip',
                          'Chin', 'Neck', 'Body', 'Body'], 'arrows move from zone to zone', visited)
    expect(tap, window, dialog, ZONES,
           'Forehead, temples, nose, left cheek, right cheek, upper lip, chin, neck, body',
           'Space chooses each')
    key('space')
    eventually(lambda: 'Body' not in chosen(dialog), 'Space unchooses the body')
    key('Tab')
    eventually(lambda: name(window.focused()) == 'Whole Face', 'one Tab leaves the face')
    key('shift+Tab')
    eventually(lambda: name(window.focused()) == 'Body', 'Shift+Tab returns to the same zone')
    tap.step('the face is one stop for Tab')


def check_sides(tap, dialog, what):
    """Checks that the person's left is on the left, as in a mirror."""
    left, nose, right, its_label = (
        extents(find(dialog, role, title)) for role, title in
        (('push button', 'Left cheek'), ('push button', 'Nose'), ('push button', 'Right cheek'),
         ('label', 'Your left')))
    middle = nose.x + nose.width / 2
    tap.check(left.x + left.width < middle < right.x and its_label.x < nose.x, what,
              (left.x, nose.x, right.x, its_label.x))


def test(tap):
    """Tests mouse, keyboard and right to left."""
    with aftercare.Aftercare() as window:
        dialog = window.open_log_session()
        window.open_more(dialog)
        check_sides(tap, dialog, 'left is on the left')
        by_mouse(tap, window, dialog)
        by_keyboard(tap, window, dialog)
        key('ctrl+Return')
        window.gone('dialog', 'Log Session')
        [session] = aftercare.export()['sessions']
        tap.check(session['zones'] == ['forehead', 'temples', 'nose', 'left_cheek', 'right_cheek',
                                       'upper_lip', 'chin', 'neck'], 'the choice is saved', session)
    with aftercare.Aftercare({'GTK_DEBUG': 'invert-text-dir'}) as window:
        dialog = window.open_log_session()
        window.open_more(dialog)
        save, cancel = (extents(find(dialog, 'push button', title)) for title in ('Save', 'Cancel'))
        tap.check(save.x < cancel.x, 'this window is right to left', (save.x, cancel.x))
        check_sides(tap, dialog, 'and left is still on the left')


if __name__ == '__main__':
    driver.main(test)
