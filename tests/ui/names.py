#!/usr/bin/python3
# names.py: tests what a person with a screen reader hears
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks the accessibility tree of every screen. Each control has a name that is spoken once,
without class names or underscores; names defined in the design are exact. A scale tells its value
and word, and Tab moves through each screen in reading order."""
import datetime
import re

import aftercare
from driver import (ancestor, children, eventually, extents, find, find_all, key, main, name,
                    on_screen, parent, popover_of, role, states, walk)
from focus import check_order, entered

CONTROLS = ('push button', 'toggle button', 'check box', 'radio button', 'page tab', 'text',
            'combo box', 'spin button', 'slider', 'list item', 'menu item', 'link')
CLASS_NAME = re.compile('^(Gtk|Adw|Aft)[A-Z]')
PREFERENCES = ('Hours Before Makeup', 'Rest by Needle Length', re.compile('^Redness'),
               re.compile('^Tingling'), re.compile('^Dryness'), 'Count Uses',
               'Uses Before Replacement', 'Daily Check-In Reminder', 'Discreet Notifications',
               'Run in Background', 'Reminder Check-Up', 'Erase Everything')
DOUBLED = re.compile(r'^(.+) \1$')


def is_of_the_toolkit(control):
    """Returns whether GTK gives the name, so that we can't change it in GTK 4.8 and libadwaita
    1.2."""
    above = parent(control)
    # The buttons of a toast: libadwaita repeats "Undo", and doesn't name the close button.
    if name(above) == 'AdwToastWidget':
        return True
    # The arrows of a calendar.
    if role(control) == 'push button' and any(name(one) == 'Sat' for one in children(above)):
        return True
    # The row in which an expander keeps its own rows.
    if role(control) == 'list item' and any(role(one) == 'list' for one in walk(control)):
        return True
    # The choice that a combo row shows.
    return (role(control) == 'list item' and ancestor(control, ('combo box',)) is not None
            and popover_of(control) is None)


def wrong_names(root):
    """Returns the controls below root that a person can't identify by name."""
    wrong = []
    for control in walk(root):
        if role(control) not in CONTROLS or not on_screen(control) \
           or 'focusable' not in states(control) or is_of_the_toolkit(control):
            continue
        heard = name(control)
        if not heard or CLASS_NAME.search(heard) or DOUBLED.search(heard) or '_' in heard:
            wrong.append(f'{role(control)} {heard!r} in {role(parent(control))} '
                         f'{name(parent(control))!r}')
    return wrong


def check_screen(tap, root, title, *controls):
    """Checks all names below root, and that these (role, name) exist."""
    for its_role, its_name in controls:
        find(root, its_role, its_name)
    count = len([one for one in walk(root) if role(one) in CONTROLS])
    wrong = wrong_names(root)
    tap.check(count > 0 and not wrong, f'{title}: each of {count} controls has a name', wrong)


def check_scales(tap, root, title):
    """Checks that each symptom is a group of five buttons with the visible names."""
    for symptom in aftercare.SYMPTOMS:
        group = find(root, 'panel', symptom)
        have = [name(button) for button in find_all(group, 'radio button')]
        want = [f'{symptom} {severity}, {word}'
                for severity, word in enumerate(aftercare.SEVERITIES)]
        tap.check(have == want, f'{title}: {symptom} has five buttons', have)


def check_chosen(tap, window, root, title):
    """Checks what is spoken after choosing with a digit: the value, its word, and that it is on."""
    heard = []
    for symptom, severity in zip(aftercare.SYMPTOMS, (0, 2, 4)):
        window.click(window.scale(symptom, root)[1])
        key(str(severity))
        button = eventually(lambda: window.focused() if window.chosen(symptom, root) is not None
                            and name(window.focused()).startswith(symptom) else None,
                            f'{symptom} has the focus')
        eventually(lambda button=button: 'checked' in states(button), f'{name(button)} is chosen')
        heard.append((role(button), name(button)))
    tap.check(heard == [('radio button', 'Redness 0, none'), ('radio button', 'Tingling 2, mild'),
                        ('radio button', 'Dryness 4, severe')],
              f'{title}: value and word of a choice are spoken', heard)


def check_mirrored(tap, window):
    """Checks that from right to left, Tab has the same order and everything is mirrored."""
    today = window.find('panel', 'Today')
    window.see('radio button', 'Redness 0, none')
    for symptom in aftercare.SYMPTOMS:
        places = [extents(button).x for button in window.scale(symptom, today)]
        tap.check(places == sorted(places, reverse=True),
                  f'right to left: {symptom} starts on the right', places)
    window.click(window.scale('Redness', today)[1])
    key('Left')
    eventually(lambda: name(window.focused()) == 'Redness 2, mild',
               'the arrow moves to the next button')
    check_order(tap, window, 'Today, from right to left', 'Redness 2, mild', 'Tingling 0, none',
                'Dryness 0, none', 'Something Else?', 'Save Check-In', re.compile('^Source for'),
                'Log Session', 'Today', 'Diary', 'Trends', 'Guide', 'Main Menu')
    tabs = [extents(find(window.main, 'page tab', page)).x
            for page in ('Today', 'Diary', 'Trends', 'Guide')]
    tap.check(tabs == sorted(tabs, reverse=True), 'the pages are ordered from right to left', tabs)


def test(tap):
    """Tests every screen of the window."""
    with aftercare.Aftercare() as window:
        check_screen(tap, window.root, 'Today, empty', ('page tab', 'Today'),
                     ('page tab', 'Diary'), ('push button', 'Log Session'),
                     ('push button', 'Main Menu'))

    now = aftercare.now()
    aftercare.import_diary(
        [aftercare.session(now - datetime.timedelta(days=3))],
        [aftercare.note(now - datetime.timedelta(days=1), 2, 1, 0, flags=['fever'], text='warm')])
    with aftercare.Aftercare() as window:
        today = window.find('panel', 'Today')
        # Already open: a ticked warning sign isn't recorded as gone yet.
        window.find('push button', 'Something Else?', where=lambda one: 'expanded' in states(one))
        window.settle(find(today, 'list', 'Warning signs'))
        check_screen(tap, today, 'Today', ('push button', 'Save Check-In'),
                     ('push button', 'Same as Yesterday'), ('check box', 'Fever'),
                     ('check box', 'Gone Now: Fever'))
        check_scales(tap, today, 'Today')
        check_chosen(tap, window, today, 'Today')
        check_order(tap, window, 'Today', 'Dryness 4, severe', 'Something Else?', 'Discard',
                    'Same as Yesterday', 'Save Check-In', re.compile('^Source for'), 'Log Session',
                    'Today', 'Diary', 'Trends', 'Guide', 'Main Menu', 'Redness 0, none',
                    'Tingling 2, mild')
        window.click('push button', 'Discard', root=today)

        window.click('push button', 'Main Menu')
        window.find('menu item', 'Export Diary…')
        check_screen(tap, window.main, 'the main menu', ('menu item', 'Import Diary…'))
        window.click('menu item', 'Preferences')
        preferences = window.find(('dialog', 'frame'), 'Preferences')
        check_screen(tap, preferences, 'Preferences')
        check_order(tap, window, 'Preferences', *PREFERENCES)
        key('Escape')
        window.gone(('dialog', 'frame'), 'Preferences')

        dialog = window.open_log_session()
        window.open_more(dialog)
        check_screen(tap, dialog, 'Log Session at home', ('push button', 'Save'),
                     ('push button', 'Cancel'), ('push button', 'Home'), ('text', 'Date'),
                     ('text', 'Time'), ('combo box', 'Needle'), ('push button', 'Left cheek'),
                     ('text', 'Tool'), ('spin button', 'Hours Before Makeup'),
                     ('spin button', 'Days of Rest'), ('text', 'Notes'))
        window.click('push button', 'Home', root=dialog)
        # GTK doesn't report the focus on the text of an entry row.
        check_order(tap, window, 'Log Session', 'Home', 'Now', 'Choose a Date', 'More',
                    'Needle', 'Hours Before Makeup', 'Days of Rest', 'Notes', 'Cancel', 'Save')
        window.click('push button', 'Clinic', root=dialog)
        find(dialog, 'text', re.compile('(?i)before makeup'))
        check_screen(tap, dialog, 'Log Session in a clinic',
                     ('text', re.compile('(?i)date of the next session')),
                     ('text', 'Instructions'))
        window.click('push button', 'Home', root=dialog)
        window.click('push button', 'Cancel', root=dialog)
        window.gone('dialog', 'Log Session')

        window.go_to('Trends')
        window.see('image', re.compile('^Chart of severity by day. Day 2: redness 2, mild'))
        trends = window.find('panel', 'Trends')
        check_screen(tap, trends, 'Trends', ('combo box', 'Recovery'), ('push button', 'Redness'),
                     ('push button', 'Show as Table'), ('push button', 'Save Picture…'),
                     ('push button', 'Previous Month'), ('push button', 'Next Month'))
        window.click('push button', 'Redness', root=trends)
        key('space')  # as before
        check_order(tap, window, 'Trends', 'Redness', 'Tingling', 'Dryness',
                    re.compile('^Chart of severity'), re.compile('^Today, '), 'Log Session',
                    'Trends', 'Main Menu', 'Recovery', 'Show as Table',
                    'Save Picture…', 'Redness')

        window.go_to('Guide')
        guide = window.find('panel', 'Guide')
        window.see('heading', 'What’s normal')
        check_screen(tap, guide, 'the Guide', ('push button', 'Days 2 to 7, you are here'),
                     ('push button', 'When to Call a Clinician'),
                     ('push button', re.compile('^Source: Drier skin')))
        check_order(tap, window, 'the Guide', 'Before', 'First 8 Hours', 'Days 0 to 1',
                    'Days 2 to 7, you are here', 'Rested', 'When to Call a Clinician',
                    re.compile('^Source: Drier skin'))
        window.click('push button', 'When to Call a Clinician', root=guide)
        window.see('heading', 'Contact a clinician today')
        check_screen(tap, guide, 'when to call', ('push button', 'Source: Fever or chills.'))

        window.go_to('Diary')
        row = window.see('list item', re.compile('^Check-in'))
        diary = window.find('panel', 'Diary')
        check_screen(tap, diary, 'the Diary',
                     ('list item', re.compile('^Session, .*Home · 0.25 mm')),
                     ('list item', re.compile('^Check-in, .*Redness 2 · Tingling 1 · Dryness 0')),
                     ('push button', re.compile('^Delete session from ')),
                     ('push button', re.compile('^Delete check-in from ')))
        # In the list, the Delete key replaces the buttons.
        check_order(tap, window, 'the Diary', re.compile('^Session, '), re.compile('^Check-in, '),
                    'Log Session', 'Diary', 'Search', 'Main Menu',
                    entered(re.compile('^Session, '), re.compile('^Check-in, ')))

        window.click(row, across=0.3)
        form = window.find('dialog', re.compile('Check-In'))
        check_screen(tap, form, 'a check-in that is changed', ('push button', 'Save'),
                     ('push button', 'Cancel'), ('text', 'Date'), ('text', 'Time'))
        check_scales(tap, form, 'a check-in that is changed')
        window.click(window.scale('Redness', form)[1])
        key('2')  # as before
        eventually(lambda: name(window.focused()) == 'Redness 2, mild', 'redness is as before')
        check_order(tap, window, 'a check-in that is changed', 'Redness 2, mild',
                    'Tingling 1, slight', 'Dryness 0, none', 'Cancel', 'Save')
        window.click('push button', 'Cancel', root=form)
        window.gone('dialog', name(form))

        window.click('push button', re.compile('^Delete check-in from '), root=diary)
        window.see('push button', re.compile('^Undo( Undo)?$'))
        check_screen(tap, window.main, 'after deleting')

    with aftercare.Aftercare({'GTK_DEBUG': 'invert-text-dir'}) as window:
        check_mirrored(tap, window)


if __name__ == '__main__':
    main(test)
