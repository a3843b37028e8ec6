#!/usr/bin/python3
# measure_diary.py: measures stalls of the Diary and Trends
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the Diary with 100,000 notes and Trends with 200 sessions, scrolls both from end to end,
and measures the longest time that the main loop was busy without checking for other events.
Compares this with a bare GtkListView of as many rows with one label each."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import bench
import driver
import probe

COUNT = 100_000
STALL = 16.0  # milliseconds: a frame
STEPS = 150
KINDS = {'open': 'open the Diary', 'wheel': 'scroll the Diary with the wheel',
         'drag': 'drag the Diary from end to end', 'trends': 'open Trends',
         'trends-wheel': 'scroll Trends from end to end'}


def visit(found, page, look):
    """Clicks the name of a page. Returns the stalls until nothing happens any more."""
    button = found.window.find(('radio button', 'toggle button', 'push button', 'page tab'), page)
    found.window.settle(button)
    since = probe.click(found, button)
    found.settle(since, at_least=1.5)
    stalls = found.stalls(since)
    look()
    found.settle(probe.now())
    return stalls


def wheel(found, turns):
    """Turns the wheel over the middle of the page. Returns the stalls."""
    frame = found.window.main
    driver.xdo('mousemove', *found.window.point(frame))
    found.settle(probe.now())
    since = probe.now()
    driver.xdo('click', '--repeat', turns, '--delay', 16, 5)
    found.settle(since)
    return found.stalls(since)


def days(window):
    """Returns the days and sessions that the list has rows for."""
    return {driver.name(row) for row in driver.find_all(window.root, 'list item',
                                                        re.compile('^(?!Check-in,).'))}


def drag(found):
    """Drags the scroll bar of the Diary from top to end. Returns the stalls."""
    window = found.window
    driver.key('ctrl+Home')
    area = window.find('scroll pane', where=lambda one: driver.extents(one).height > 300)
    box = driver.extents(area)
    left, top = window.origin(area)
    # The bar overlays the edge of the page, and appears when the pointer is near.
    across, down = int(left + box.x + box.width - 5), int(top + box.y + 12)
    driver.xdo('mousemove', across - 40, down, 'sleep', 0.3, 'mousemove', across, down)
    found.settle(probe.now())
    before = days(window)
    found.settle(probe.now())
    since = probe.now()
    moves = []
    for step in range(STEPS + 1):
        moves += ['mousemove', across, down + int((box.height + 20) * step / STEPS), 'sleep', 0.016]
    driver.xdo('mousedown', 1, *moves, 'mouseup', 1)
    found.settle(since)
    stalls = found.stalls(since)
    after = days(window)
    if len(before - after) < 5 or len(after - before) < 5:
        sys.exit(f'the scroll bar was not dragged: {before} and then {after}')
    return stalls


def once(environment):
    """Opens the window and visits everything. Returns {kind: stalls}."""
    with probe.opened(environment) as found:
        window = found.window
        stalls = {'open': visit(found, 'Diary',
                                lambda: window.find('list item', re.compile('^Check-in,')))}
        stalls['wheel'] = wheel(found, STEPS)
        stalls['drag'] = drag(found)
        stalls['trends'] = visit(found, 'Trends',
                                 lambda: window.find('image', re.compile('^Chart')))
        stalls['trends-wheel'] = wheel(found, 40)
    time.sleep(0.2)
    return stalls


def bare(program):
    """Returns {kind: longest stall} of a bare list."""
    done = subprocess.run([program], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def main():
    """Prints the figures."""
    options = bench.arguments(__doc__)
    program = options.build / 'src' / 'app' / 'aftercare'
    folder = pathlib.Path(tempfile.mkdtemp(prefix='aft-bench-'))
    baseline = bench.build_tool(options, bench.ROOT / 'tests' / 'bench' / 'baselines' / 'bare-list.c',
                                'libadwaita-1')
    longest, usual, least = ({kind: [] for kind in KINDS} for _ in range(3))
    try:
        environment = bench.make_diary(program, folder, COUNT)
        for number in bench.rounds(options, 7, 1):
            for kind, stalls in once(environment).items():
                stalls = sorted(stalls) or [0.0]
                over = sum(stall > STALL for stall in stalls)
                print(f'# {number} {kind}: {over} of {len(stalls)} over {STALL:g} ms, the longest '
                      f'{stalls[-5:]}', file=sys.stderr, flush=True)
                if number > 0:
                    longest[kind].append(stalls[-1])
                    usual[kind].append(stalls[len(stalls) // 2])
            beside = bare(baseline)
            print(f'# {number} a bare list: {beside}', file=sys.stderr, flush=True)
            for kind, stall in beside.items():
                if number > 0:
                    least[kind].append(stall)
    finally:
        bench.remove(folder)

    middle, common, floor = (bench.medians(samples) for samples in (longest, usual, least))
    for kind, what in KINDS.items():
        note = f'{bench.spread(longest[kind])}; median stall {common[kind]:.3g} ms.'
        if kind in floor:
            note += (f' A bare GtkListView of as many rows, with only a label in each, takes '
                     f'{floor[kind]:.3g} ms: it keeps two hundred rows, however few are visible.')
        bench.figure(f'{what}: longest stall', '≤ 16 ms', middle[kind], 'ms', floor.get(kind),
                     met=middle[kind] <= STALL, note=note)


if __name__ == '__main__':
    main()
