#!/usr/bin/python3
# potfiles.py: checks that POTFILES lists exactly the files with translatable strings
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks xgettext, because translators get their strings from it. Strings in a file that POTFILES
lacks would silently stay untranslated."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The default keywords, such as ngettext, and those of GLib.
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3']


def find_sources():
    """Returns every file that could have strings, relative to the project."""
    found = [path for path in (ROOT / 'src').rglob('*') if path.suffix in ('.c', '.h', '.ui')]
    found += ROOT.glob('*.desktop')
    found += (ROOT / 'data').glob('*.desktop.in')
    found += (ROOT / 'data').glob('*.metainfo.xml.in')
    return sorted(str(path.relative_to(ROOT)) for path in found)


def find_translatable(sources):
    """Returns the files in which xgettext finds strings."""
    template = subprocess.run(
        ['xgettext', '--from-code=UTF-8', '--output=-', '--no-wrap', '--add-location=file',
         *(f'--keyword={keyword}' for keyword in KEYWORDS), *sources],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {name for line in template.splitlines() if line.startswith('#: ')
            for name in line.split()[1:]}


def main():
    """Returns 0 if all is well, else 1 with a line for each problem."""
    listed = [line for line in (ROOT / 'po' / 'POTFILES').read_text().splitlines()
              if line and not line.startswith('#')]
    sources = find_sources()
    translatable = find_translatable(sources)
    if not translatable:
        sys.exit('xgettext finds no strings at all')

    offences = [f'{name} has translatable strings, but is not in po/POTFILES'
                for name in sorted(translatable - set(listed))]
    offences += [f'{name} is in po/POTFILES, but ' +
                 ('has no translatable strings' if name in sources else 'does not exist')
                 for name in sorted(set(listed) - translatable)]
    if listed != sorted(set(listed)):
        offences.append('po/POTFILES is not sorted, or lists a file twice')
    print('\n'.join(offences) or f'{len(listed)} files are listed')
    return 1 if offences else 0


if __name__ == '__main__':
    sys.exit(main())
