#!/usr/bin/python3
# hardening.py: checks that the programs are built with hardening
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the programs with readelf. They must be position independent, have read-only relocations, a
non-executable stack and a stack protector, and search libraries only in the system's folders.

  hardening.py PROGRAM... [--fortified PROBE]

The probe is built with the same flags and has one call that _FORTIFY_SOURCE replaces. The programs
have none, because GLib makes these calls.
"""
import re
import subprocess
import sys


def readelf(program, *options):
    """Returns the output of readelf for a program."""
    return subprocess.run(['readelf', '--wide', *options, program], check=True,
                          capture_output=True, text=True).stdout


def look_at(program):
    """Returns the problems of a program, one line each."""
    header = readelf(program, '--file-header')
    segments = readelf(program, '--segments')
    dynamic = readelf(program, '--dynamic')
    symbols = readelf(program, '--dyn-syms')
    stack = re.search(r'GNU_STACK\s.*?(\S+)\s+0x\w+$', segments, re.M)
    wrong = []
    if not re.search(r'Type:\s+DYN', header) or 'INTERP' not in segments:
        wrong.append('it is not position independent (PIE)')
    if 'GNU_RELRO' not in segments:
        wrong.append('its relocations stay writable (RELRO)')
    if not re.search(r'\(FLAGS\).*BIND_NOW|\(FLAGS_1\).*NOW|\(BIND_NOW\)', dynamic):
        wrong.append('its functions are bound when first called (BIND_NOW)')
    if stack is None or 'E' in stack.group(1):
        wrong.append('its stack is executable')
    if '__stack_chk_fail' not in symbols:
        wrong.append('it has no stack protector')
    if re.search(r'\((RPATH|RUNPATH)\)', dynamic):
        wrong.append('it searches libraries in additional folders (RUNPATH)')
    if re.search(r'\bW\w*E|RWE', ' '.join(re.findall(r'^\s+LOAD\s.*$', segments, re.M))):
        wrong.append('it has memory that is both writable and executable')
    return [f'{program}: {line}' for line in wrong]


def main(arguments):
    """Returns 0 if all is well, else 1 with a line for each problem."""
    probe = None
    if '--fortified' in arguments:
        at = arguments.index('--fortified')
        probe = arguments[at + 1]
        arguments = arguments[:at]
    if not arguments:
        sys.exit('no programs given')
    offences = [line for program in arguments for line in look_at(program)]
    if probe and '__strcpy_chk' not in readelf(probe, '--dyn-syms'):
        offences.append('the flags of this build do not check the length of copies (_FORTIFY_SOURCE)')
    print('\n'.join(offences) or f'{len(arguments)} programs are built with hardening')
    return 1 if offences else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
