#!/usr/bin/python3
# languages.py: tests dates in sentences for people who live in one country and read another
# language
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Creates locales of several countries in a temporary folder, and runs a test with each as LC_TIME.

    languages.py PROGRAM
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

LOCALES = ('ja_JP', 'de_DE', 'ru_RU', 'fa_IR', 'en_US')
SOURCES = '/usr/share/i18n/locales'


def make_locale(locale, folder):
    """Creates a locale without character classes and sorting order, which take most of the time."""
    source = pathlib.Path(SOURCES, locale).read_bytes()
    for category in (b'LC_CTYPE', b'LC_COLLATE'):
        source = re.sub(rb'(?ms)^%b\s*$.*?^END %b\s*$' % (category, category),
                        b'%b\ncopy "POSIX"\nEND %b' % (category, category), source)
    short = pathlib.Path(folder, locale)
    short.write_bytes(source)
    subprocess.run(['localedef', '--quiet', '--force', '-i', short, '-f', 'UTF-8',
                    f'{folder}/{locale}.UTF-8'], check=True)


def main():
    """Prints one line of TAP for each locale."""
    print(f'1..{len(LOCALES)}', flush=True)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, locale in enumerate(LOCALES, 1):
            name = f'{locale}.UTF-8'
            make_locale(locale, folder)
            environment = {key: value for key, value in os.environ.items()
                           if not key.startswith('LC_') and key != 'LANGUAGE'}
            environment.update({'LOCPATH': folder, 'LANG': 'C.UTF-8', 'LC_TIME': name})
            ran = subprocess.run(sys.argv[1:], env=environment, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, text=True, check=False)
            failed += ran.returncode != 0
            print(''.join(f'# {line}\n' for line in ran.stdout.splitlines()), end='')
            print(f'{"ok" if ran.returncode == 0 else "not ok"} {number} - LC_TIME={name}', flush=True)
    sys.exit(failed != 0)


main()
