#!/usr/bin/python3
# measure_search.py: measures how soon a search shows its results
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""In 100,000 notes, measures from each key press in the search of the Diary until the rows are
there and painted. The slowest letter of each word counts, because that is how fast the search
feels."""
import pathlib
import re
import sys
import tempfile
import time

import bench
import driver
import probe

COUNT = 100_000
# Words found in many notes and in few, typed letter by letter, and a script without spaces.
TYPED = {'a word': 'nose', 'two words': 'redness ev', 'nothing': 'xyz'}
PASTED = '頬'
PAUSE = 0.4  # seconds between two keys: each is measured alone


def press(found, key):
    """Presses a key. Returns (milliseconds until the rows, milliseconds until they are painted)."""
    since = probe.now()
    driver.xdo('key', key)
    at = found.wait('found', since)
    time.sleep(PAUSE)
    pressed = max(when for word, when, _ in found.lines(since) if word == 'key' and when <= at)
    painted = found.first('frame', at)
    if painted is None:
        sys.exit(f'the result after {key} was never painted')
    return (at - pressed) / 1000, (painted - pressed) / 1000


def write(found, text):
    """Types a word. Returns the result of press () for its slowest letter."""
    answers = []
    for letter in text:
        if letter == ' ':
            driver.xdo('key', 'space')  # nothing else is searched
            time.sleep(PAUSE)
        else:
            answers.append(press(found, letter))
    return tuple(map(max, zip(*answers)))


def clear(found):
    """Clears the search."""
    since = probe.now()
    driver.key('ctrl+a', 'BackSpace')
    found.wait('found', since)
    time.sleep(2 * PAUSE)


def main():
    """Prints the figures."""
    options = bench.arguments(__doc__)
    program = options.build / 'src' / 'app' / 'aftercare'
    folder = pathlib.Path(tempfile.mkdtemp(prefix='aft-bench-'))
    kinds = [*TYPED, PASTED]
    rows, painted = ({kind: [] for kind in kinds} for _ in range(2))
    first = []
    try:
        environment = bench.make_diary(program, folder, COUNT)
        with probe.opened(environment) as found:
            window = found.window
            window.go_to('Diary')
            window.find('list item', re.compile('^Check-in,'))
            found.settle(probe.now(), at_least=1.0)
            # The first search after a large import, as soon as a person can do it.
            driver.key('ctrl+f')
            time.sleep(2 * PAUSE)
            since = probe.now()
            driver.xdo('key', 'n')
            first.append((found.wait('found', since, 60) - found.first('key', since)) / 1000)
            clear(found)
            for number in bench.rounds(options, 7, 2):
                once = {}
                for kind, text in TYPED.items():
                    once[kind] = write(found, text)
                    clear(found)
                since = probe.now()
                driver.paste(PASTED)
                found.wait('found', since)
                time.sleep(PAUSE)
                lines = found.lines(since)
                at = next(when for word, when, _ in lines if word == 'found')
                pressed = max(when for word, when, _ in lines if word == 'key' and when <= at)
                once[PASTED] = ((at - pressed) / 1000, (found.first('frame', at) - pressed) / 1000)
                clear(found)
                print(f'# {number}: {once}', file=sys.stderr, flush=True)
                for kind, (its_rows, its_paint) in once.items():
                    if number > 0:
                        rows[kind].append(its_rows)
                        painted[kind].append(its_paint)
    finally:
        bench.remove(folder)

    middle, shown = bench.medians(rows), bench.medians(painted)
    names = {**{kind: f'“{text}”, typed' for kind, text in TYPED.items()}, PASTED: f'“{PASTED}”, pasted'}
    for kind in kinds:
        bench.figure(f'search in 100,000 notes, {names[kind]}: key press to rows', '≤ 16 ms', middle[kind], 'ms',
                     met=middle[kind] <= 16,
                     note=f'{bench.spread(rows[kind])}; painted after {shown[kind]:.3g} ms')
    bench.figure('first search after importing 100,000 notes', '', first[0], 'ms')


if __name__ == '__main__':
    main()
