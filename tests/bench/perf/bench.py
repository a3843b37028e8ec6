# bench.py: shared by the measurements: diaries, measured programs, figures
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A measurement is an executable measure_NAME.py that takes --build FOLDER and --quick, and prints
one JSON object per line, see figure (). tools/bench makes a table of them. Measurements compare
medians; each round measures everything in turn, so that a busy machine affects all alike."""
import argparse
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[3]
FELLOWS = 4  # programs that share libraries with the measured one, see bench_notifier.py
TEXTS = ('', '', 'Redness nearly gone by the evening.', 'A little flaky around the nose.',
         'Slept badly, cheeks warm.', 'Skin feels smooth.')


def arguments(description):
    """Returns the options of a measurement."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument('--build', type=pathlib.Path, default=ROOT / 'build' / 'bench',
                        help='build folder of the program')
    parser.add_argument('--quick', action='store_true', help='fewer rounds')
    options = parser.parse_args()
    options.build = options.build.resolve()
    return options


def figure(what, goal, value, unit, baseline=None, *, ratio=None, met=None, note='', section=None):
    """Prints one figure. baseline: the value it is compared with; met: whether it meets its goal,
    None without one; section: Markdown for the document."""
    if ratio is None and baseline:
        ratio = value / baseline
    line = {'what': what, 'goal': goal, 'value': value, 'unit': unit, 'baseline': baseline,
            'ratio': ratio, 'met': met, 'note': note}
    if section:
        line['section'] = section
    print(json.dumps(line, ensure_ascii=False), flush=True)


def spread(values):
    """Returns the range of some values as text."""
    return f'{min(values):.3g} to {max(values):.3g} in {len(values)} rounds'


# ---- Diaries -------------------------------------------------------------------------------


def instant(seconds):
    """Returns a time in the JSON format."""
    return time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(seconds))


def make_notes(count, now):
    """Yields check-ins, oldest first: one every four hours, the latest an hour ago."""
    for i in range(count):
        at = now - 3600 - (count - 1 - i) * 14400
        written = instant(at)
        yield {'id': str(uuid.UUID(int=i + 1, version=4)), 'noted_at': written, 'time_zone': 'UTC',
               'date': instant(at - 14400)[:10], 'redness': i % 3, 'tingling': i % 2, 'dryness': 1,
               'flags': [], 'resolved_flags': [], 'text': TEXTS[i % len(TEXTS)],
               'created_at': written, 'modified_at': written}


def make_sessions(count, now):
    """Yields sessions, oldest first: one every fortnight, the latest three days ago."""
    for i in range(count):
        written = instant(now - 3 * 86400 - (count - 1 - i) * 14 * 86400)
        yield {'id': str(uuid.UUID(int=10 ** 9 + i, version=4)), 'ended_at': written,
               'time_zone': 'UTC', 'setting': 'home', 'needle_mm': 0.25, 'tool': 'Roller',
               'zones': ['left_cheek'], 'makeup_wait_hours': 8, 'rest_days': 14,
               'next_session_date': None, 'clinic_instructions': '', 'text': '',
               'created_at': written, 'modified_at': written}


def write_diary(path, count):
    """Writes a diary of this many notes, and of a matching number of sessions, up to 200."""
    now = time.time()
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'format': 'org.example.Aftercare.diary', 'version': 1, 'exported_at': instant(now),
                   'generator': 'bench',
                   'sessions': list(make_sessions(max(1, min(200, count // 84)), now)),
                   'skin_notes': list(make_notes(count, now)), 'deleted': []}, file)


def home(folder):
    """Creates folders for a person, and returns the environment of programs that use them."""
    places = {'HOME': folder, 'XDG_DATA_HOME': folder / 'data', 'XDG_CONFIG_HOME': folder / 'config',
              'XDG_CACHE_HOME': folder / 'cache', 'XDG_STATE_HOME': folder / 'state'}
    for place in places.values():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.environ | {variable: str(place) for variable, place in places.items()}


def make_diary(program, folder, count):
    """Fills a diary in a separate home. Returns the environment for it."""
    environment = home(folder)
    written = folder / 'diary.json'
    write_diary(written, count)
    subprocess.run([program, '--import', written], check=True, env=environment,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    written.unlink()
    return environment


# ---- Programs ------------------------------------------------------------------------------


def build_tool(options, source, *packages, libraries=()):
    """Compiles a file that only the measurements use. Returns the program in the build folder."""
    source = pathlib.Path(source)
    program = options.build / 'bench-tools' / source.stem
    if program.exists() and program.stat().st_mtime > source.stat().st_mtime:
        return program
    program.parent.mkdir(parents=True, exist_ok=True)
    flags = []
    if packages:
        flags = subprocess.run(['pkg-config', '--cflags', '--libs', *packages], check=True,
                               capture_output=True, text=True).stdout.split()
    subprocess.run([os.environ.get('CC', 'cc'), '-O2', '-o', program, source, *flags,
                    *(f'-l{name}' for name in libraries)], check=True)
    return program


def family(pid):
    """Returns a process and all its descendants."""
    children = {}
    for entry in os.listdir('/proc'):
        if entry.isdigit():
            try:
                parent = pathlib.Path('/proc', entry, 'stat').read_text().rsplit(')', 1)[1].split()[1]
            except OSError:
                continue
            children.setdefault(int(parent), []).append(int(entry))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def pss(pid):
    """Returns the proportional set size in KiB, or 0 if the process no longer exists."""
    try:
        text = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith('Pss:'))


def end(pid, patience=3.0):
    """Ends a program that was started here, and its children: first with SIGTERM, then with
    SIGKILL."""
    processes = family(pid)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for one in reversed(processes):
            try:
                os.kill(one, number)
            except ProcessLookupError:
                pass
        limit = time.monotonic() + patience
        while time.monotonic() < limit:
            try:
                os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:
                pass
            if not any(is_alive(one) for one in processes):
                return
            time.sleep(0.02)


def is_alive(pid):
    """Returns whether a process exists and isn't a zombie."""
    try:
        return pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False


def rounds(options, usual, quick):
    """Yields the numbers of the rounds; number 0 warms up caches and isn't counted."""
    yield from range(1 + (quick if options.quick else usual))


def medians(samples):
    """Returns {name: median} of {name: [value]}, without names that have no values."""
    return {name: statistics.median(values) for name, values in samples.items() if values}


def remove(folder):
    """Removes a temporary folder, even if an ending program still writes to it."""
    shutil.rmtree(folder, ignore_errors=True)
