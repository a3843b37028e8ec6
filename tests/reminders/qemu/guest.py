#!/usr/bin/python3
# guest.py: runs in the guest instead of init, with real clocks, suspends and boots
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel parameter aftercare.steps lists the steps; each is a separate test. Results go to the
first serial line, in TAP with measurements, and data for the next boot to the second. Only for
tests/reminders/qemu/run: it sets the clock and turns the machine off."""
import base64
import ctypes
import io
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import termios
import time
import traceback

sys.path.insert(0, '/aftercare')

CARRY = pathlib.Path('/carry')       # data from the boot before; only in later boots
OUT = '/dev/ttyS1'
HOUR = 3600
IN_TIME = 1.0                        # the promise: within a second of the deadline
HOLD_STEP = 10.0                     # how often the notifier checks the clock after a boot
HOLD_END = 120.0                     # how long after a boot it does so
LISTEN = 2.0                         # how long to wait for something that must not come
libc = ctypes.CDLL(None, use_errno=True)


class Timex(ctypes.Structure):
    """The start of struct timex, see adjtimex(2)."""
    _fields_ = [('modes', ctypes.c_uint), ('offset', ctypes.c_long), ('freq', ctypes.c_long),
                ('maxerror', ctypes.c_long), ('esterror', ctypes.c_long),
                ('status', ctypes.c_int), ('rest', ctypes.c_char * 256)]


def say_synchronised():
    """Tells the kernel that its clock is right, like a time service."""
    state = Timex(modes=0x0010 | 0x0004, status=0, maxerror=0)  # ADJ_STATUS, ADJ_MAXERROR
    assert libc.adjtimex(ctypes.byref(state)) == 0, 'the kernel does not consider the clock synchronized'


def is_synchronised():
    """Returns what the notifier checks: adjtimex (2) doesn't return TIME_ERROR."""
    return libc.adjtimex(ctypes.byref(Timex(modes=0))) != 5


def boot_time():
    """Returns CLOCK_BOOTTIME: seconds since boot, including suspend."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def set_clock(to):
    """Sets CLOCK_REALTIME."""
    time.clock_settime(time.CLOCK_REALTIME, to)


def suspend(seconds):
    """Suspends to RAM (ACPI S3) until the alarm of the real-time clock. Returns the boot times
    before and after."""
    alarm = pathlib.Path('/sys/class/rtc/rtc0/wakealarm')
    alarm.write_text('0')
    alarm.write_text(f'+{seconds}')
    before = boot_time()
    pathlib.Path('/sys/power/state').write_text('mem')
    after = boot_time()
    assert after - before >= seconds - 2, f'it slept only {after - before:.1f} s'
    return before, after


def shown(world):
    """Returns (boot time, summary) of everything the daemon showed."""
    lines = (world.folder / 'shown').read_text().splitlines()
    return [(float(line.split(' ', 2)[1]), line.split(' ', 2)[2]) for line in lines]


def start(world):
    """Starts a bus, the recording daemon and the notifier."""
    from notifier_world import eventually
    world.start_bus()
    with open(world.folder / 'shown', 'ab') as output:
        world.spawn('/aftercare/recording-daemon', stdout=output)
    eventually(lambda: world.call_bus('NameHasOwner', 'org.freedesktop.Notifications') == '(true,)',
               'the daemon runs', 60)
    return world.start_notifier()


def log_session(world, seconds):
    """Logs a session whose makeup wait of 8 hours ends this soon. Returns the boot time of its
    end."""
    _, deadline = world.session('makeup', seconds)
    return deadline - time.time() + boot_time()


def expect_one(world, due, in_time=IN_TIME):
    """Expects exactly one notification, at this boot time or at most in_time later. Returns how
    late it was."""
    from notifier_world import eventually
    eventually(lambda: shown(world), 'it is shown', max(1, due - boot_time()) + 30)
    time.sleep(LISTEN)
    came = shown(world)
    assert len(came) == 1, came
    late = came[0][0] - due
    assert 0 <= late < in_time, f'{late:.3f} s late'
    assert 'akeup' in came[0][1], came
    assert world.states('makeup') == ['shown']
    return f'{late * 1000:.0f} ms late'


# ---- one boot ----------------------------------------------------------------------------------


def step_clock(world, seconds):
    """The clock is set while the reminder is pending, which still uses elapsed time."""
    start(world)
    due = log_session(world, 12)
    time.sleep(3)
    set_clock(time.time() + seconds)
    return expect_one(world, due)


def forward(world):
    """The clock is set +9 h."""
    return step_clock(world, 9 * HOUR)


def back(world):
    """The clock is set -2 h."""
    return step_clock(world, -2 * HOUR)


def forward_while_closed(world):
    """The clock is set +9 h while no notifier runs, in the same boot."""
    notifier = start(world)
    due = log_session(world, 15)
    world.stop(notifier)
    set_clock(time.time() + 9 * HOUR)
    world.start_notifier()
    return expect_one(world, due)


def suspend_across(world):
    """The deadline passes during a suspend: the reminder is shown at resume."""
    start(world)
    due = log_session(world, 10)
    time.sleep(2)
    _, resumed = suspend(20)
    assert resumed > due + 5, 'resumed too early to show anything'
    came = expect_one(world, due, resumed - due + IN_TIME)
    return f'{came}, {(shown(world)[0][0] - resumed) * 1000:.0f} ms after the resume'


def suspend_before(world):
    """A suspend ends before the deadline: the time asleep counts."""
    start(world)
    due = log_session(world, 25)
    time.sleep(2)
    _, resumed = suspend(10)
    assert resumed < due - 2, 'resumed too late to show anything'
    return expect_one(world, due)


def leave(world):
    """Logs a session for the next boots. The machine is turned off right afterwards."""
    start(world)
    _, deadline = world.session('makeup', 60)
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode='w:gz') as tar:
        tar.add(world.folder / 'data', 'data')
        note = json.dumps({'deadline': deadline}).encode()
        entry = tarfile.TarInfo('carry.json')
        entry.size = len(note)
        tar.addfile(entry, io.BytesIO(note))
    with open(OUT, 'wb') as out:
        out.write(base64.encodebytes(archive.getvalue()))
        termios.tcdrain(out)
    return 'with its log not yet folded into the database, as after a power cut'


# ---- the next boots ----------------------------------------------------------------------------


def take_up(world):
    """Restores the diary of the boot before. Returns the deadline in seconds since 1970."""
    subprocess.run(['tar', '-C', str(world.folder), '-xzf', str(CARRY / 'carry.tar.gz'), 'data'],
                   check=True)
    return json.loads((CARRY / 'carry.json').read_text())['deadline']


def boot_behind(world):
    """The clock is two hours behind, and is set after a while."""
    deadline = take_up(world)
    assert time.time() < deadline - HOUR and not is_synchronised()
    start(world)
    time.sleep(10)
    assert not shown(world), shown(world)
    set_clock(deadline + 600)
    say_synchronised()
    # The notifier sees the step at once; that the clock is synchronized, at its next check.
    return expect_one(world, boot_time(), HOLD_STEP + IN_TIME)


def boot_ahead(world):
    """The clock is nine hours ahead, so the reminder looks overdue; then it is set."""
    deadline = take_up(world)
    assert time.time() > deadline + HOUR and not is_synchronised()
    start(world)
    time.sleep(10)
    assert not shown(world), shown(world)
    due = boot_time() + 20
    set_clock(deadline - 20)
    say_synchronised()
    return expect_one(world, due)


def boot_unset(world):
    """Nothing ever confirms that the clock is right: the reminder is shown two minutes after the
    boot."""
    deadline = take_up(world)
    assert time.time() > deadline and not is_synchronised()
    start(world)
    return expect_one(world, HOLD_END)


# ------------------------------------------------------------------------------------------------


def mount_all():
    """Mounts what every program needs."""
    for kind, where in (('proc', '/proc'), ('sysfs', '/sys'), ('devtmpfs', '/dev'),
                        ('tmpfs', '/tmp')):
        os.makedirs(where, exist_ok=True)
        if libc.mount(kind.encode(), where.encode(), kind.encode(), 0, None) != 0 and \
                kind != 'devtmpfs':
            raise OSError(ctypes.get_errno(), where)


def main():
    """Runs the steps, then turns the machine off."""
    mount_all()
    # TERM and other variables from the kernel are useless here; each step sets HOME.
    os.environ.update(PATH='/usr/bin:/bin', TZ='UTC', LC_ALL='C.UTF-8', GSETTINGS_BACKEND='memory',
                      GSETTINGS_SCHEMA_DIR='/aftercare', TEST_NOTIFIER='/aftercare/notifier',
                      TEST_EDIT_DIARY='/aftercare/edit-diary')
    from notifier_world import World
    words = dict(word.partition('=')[::2] for word in
                 pathlib.Path('/proc/cmdline').read_text().split())
    for name in words['aftercare.steps'].split(','):
        step = globals()[name]
        try:
            with World() as world:
                print(f'ok - {name}: {step.__doc__.splitlines()[0]} {step(world)}', flush=True)
        except BaseException:  # pylint: disable=broad-except
            print(f'not ok - {name}\n# ' + traceback.format_exc().replace('\n', '\n# '), flush=True)


try:
    main()
finally:
    sys.stdout.flush()
    os.sync()
    libc.reboot(0x4321fedc)  # LINUX_REBOOT_CMD_POWER_OFF
