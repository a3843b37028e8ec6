#!/usr/bin/python3
# bench_exchange.py: measures time and memory for export and import of a very large diary
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run through `meson test --benchmark`. Prints a table; fails if memory grows with the file.

NOTES is the number of check-ins (1,000,000). GIANT is the size in MiB of two more files (1,024):
one is a single text, the other has long but valid texts.
"""
import os
import shutil
import sys
import tempfile
import time

NOTES = int(os.environ.get('NOTES', '1000000'))
GIANT = int(os.environ.get('GIANT', '1024'))
# kB. Each id needs 16 bytes while a file is read (about 80 including its hash table), and SQLite
# has a page cache of 64 MiB. Nothing else grows.
MOST_IMPORT = 200 * 1024 + NOTES * 80 // 1024
MOST_EXPORT = 100 * 1024
MOST_GIANT = 100 * 1024

HEAD = ('{"format": "org.example.Aftercare.diary", "version": 1, "exported_at": "2024-01-01T00:00:00Z", '
        '"generator": "bench", "sessions": [], "deleted": [], ')
NOTE = ('{{"id": "0b6ec4d0-0000-4000-8000-{0:012x}", "noted_at": "{1}", "time_zone": "UTC", "date": "{2}", '
        '"redness": {3}, "tingling": null, "dryness": 1, "flags": [], "resolved_flags": [], '
        '"text": "Check-in number {0}", "created_at": "{1}", "modified_at": "{1}"}}')


def write_notes(path):
    """A diary of many check-ins, about one every five minutes."""
    with open(path, 'w', encoding='utf-8') as file:
        file.write(HEAD + '"skin_notes": [\n')
        for i in range(NOTES):
            seconds = 946684800 + i * 600000000 // max(NOTES, 1)
            at = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(seconds))
            file.write((',\n' if i else '') + NOTE.format(i, at, at[:10], i % 5))
        file.write(']}\n')


def write_giant(path):
    """A single endless text."""
    block = b'x' * (1 << 20)
    with open(path, 'wb') as file:
        file.write(HEAD.encode() + b'"skin_notes": [{"text": "')
        for _ in range(GIANT):
            file.write(block)


def write_long_texts(path):
    """Writes a valid file of the same size: check-ins with texts of nearly the maximum length.
    Returns their number."""
    text = 'What my skin was like. ' * 2700
    count = (GIANT << 20) // len(text)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(HEAD + '"skin_notes": [\n')
        for i in range(count):
            at = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(946684800 + i * 3600))
            note = NOTE.format(i, at, at[:10], i % 5).replace(f'Check-in number {i}', text)
            file.write((',\n' if i else '') + note)
        file.write(']}\n')
    return count


def run(what, most, arguments, environment, status=0):
    """Runs the program once and prints a line. Returns whether it used at most @most kB."""
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execvpe(arguments[0], arguments, environment)
    _, code, usage = os.wait4(pid, 0)
    took = time.monotonic() - begun
    good = os.waitstatus_to_exitcode(code) == status and usage.ru_maxrss <= most
    print(f'# {what:<34} {took:7.1f} s {usage.ru_maxrss / 1024:7.0f} MiB (at most {most // 1024})', flush=True)
    return good


def main():
    """Prints TAP."""
    program = os.path.abspath(sys.argv[1])
    home = tempfile.mkdtemp(prefix='aft-bench-')
    environment = os.environ | {
        'HOME': home, 'XDG_DATA_HOME': f'{home}/data', 'XDG_CONFIG_HOME': f'{home}/config',
        'XDG_RUNTIME_DIR': home, 'DBUS_SESSION_BUS_ADDRESS': f'unix:path={home}/no-bus', 'TMPDIR': home,
    }
    results = []
    try:
        notes, giant, out = (f'{home}/{name}' for name in ('notes.json', 'giant.json', 'out'))
        write_notes(notes)
        print(f'# {NOTES} check-ins, {os.path.getsize(notes) >> 20} MiB of JSON', flush=True)
        results.append(('import', run('import', MOST_IMPORT, [program, '--import', notes], environment)))
        for end in ('.json', '.csv'):
            results.append((f'export {end}', run(f'export {end}', MOST_EXPORT,
                                                 [program, '--export', out + end], environment)))
        results.append(('import again', run('import again, nothing new', MOST_IMPORT,
                                            [program, '--import', out + '.json'], environment)))
        for path in (notes, out + '.json', out + '-sessions.csv', out + '-notes.csv'):
            os.unlink(path)
        write_giant(giant)
        results.append(('one giant text', run(f'a file of {GIANT} MiB, refused', MOST_GIANT,
                                              [program, '--import', giant], environment, status=1)))
        os.unlink(giant)
        shutil.rmtree(f'{home}/data')
        count = write_long_texts(giant)
        results.append(('long texts', run(f'{os.path.getsize(giant) >> 20} MiB, {count} long texts, import',
                                          MOST_IMPORT, [program, '--import', giant], environment)))
        os.unlink(giant)
        results.append(('long texts out', run('export', MOST_EXPORT,
                                              [program, '--export', out + '.json'], environment)))
        results.append(('as large', os.path.getsize(out + '.json') >> 20 >= GIANT))
    finally:
        shutil.rmtree(home)
    print(f'1..{len(results)}')
    for number, (what, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {what}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
