#!/usr/bin/python3
# instructions.py: counts the instructions of load, plan and export, and compares them with a budget
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A busy machine makes a program slower, but doesn't make it execute more instructions, so a test can
judge their number. callgrind counts them in our code and in libraries. The budget is only exact for
the compiler and the libraries it was recorded with (tests/bench/instructions.json). With others on
the same architecture, only counts far beyond it fail; on another architecture, or with another
optimization, the test is skipped and says so.

--update records the present counts; give the reason in the commit.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

KINDS = ('load', 'values', 'plan', 'notifier-plan', 'export')
BUDGETS = pathlib.Path(__file__).with_suffix('.json')
BOUND = 1.10  # with the recorded compiler and libraries
FAR_BOUND = 1.75  # with others


def count(program, kind, diary, folder):
    """Returns the number of instructions of one of KINDS."""
    out = folder / f'{kind}.out'
    function = 'count_' + kind.replace('-', '_')
    # Meson makes malloc() fill its blocks, which would be counted too, but not with --update.
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(('MALLOC_', 'G_', 'VALGRIND_')) and name != 'LD_PRELOAD'}
    environment |= {'LC_ALL': 'C.UTF-8', 'TZ': 'UTC'}
    done = subprocess.run(['valgrind', '--tool=callgrind', f'--callgrind-out-file={out}',
                           f'--toggle-collect={function}', program, kind, diary],
                          capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        sys.exit(f'{kind} failed under callgrind:\n{done.stderr}')
    total = re.search(r'^totals: (\d+)', out.read_text(), re.MULTILINE)
    if total is None or int(total[1]) == 0:
        sys.exit(f'callgrind counted nothing in {function} (): is the program stripped?')
    return int(total[1])


def find_budget(budgets, machine):
    """Returns the number of instructions allowed, and its factor, or None and None."""
    for budget in budgets:
        if budget['machine'] == machine:
            return budget['instructions'], BOUND
    for budget in budgets:
        if all(budget['machine'][key] == machine[key] for key in ('architecture', 'optimization')):
            return budget['instructions'], FAR_BOUND
    return None, None


def main():
    parser = argparse.ArgumentParser(description='Counts instructions and compares them with a budget.')
    parser.add_argument('--update', action='store_true', help='record the counts as the budget')
    parser.add_argument('--machine', type=json.loads, required=True,
                        help='machine and build of the program, as a JSON object')
    parser.add_argument('program')
    options = parser.parse_args()

    budgets = json.loads(BUDGETS.read_text(encoding='utf-8'))
    allowed, bound = find_budget(budgets, options.machine)
    if not options.update:
        print(f'1..{len(KINDS)}')
        if allowed is None:
            for number, kind in enumerate(KINDS, 1):
                print(f'ok {number} {kind} # SKIP no budget recorded for {json.dumps(options.machine)}')
            return 0

    counted = {}
    failed = False
    with tempfile.TemporaryDirectory(prefix='aftercare-instructions-') as name:
        folder = pathlib.Path(name)
        diary = folder / 'diary.db'
        subprocess.run([options.program, 'make', diary], check=True)
        for number, kind in enumerate(KINDS, 1):
            counted[kind] = count(options.program, kind, diary, folder)
            if not options.update:
                limit = int(allowed[kind] * bound)
                good = counted[kind] <= limit
                failed |= not good
                print(f'# {kind}: {counted[kind]:,} instructions, recorded {allowed[kind]:,}, '
                      f'allowed {limit:,}')
                print(f'{"ok" if good else "not ok"} {number} {kind}', flush=True)
    if options.update:
        budgets = [budget for budget in budgets if budget['machine'] != options.machine]
        budgets.append({'machine': options.machine, 'instructions': counted})
        BUDGETS.write_text(json.dumps(budgets, indent=2) + '\n', encoding='utf-8')
        print(json.dumps(counted, indent=2))
    if failed:
        print('# More instructions than recorded. Find the cause with callgrind or, if they are justified,\n'
              '# update the budget: meson compile -C BUILD update-instructions')
    return int(failed)


sys.exit(main())
