#!/usr/bin/python3
# manual.py: checks that manual pages and completions have the same options as --help
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the output of `--help` with the manual pages, and with the completions of bash, zsh and
fish.

Asks the shells themselves if they are installed, and always reads the files.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMPLETIONS = ROOT / 'data' / 'completions'
# Command lines after which other options are valid.
LINES = ('aftercare ', 'aftercare --export x.pdf ', 'aftercare --status ')
ASK_BASH = """
source "$1"
COMP_WORDS=($2 "$3"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_aftercare
printf '%s\\n' "${COMPREPLY[@]}"
"""


def options_of_help(program):
    """Returns the options that a program lists."""
    text = subprocess.run([program, '--help'], check=True, capture_output=True, text=True,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}).stdout
    found = {option for line in text.splitlines() if re.match(r'\s+-', line)
             for option in re.findall(r'(?<![\w-])--?[a-z-]+', re.split(r'\s{2,}', line.strip())[0])}
    if '--help' not in found:
        sys.exit(f'{program} --help names no options:\n{text}')
    return found, text


def options_of_page(name):
    """Returns the options with a paragraph in the OPTIONS section of a manual page."""
    section = re.search(r'^\.SH OPTIONS\n(.*?)^\.SH', (ROOT / 'data' / 'man' / name).read_text(),
                        re.S | re.M).group(1)
    tags = ' '.join(re.findall(r'^\.TP\n(.*)$', section, re.M)).replace('\\-', '-')
    return set(re.findall(r'(?<![\w-])--?[a-z-]+', tags))


def ask_bash(line, word):
    """Returns the completions of bash for a word at the end of a line."""
    return subprocess.run(['bash', '--norc', '-c', ASK_BASH, 'bash',
                           COMPLETIONS / 'aftercare.bash', line, word],
                          check=True, capture_output=True, text=True).stdout.split()


def ask_fish(line, word):
    """Returns the completions of fish for a word at the end of a line."""
    said = subprocess.run(['fish', '--no-config', '--command',
                           f'source {COMPLETIONS}/aftercare.fish; complete -C "{line}{word}"'],
                          check=True, capture_output=True, text=True).stdout
    return [entry.split('\t')[0] for entry in said.splitlines()]


def options_asked(ask):
    """Returns the options that a shell completes after any of LINES."""
    return {option for line in LINES for word in ('-', '--')
            for option in ask(line, word) if option.startswith('-')}


def options_of_zsh():
    """Returns the options in the zsh file."""
    text = (COMPLETIONS / '_aftercare').read_text()
    found = set(re.findall(r'^\s+"\([^)]*\)(--[a-z-]+)=?\[', text, re.M))
    for group in re.findall(r'\{([^}]*)\}"\[', text):
        found |= set(group.split(','))
    return found


def formats_of_help(text):
    """Returns the values of --format."""
    return set(re.findall(r'[a-z-]+', re.search(r'--format=\S+\s+[^:]*: ([^\n]*?) or (\w+)', text)
                          .expand(r'\1 \2')))


def main():
    """Returns 0 if all is well, else 1 with a line for each problem."""
    program, notifier = os.environ['TEST_AFTERCARE'], os.environ['TEST_NOTIFIER']
    wanted, text = options_of_help(program)
    formats = formats_of_help(text)
    have = {'the manual page': options_of_page('aftercare.1'),
            'the completion for zsh': options_of_zsh()}
    have_formats = {
        'the completion for zsh': set(
            re.search(r'format:\(([^)]*)\)', (COMPLETIONS / '_aftercare').read_text())
            .group(1).split())}
    for shell, ask in (('bash', ask_bash), ('fish', ask_fish)):
        if shutil.which(shell):
            have[f'the completion for {shell}'] = options_asked(ask)
            have_formats[f'the completion for {shell}'] = set(
                ask('aftercare --export x --format ', ''))
        else:
            print(f'{shell} is not installed: only its file was checked')

    offences = []
    for what, options in have.items():
        offences += [f'{what} lacks {option}' for option in sorted(wanted - options)]
        offences += [f'{what} has {option}, which --help lacks'
                     for option in sorted(options - wanted)]
    for what, words in have_formats.items():
        if words != formats:
            offences.append(f'{what} offers {sorted(words)} for --format, not {sorted(formats)}')
    page = options_of_page('aftercare-notifier.8')
    told = options_of_help(notifier)[0]
    if page != told:
        offences.append(f'aftercare-notifier.8 has {sorted(page)}, --help {sorted(told)}')
    for path in (ROOT / 'data' / 'man').iterdir():
        if shutil.which('man'):
            said = subprocess.run(['man', '--warnings', '-l', '-Tutf8', path], capture_output=True,
                                  check=True, text=True, env={**os.environ, 'MANPAGER': 'cat'})
            offences += [f'{path.name}: {line}' for line in said.stderr.splitlines()]
    for shell, name in (('zsh', '_aftercare'), ('fish', 'aftercare.fish')):
        if shutil.which(shell) and subprocess.run([shell, '-n', COMPLETIONS / name],
                                                  check=False).returncode != 0:
            offences.append(f'{shell} cannot read {name}')

    print('\n'.join(offences) or f'{len(wanted)} options, in the manual and {len(have) - 1} shells')
    return 1 if offences else 0


if __name__ == '__main__':
    sys.exit(main())
