#!/usr/bin/python3
# guide.py: tests reading the Guide, with mouse and keyboard
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Guide opens at the person's phase, for five diaries; a phase and a source are one click or
one key away; the clinic's instructions come first while they apply."""
import datetime
import re

import aftercare
import driver
from driver import (description, eventually, extents, find, find_all, key, main, name, on_screen, role,
                    states)

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
INSTRUCTIONS = 'The white cream twice a day.'


def guide_of(window):
    """Returns the page once it shows its subject."""
    page = window.find('panel', 'Guide')
    window.see('heading', re.compile('.'), root=page)
    return page


def pressed(page):
    """Returns the names of pressed buttons: one phase."""
    return [name(button) for button in find_all(page, 'push button')
            if 'pressed' in states(button)]


def headings(page):
    """Returns the headings of the page from top to bottom."""
    return [name(heading) for heading in find_all(page, 'heading')]


def in_popover(accessible):
    """Returns whether it is in an open popover."""
    return driver.popover_of(accessible) is not None


def source_shown(window, pattern):
    """Waits until an open popover contains the text, and a screen reader speaks it."""
    window.find('label', re.compile(pattern), where=in_popover)
    eventually(lambda: role(window.focused()) == 'label' and in_popover(window.focused()),
               'the source has the focus')


def opens_at(tap, sessions, phase, here, notes=()):
    """Opens the window with a diary; checks where the Guide opens and how it explains that."""
    aftercare.import_diary(sessions, notes)
    with aftercare.Aftercare() as window:
        window.go_to('Guide')
        page = guide_of(window)
        have = pressed(page)
        tap.check(have == [phase if not here else f'{phase}, you are here'],
                  f'the Guide opens at {phase}', have)
        tap.check(headings(page)[0] == phase, f'{phase} is the heading', headings(page))
        if here:
            window.label(f'^You are here: {here}')


def by_mouse(tap):
    """Clicks a phase, a source and when to call."""
    with aftercare.Aftercare() as window:
        window.go_to('Guide')
        page = guide_of(window)
        window.click('push button', 'First 8 Hours', root=page)
        window.see('heading', 'First 8 Hours', root=page)
        tap.check(pressed(page) == ['First 8 Hours'], 'a click selects a phase', pressed(page))
        window.find('list item', 'Some tingling. The guide.', root=page)

        source = window.find('push button', re.compile('^Source: Exercise'), root=page)
        tap.check(description(source) == '', 'a screen reader doesn’t speak the source unasked',
                  description(source))
        window.click(source)
        source_shown(window, 'isn’t authoritative.*leaves it empty')
        tap.step('a click opens the source')
        key('Escape')

        source = window.find('push button', re.compile('^Source: In a study with needles'),
                             root=page)
        window.click(source)
        source_shown(window, '^Han TY and others, 2012\nFacial Skin Barrier .*\nDermatol Surg 38'
                             '.*\nRandomized trial · needles of 0.15 mm, 0.25 mm · on the face$')
        window.find(('link', 'push button'), 'Open in PubMed', where=in_popover)
        tap.step('a source names authors, year and what was studied, with a link to it')
        key('Escape')

        window.click('push button', 'When to Call a Clinician', root=page)
        window.see('heading', 'Contact a clinician today', root=page)
        wanted = ['Fever or chills.', 'Discharge from the skin.', 'Redness that spreads.',
                  'Redness that goes away and comes back.', 'Swelling that grows.',
                  'Pain that gets worse.', 'A cold sore.', 'Anything that’s worse after a week.']
        rows = [name(row) for row in find_all(page, 'list item')]
        tap.check(all(f'{line} Common advice.' in rows for line in wanted),
                  'when to call lists all eight signs', rows)
        said = [label for label in find_all(page, 'label')
                if 'not a medical device' in name(label)]
        tap.check(len(said) == 1, 'the medical device notice appears once', said)

        window.go_to('Today')
        window.see('heading', 'What may I do now?', scroll=True)
        window.go_to('Guide')
        eventually(lambda: pressed(page) == ['Days 2 to 7, you are here'],
                   "reopened, the Guide shows the person's phase")
        tap.step("reopened, the Guide shows the person's phase")


def by_keyboard(tap):
    """The same with keys."""
    with aftercare.Aftercare() as window:
        window.find('panel', 'Today')
        window.wait_active(window.main)
        key('ctrl+4')
        page = guide_of(window)
        tap.check(pressed(page) == ['Days 2 to 7, you are here'], 'Ctrl+4 opens the Guide')
        window.tab_to('push button', 'Before')
        key('Right')
        eventually(lambda: name(window.focused()) == 'First 8 Hours', 'an arrow moves on')
        key('space')
        eventually(lambda: pressed(page) == ['First 8 Hours'], 'Space chooses a phase')
        tap.step('arrows and Space choose a phase')
        window.tab_to('push button', 'When to Call a Clinician')
        key('Return')
        window.see('heading', 'Talk to a clinician', root=page)
        window.tab_to('push button', 'Source: A cold sore.')
        eventually(lambda: on_screen(window.focused()), 'Tab scrolls to the source')
        key('space')
        source_shown(window, '^Clinics and brands commonly say this, but it isn’t authoritative.$')
        key('Escape')
        eventually(lambda: name(window.focused()) == 'Source: A cold sore.',
                   'Escape goes back to the same place')
        tap.step('a source opens and closes with keys')


def in_clinic(tap):
    """The clinic's instructions come before everything else."""
    now = aftercare.now()
    opens_at(tap, [aftercare.session(now - DAY, setting='office', makeup_wait_hours=None,
                                     rest_days=None, clinic_instructions=INSTRUCTIONS)],
             'Days 0 to 1', 'Day 1 of recovery · Ask your clinic')
    with aftercare.Aftercare() as window:
        window.go_to('Guide')
        page = guide_of(window)
        said = window.see('label', INSTRUCTIONS, root=page)
        first = find(page, 'list item', 'Your doctor’s instructions come first. The guide.')
        others = [row for row in find_all(page, 'list item') if row != first]
        tap.check(all(extents(said).y < extents(row).y for row in [first] + others)
                  and headings(page)[1:3] == ['What Your Clinic Said', 'At a clinic'],
                  'the clinic comes first', headings(page))
        guesses = [name(row) for row in others
                   if re.search('^Makeup|^Exercise|^Strong sun|^Retinoids|SPF', name(row))]
        tap.check(not guesses, "general figures don't replace the clinic's", guesses)


def test(tap):
    """From an empty diary to one with a clinic; each has later sessions than the one before."""
    now = aftercare.now()
    with aftercare.Aftercare() as window:
        window.go_to('Guide')
        page = guide_of(window)
        tap.check(pressed(page) == ['Before'], 'without a session the Guide opens at Before')

    opens_at(tap, [aftercare.session(now - 30 * DAY)], 'Rested',
             'Day 30 of recovery · Ready for your next session',
             [aftercare.note(now - HOUR, 0, 0, 0)])
    opens_at(tap, [aftercare.session(now - 3 * DAY)], 'Days 2 to 7', 'Day 3 of recovery · Resting')
    by_mouse(tap)
    by_keyboard(tap)
    in_clinic(tap)
    opens_at(tap, [aftercare.session(now - HOUR)], 'First 8 Hours', 'Day [01] of recovery')


if __name__ == '__main__':
    main(test)
