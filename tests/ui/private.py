#!/usr/bin/python3
# private.py: tests that nothing of the diary leaves this computer or is in a log
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the window, the notifier and the command line without a network, under strace, through typical
actions. Then checks which sockets they opened, and searches all their output for text of the diary.

Skipped if the kernel doesn't allow one or the other.
"""
import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import aftercare
import driver
from driver import eventually, key, main, paste, session_folder
from notifications import Notifications

WAIT = datetime.timedelta(hours=8)
AHEAD = datetime.timedelta(seconds=25)
CALLS = 'socket,socketpair,connect,bind,sendto,sendmsg,sendmmsg'
# The notifier is restricted further, see data/systemd/sandbox.conf.
ALL_CALLS = {'aftercare-notifier'}
WORDS = ('Zwetschgendatschi', 'Kaiserschmarrn', 'Germknödel', 'Powidltascherl')
# In addition to those of the session: libc may ask a name service for the user's name.
SYSTEM_SOCKETS = re.compile(r'^(/var)?/run/(nscd/socket|dbus/system_bus_socket)$'
                            r'|^/run/systemd/userdb/')


def allowed():
    """Returns why this can't be tested here, or ''."""
    for tool in ('strace', 'unshare'):
        if shutil.which(tool) is None:
            return f'{tool} is not installed'
    tried = subprocess.run([*WRAPPER, '-o', '/dev/null', 'true'], check=False, capture_output=True)
    return '' if tried.returncode == 0 else 'no network namespace, or no ptrace, is allowed here'


WRAPPER = ['unshare', '--net', *([] if os.geteuid() == 0 else ['--map-current-user']),
           'strace', '-D', '-f', '-yy', '-s', '200']


def wrap(variable):
    """Traces a program: from now on, the variable names a script that replaces it. Returns the file
    with the output of strace, to which each process adds."""
    program = os.environ[variable]
    name = pathlib.Path(program).name
    trace = session_folder() / f'{name}.trace'
    script = session_folder() / name
    calls = 'all' if name in ALL_CALLS else CALLS
    script.write_text('#!/bin/sh\nexport G_MESSAGES_DEBUG=all\n'
                      f'exec {" ".join(WRAPPER)} -e trace={calls} -A -o {trace} {program} "$@"\n')
    script.chmod(0o755)
    os.environ[variable] = str(script)
    return trace


def own_sockets():
    """Returns the paths of sockets that belong to the session."""
    return re.compile('^' + re.escape(str(session_folder()))
                      + r'|^/tmp/\.X11-unix/X\d+$|^/tmp/dbus-|^/run/user/\d+/(bus|at-spi)')


def look_at(trace):
    """Returns (number of calls, problems) in the output of strace."""
    offences = []
    lines = trace.read_text(errors='replace').splitlines()
    for line in lines:
        family = re.search(r'\bsocket(?:pair)?\((\w+)', line)
        if family and family.group(1) != 'AF_UNIX':
            offences.append(line)
        address = re.search(r'\b(?:connect|bind|sendto|sendmsg)\(.*sa_family=(\w+)(.*)', line)
        if address is None:
            continue
        if address.group(1) != 'AF_UNIX':
            offences.append(line)
        path = re.search(r'sun_path=(@?)"([^"]*)"', address.group(2))
        if path and not own_sockets().search(path.group(2)) \
                and not SYSTEM_SOCKETS.search(path.group(2)):
            offences.append(line)
    return len(lines), offences


def not_for_sandbox(trace):
    """Returns the calls in a trace that data/systemd/sandbox.conf doesn't allow, or None if systemd
    can't list them."""
    if shutil.which('systemd-analyze') is None:
        return None
    known = subprocess.run(['systemd-analyze', 'syscall-filter', '--no-pager'], check=False,
                           capture_output=True, text=True, env={**os.environ, 'SYSTEMD_COLORS': '0'})
    groups = {}
    for line in known.stdout.splitlines():
        if line.startswith('@'):
            group = groups.setdefault(line.strip(), set())
        elif line.strip() and not line.strip().startswith('#') and groups:
            group.add(line.strip())

    def members(name):
        return set().union(*(members(one) if one.startswith('@') else {one}
                             for one in groups[name]))
    if '@system-service' not in groups:
        return None
    lines = trace.read_text(errors='replace').splitlines()
    # Starting the program is over when systemd closes the sandbox.
    called = {call.group(1): line for line in lines
              if (call := re.match(r'\d+\s+(\w+)\(', line)) and 'ENOSYS' not in line}
    wrong = [line for call, line in called.items()
             if call not in members('@system-service') | members('@default')]
    return wrong + [line for line in lines
                    if re.search(r'\b(mmap|mprotect)\(.*PROT_WRITE\|PROT_EXEC', line)]


def use(deadline):
    """Uses everything that the program offers, with text of the person in it."""
    now = aftercare.now()
    ended = deadline - WAIT
    aftercare.import_diary(
        [aftercare.session(now - datetime.timedelta(days=20), text=WORDS[0]),
         aftercare.session(ended, text=WORDS[1], tool=WORDS[2])],
        [aftercare.note(now - datetime.timedelta(days=19), 2, 1, 1, text=WORDS[0])])
    with aftercare.Aftercare(server=False) as window:
        window.wait_active(window.main)
        for page in '234':
            key(f'ctrl+{page}')
            time.sleep(0.5)
        key('ctrl+2')
        key('ctrl+f')
        paste(WORDS[0])
        window.find('list item', re.compile(WORDS[0]))
        key('Escape', 'ctrl+n')
        dialog = eventually(lambda: [frame for frame in window.frames()
                                     if driver.name(frame) == 'Log Session'], 'the dialog')[0]
        window.wait_active(dialog)
        key('Escape')
        window.wait_active(window.main)
        key('ctrl+q')
        window.wait_ended()
    for name in ('diary.json', 'diary.csv', 'dates.ics', 'report.pdf'):
        aftercare.command('--export', session_folder() / name)
    aftercare.command('--status')


def test(tap):
    """Checks the sockets first, then the logs."""
    traces = [wrap('TEST_AFTERCARE'), wrap('TEST_NOTIFIER')]
    notifier_log = session_folder() / 'notifier.log'
    with open(notifier_log, 'wb') as log, Notifications() as notifications, \
            subprocess.Popen([os.environ['TEST_NOTIFIER']], stdout=log, stderr=log) as notifier:
        try:
            use(aftercare.now() + AHEAD)
            notification = notifications.wait_for(1, AHEAD.total_seconds() + 20)
            tap.check(notification.summary == 'Your wait for makeup is over',
                      'everything works without a network, including reminders', notification)
            shown = [repr(one) for one in notifications.all()]
        finally:
            notifier.terminate()
            notifier.wait()

    for trace in traces:
        calls, offences = look_at(trace)
        tap.check(calls > 10, f'{trace.stem} was traced', f'{calls} calls')
        tap.check(not offences, f'{trace.stem}: no sockets except the buses and the display',
                  '\n'.join(offences[:20]))

    wrong = not_for_sandbox(traces[1])
    if wrong is not None:
        tap.check(not wrong, 'the notifier makes no calls that its sandbox refuses',
                  '\n'.join(wrong[:20]))

    printed = {path.name: path.read_text(errors='replace') for path in
               [*session_folder().glob('*.log')] if path.name != 'notifications.log'}
    tap.check('DEBUG' in printed['window.log'] and printed['notifier.log'],
              'the programs log as much as they can', list(printed))
    found = [f'{name}: {line}' for name, said in printed.items() for line in said.splitlines()
             if any(word in line for word in WORDS)]
    tap.check(not found, 'no text of the diary is in a log', '\n'.join(found[:20]))
    tap.check(not any(word in said for word in WORDS for said in shown),
              'no text of the diary is in a notification', shown)


reason = allowed()
if reason:
    print(f'1..0 # SKIP {reason}')
    sys.exit(0)
main(test)
