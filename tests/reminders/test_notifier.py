#!/usr/bin/python3
# test_notifier.py: tests the real notifier from outside, with a bus, a notification daemon and a
# diary
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run through meson test. With arguments, runs only the tests with these names."""
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time
import uuid

from notifier_world import NOTIFIER_NAME, NOTIFIER_PATH, eventually, run_all

SOON = 2.0       # a deadline that is ahead when the test starts
IN_TIME = 1.0    # the promise: within a second of the deadline
QUIET = 0.7      # how long to wait for something that must not come


def daemon(capabilities='actions body persistence'):
    """Returns a notification daemon that records. Imported late: it connects to the bus at
    import."""
    from notifications import Notifications
    return Notifications(capabilities)


def notification_closed(mock, number, reason):
    """Makes the daemon report that a notification was closed."""
    import dbus
    from notifications import BUS_NAME, MOCK
    mock.daemon.EmitSignal(BUS_NAME, 'NotificationClosed', 'uu',
                           [dbus.UInt32(number), dbus.UInt32(reason)], dbus_interface=MOCK)


def expect_one(mock, deadline):
    """Expects exactly one notification, at the deadline or within a second after it."""
    one = mock.wait_for(1, SOON + 5)
    assert deadline <= one.at < deadline + IN_TIME, f'{one} came {one.at - deadline:.3f} s late'
    time.sleep(QUIET)
    assert len(mock.all()) == 1, mock.all()
    return one


def test_makeup(world):
    """The makeup reminder is on time, with the right text."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        _, deadline = world.session('makeup', SOON)
        one = expect_one(mock, deadline)
        assert one.buttons == ['Open'], one
        assert 'default' in one.actions
        assert one.hints['desktop-entry'] == 'org.example.Aftercare'
        assert one.hints['urgency'] == 1 and one.expires == 0 and one.replaces == 0
        assert one.hints['x-dunst-stack-tag'].startswith('aftercare-reminder-')
        assert 'transient' not in one.hints and 'resident' not in one.hints
        row = world.rows('makeup')[0]
        assert row['state'] == 'shown' and row['said'] == 'ready', row
        assert row['daemon_id'] == 1 and row['daemon_owner'].startswith(':'), row


def test_next_session(world):
    """The next-session reminder is on time, with its two buttons."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        _, deadline = world.session('rest', SOON)
        one = expect_one(mock, deadline)
        assert one.buttons == ['Log Session', 'Remind Me Tomorrow'], one
        assert world.rows('next_session')[0]['said'] == 'check_skin'


def test_no_diary_yet(world):
    """The notifier starts before there is a diary, and is notified when it appears."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        assert not (world.folder / 'data' / 'aftercare' / 'diary.db').exists()
        _, deadline = world.session('makeup', 1)
        expect_one(mock, deadline)


def test_started_by_writing(world):
    """A program that writes to the diary starts the notifier over the bus."""
    world.start_bus()
    world.add_service()
    with daemon() as mock:
        assert world.owner_pid() is None
        _, deadline = world.session('makeup', SOON)
        expect_one(mock, deadline)


def import_session(ended):
    """Imports a session that ended at this time in seconds since 1970, like a script."""
    def instant(seconds):
        moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
        return moment.strftime('%Y-%m-%dT%H:%M:%S.%fZ')

    written = instant(time.time())
    diary = {
        'format': 'org.example.Aftercare.diary', 'version': 1, 'exported_at': written,
        'generator': 'test', 'skin_notes': [], 'deleted': [],
        'sessions': [{
            'id': str(uuid.uuid4()), 'ended_at': instant(ended), 'time_zone': 'UTC',
            'setting': 'home', 'needle_mm': 0.25, 'tool': '', 'zones': [],
            'makeup_wait_hours': 8, 'rest_days': 7, 'next_session_date': None,
            'clinic_instructions': '', 'text': '', 'created_at': written,
            'modified_at': written}]}
    subprocess.run([os.environ['TEST_AFTERCARE'], '--import', '-'], input=json.dumps(diary),
                   text=True, check=True, capture_output=True)


def test_imported(world):
    """`aftercare --import` starts the notifier, even if the bus has no service file."""
    world.start_bus()
    with daemon() as mock:
        deadline = round(time.time() + SOON, 3)
        import_session(deadline - 8 * 3600)
        assert expect_one(mock, deadline).buttons == ['Open']


def test_other_folder(world):
    """The notifier on the bus was started with another folder: the diary of the writing program
    gets its own notifier, only once, and that one receives its notifications."""
    world.start_bus()
    with daemon() as mock:
        first = world.start_notifier()
        os.environ['XDG_DATA_HOME'] = str(world.folder / 'other')
        deadline = round(time.time() + SOON, 3)
        import_session(deadline - 8 * 3600)
        assert expect_one(mock, deadline).buttons == ['Open']
        assert world.owner_pid() == first.pid
        assert str(world.diary_folder) in world.status()['folder'], world.status()

        # Later writes are reported to the running notifier.
        mock.press('default', 1)
        world.session('makeup', SOON)
        mock.wait_for(2, SOON + 5)
        queue = world.call_bus('ListQueuedOwners', NOTIFIER_NAME)
        assert queue.count(':1.') == 2, queue


def test_imported_rest(world):
    """The same at the end of the rest."""
    world.start_bus()
    with daemon() as mock:
        deadline = round(time.time() + SOON, 3)
        import_session(deadline - 7 * 24 * 3600)
        assert expect_one(mock, deadline).buttons == ['Log Session', 'Remind Me Tomorrow']


def test_restarted(world):
    """The notifier restarts before the deadline."""
    world.start_bus()
    with daemon() as mock:
        first = world.start_notifier()
        _, deadline = world.session('makeup', SOON + 1)
        assert world.stop(first) == 0
        world.start_notifier()
        assert time.time() < deadline, 'this machine is too slow for the test'
        expect_one(mock, deadline)


def test_late(world):
    """No notifier runs at the deadline: the reminder comes when it starts."""
    world.start_bus()
    with daemon() as mock:
        _, deadline = world.session('makeup', 0.3, quiet=True)
        eventually(lambda: time.time() > deadline + 0.2, 'the deadline has passed')
        world.start_notifier()
        mock.wait_for(1, 5)
        time.sleep(QUIET)
        assert len(mock.all()) == 1, mock.all()


def test_past_when_entered(world):
    """A deadline that is past when the session is entered sends no notification."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        world.session('makeup', -60)
        time.sleep(QUIET)
        assert not mock.all(), mock.all()


def test_killed(world):
    """kill -9 before the deadline, and after it was shown."""
    world.start_bus()
    with daemon() as mock:
        first = world.start_notifier()
        _, deadline = world.session('makeup', SOON)
        first.kill()
        first.wait()
        second = world.start_notifier()
        expect_one(mock, deadline)

        # A notification that wasn't closed is replaced by the next notifier.
        second.kill()
        second.wait()
        world.start_notifier()
        again = mock.wait_for(2, 5)
        assert again.replaces == 1, again
        mock.press('default', 1)
        eventually(lambda: world.states('makeup') == ['acked'], 'the press is recorded')
        time.sleep(QUIET)
        assert len(mock.all()) == 2, mock.all()


def test_held_and_released(world):
    """With dryness 3 at the deadline, the reminder says that the session is on hold; a calm
    check-in then sends exactly one more."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        _, deadline = world.session('rest', SOON)
        world.edit('note', 0, 0, 3)
        one = expect_one(mock, deadline)
        assert world.rows('next_session')[0]['said'] == 'held'
        assert 'Log Session' not in one.buttons, one

        world.edit('note', 0, 0, 0)
        two = mock.wait_for(2, 5)
        time.sleep(QUIET)
        assert len(mock.all()) == 2, mock.all()
        assert 'Log Session' in two.buttons and two.summary != one.summary, (one, two)
        assert [row['said'] for row in world.rows('next_session')] == ['held', 'ready']

        # Another calm one sends nothing.
        world.edit('note', 0, 0, 0)
        time.sleep(QUIET)
        assert len(mock.all()) == 2, mock.all()


def test_snoozed(world):
    """"Remind Me Tomorrow" postpones it by a day."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        _, deadline = world.session('rest', 0.5)
        mock.wait_for(1, 5)
        eventually(lambda: world.states('next_session') == ['shown'], 'it is recorded as shown')
        mock.press('Remind Me Tomorrow', 1)
        eventually(lambda: world.states('next_session') == ['pending'], 'it is postponed')
        due = world.rows('next_session')[0]['due_us'] / 1e6
        assert abs(due - time.time() - 24 * 3600) < 30, due - time.time()
        assert world.rows('next_session')[0]['deadline_us'] == round(deadline * 1e6)
        notification_closed(mock, 1, 2)
        time.sleep(QUIET)
        assert world.states('next_session') == ['pending']
        assert len(mock.all()) == 1, mock.all()


def test_closed(world):
    """Dismissed by the person: seen. Closed by the daemon: unknown."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        world.session('rest', 0.3)
        mock.wait_for(1, 5)
        eventually(lambda: world.states('next_session') == ['shown'], 'it is recorded as shown')
        notification_closed(mock, 1, 2)
        eventually(lambda: world.states('next_session') == ['acked'], 'it is recorded as seen')
        assert world.rows('next_session')[0]['close_reason'] == 'dismissed'

        world.session('makeup', 0.3)
        mock.wait_for(2, 5)
        eventually(lambda: world.states('makeup') == ['shown'], 'it is recorded as shown')
        notification_closed(mock, 2, 1)
        eventually(lambda: world.rows('makeup')[0]['close_reason'], 'the reason is recorded')
        assert world.states('makeup') == ['shown']


def test_do_not_disturb_xfce(world):
    """Xfce drops what comes during Do Not Disturb: shown once more when that is over."""
    world.start_bus()
    world.spawn('/usr/bin/python3', '-W', 'ignore', '-m', 'dbusmock', 'org.xfce.Xfconf',
                '/org/xfce/Xfconf', 'org.xfce.Xfconf')

    def xfconf(method, *arguments):
        return world.gdbus('--dest', 'org.xfce.Xfconf', '--object-path', '/org/xfce/Xfconf',
                           '--method', f'org.freedesktop.DBus.Mock.{method}', *arguments)

    def switch(value):
        xfconf('AddMethod', '', 'GetProperty', 'ss', 'v', f'ret = dbus.Boolean({value == "true"})')
        xfconf('EmitSignal', 'org.xfce.Xfconf', 'PropertyChanged', 'ssv',
               f"[<'xfce4-notifyd'>, <'/do-not-disturb'>, <<{value}>>]")

    eventually(lambda: xfconf('AddMethod', '', 'GetProperty', 'ss', 'v', 'ret = dbus.Boolean(True)'),
               'Xfconf is up')
    with daemon() as mock:
        mock.call_itself('Xfce Notify Daemon')
        world.start_notifier()
        world.session('makeup', 0.3)
        mock.wait_for(1, 5)
        eventually(lambda: world.rows('makeup')[0]['close_reason'] == 'do-not-disturb',
                   'it is recorded as dropped')
        time.sleep(QUIET)
        assert len(mock.all()) == 1, mock.all()

        switch('false')
        mock.wait_for(2, 5)
        eventually(lambda: world.rows('makeup')[0]['close_reason'] is None, 'it is on the screen')
        switch('true')
        switch('false')
        time.sleep(QUIET)
        assert len(mock.all()) == 2, mock.all()


def test_do_not_disturb_mate(world):
    """MATE drops it, too, and has the switch in GSettings."""
    here = pathlib.Path(__file__).resolve()
    schemas = world.folder / 'schemas'
    schemas.mkdir()
    shutil.copy(here.parents[1] / 'desktop/schemas/org.mate.NotificationDaemon.gschema.xml', schemas)
    shutil.copy(here.parents[2] / 'data/org.example.Aftercare.gschema.xml', schemas)
    subprocess.run(['glib-compile-schemas', schemas], check=True)
    os.environ.update(GSETTINGS_SCHEMA_DIR=str(schemas), GSETTINGS_BACKEND='keyfile')

    def switch(value):
        subprocess.run(['gsettings', 'set', 'org.mate.NotificationDaemon', 'do-not-disturb', value],
                       check=True)

    switch('true')
    world.start_bus()
    with daemon() as mock:
        mock.call_itself('Notification Daemon', vendor='MATE')
        world.start_notifier()
        world.session('makeup', 0.3)
        mock.wait_for(1, 5)
        eventually(lambda: world.rows('makeup')[0]['close_reason'] == 'do-not-disturb',
                   'it is recorded as dropped')
        switch('false')
        mock.wait_for(2, 5)
        time.sleep(QUIET)
        assert len(mock.all()) == 2, mock.all()


def test_opened(world):
    """Pressing it opens the window on the right page, over the bus."""
    world.start_bus()
    world.spawn('/usr/bin/python3', '-W', 'ignore', '-m', 'dbusmock', '--logfile',
                str(world.folder / 'window.log'), 'org.example.Aftercare', '/org/example/Aftercare',
                'org.freedesktop.Application', stderr=subprocess.DEVNULL)
    eventually(lambda: world.gdbus(
        '--dest', 'org.example.Aftercare', '--object-path', '/org/example/Aftercare', '--method',
        'org.freedesktop.DBus.Mock.AddMethod', 'org.freedesktop.Application', 'ActivateAction',
        'sava{sv}', '', ''), 'the fake window owns its name')

    def asked():
        said = (world.folder / 'window.log').read_text()
        return re.findall(r'ActivateAction "([a-z-]+)" (.*)', said)

    with daemon() as mock:
        world.start_notifier()
        world.session('rest', 0.3)
        mock.wait_for(1, 5)
        mock.press('Log Session', 1)
        eventually(lambda: len(asked()) == 1, 'the window is called')
        assert asked()[0][0] == 'log-session', asked()
        eventually(lambda: world.states('next_session') == ['acked'], 'it is recorded as seen')

        world.session('makeup', 0.3)
        mock.wait_for(2, 5)
        mock.press('Open', 2)
        eventually(lambda: len(asked()) == 2, 'the window is called')
        assert asked()[1][0] == 'open-page' and 'today' in asked()[1][1], asked()
        eventually(lambda: world.states('makeup') == ['acked'], 'it is recorded as seen')


WINDOW = """#!/usr/bin/python3
import os
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

class Window(dbus.service.Object):
    @dbus.service.method('org.freedesktop.Application', in_signature='sava{sv}')
    def ActivateAction(self, action, parameters, platform_data):
        with open(os.environ['SESSION_FOLDER'] + '/window.log', 'a') as log:
            print(os.getpid(), action, *parameters, file=log)

DBusGMainLoop(set_as_default=True)
name = dbus.service.BusName('org.example.Aftercare', dbus.SessionBus())
Window(name, '/org/example/Aftercare')
GLib.timeout_add_seconds(60, os._exit, 0)
GLib.MainLoop().run()
"""


def test_opened_by_hand(world):
    """The bus can't start the window: the notifier starts the program beside it, and calls that."""
    world.start_bus()
    for folder in ('bin', 'libexec'):
        (world.folder / folder).mkdir()
    window = world.folder / 'bin' / 'aftercare'
    window.write_text(WINDOW)
    window.chmod(0o700)
    program = world.folder / 'libexec' / 'aftercare-notifier'
    shutil.copy(os.environ['TEST_NOTIFIER'], program)
    log = world.folder / 'window.log'
    with daemon() as mock:
        world.start_notifier(program=str(program))
        world.session('rest', 0.3)
        mock.wait_for(1, 5)
        mock.press('Log Session', 1)
        eventually(log.exists, 'the window was started and called')
        pid, action = log.read_text().split()
        os.kill(int(pid), signal.SIGKILL)
        assert action == 'log-session', action


def test_other_bus(world):
    """A session logged on another bus, or without one, reaches the leading notifier."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        address = os.environ['DBUS_SESSION_BUS_ADDRESS']
        os.environ['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent'
        try:
            _, deadline = world.session('makeup', 1, quiet=True)
            done = subprocess.run([os.environ['TEST_EDIT_DIARY'], 'tell'], check=False,
                                  capture_output=True)
            assert done.returncode == 1, 'there is no bus to notify it'
        finally:
            os.environ['DBUS_SESSION_BUS_ADDRESS'] = address
        expect_one(mock, deadline)


def test_damaged_diary(world):
    """A file that isn't a diary ends nothing, and is used once it is one."""
    world.start_bus()
    folder = world.diary_folder
    (folder / 'diary.db').write_text('This is no database. ' * 100)
    with daemon() as mock:
        process = world.start_notifier()
        eventually(lambda: 'No reminders from this diary' in world.log.read_text(), 'it says so')
        (folder / 'diary.db').unlink()
        _, deadline = world.session('makeup', 0.5)
        expect_one(mock, deadline)
        assert process.poll() is None


def test_deleted(world):
    """Deleting a session withdraws its notification."""
    from notifications import MOCK
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        identifier, _ = world.session('makeup', 0.3)
        mock.wait_for(1, 5)
        eventually(lambda: world.states('makeup') == ['shown'], 'it is recorded as shown')
        world.edit('delete', identifier)
        eventually(lambda: mock.daemon.GetMethodCalls('CloseNotification', dbus_interface=MOCK),
                   'it is withdrawn')
        assert world.states('makeup') == ['cancelled']


def test_two_notifiers(world):
    """With two notifiers, one shows reminders; if it is killed, the other takes over."""
    world.start_bus()
    with daemon() as mock:
        first = world.start_notifier()
        second = world.start_notifier(wait=False)
        _, deadline = world.session('makeup', SOON)
        expect_one(mock, deadline)
        assert world.owner_pid() == first.pid
        first.kill()
        first.wait()
        eventually(lambda: world.owner_pid() == second.pid and world.leading(), 'the other leads')


def test_no_daemon(world):
    """Without a notification daemon at the deadline, the reminder is shown when one appears."""
    world.start_bus()
    world.start_notifier()
    _, deadline = world.session('makeup', 0.3)
    eventually(lambda: time.time() > deadline + 0.5, 'the deadline has passed')
    assert world.states('makeup') == ['pending']
    with daemon() as mock:
        mock.wait_for(1, 3)
        time.sleep(QUIET)
        assert len(mock.all()) == 1, mock.all()


def test_hung_daemon(world):
    """A hanging daemon blocks nothing, and shows the reminder once it responds again."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        os.kill(mock.process.pid, signal.SIGSTOP)
        try:
            _, deadline = world.session('makeup', 0.3)
            eventually(lambda: time.time() > deadline + 0.3, 'the deadline has passed')
            for _ in range(5):
                asked = time.monotonic()
                assert world.leading() is True
                assert time.monotonic() - asked < 1.0, 'the notifier hangs too'
            # After the three seconds: from here on, only a response of the daemon can wake it soon.
            eventually(lambda: time.time() > deadline + 3.5, 'the notifier has given up waiting')
            assert 'did not answer' in world.log.read_text()
        finally:
            os.kill(mock.process.pid, signal.SIGCONT)
        mock.wait_for(1, 3)
        time.sleep(QUIET)
        assert len(mock.all()) == 1, mock.all()
        assert world.states('makeup') == ['shown']


def test_restarted_daemon(world):
    """A new daemon shows unacknowledged reminders again, with a new id."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        world.session('makeup', 0.3)
        mock.wait_for(1, 5)
        eventually(lambda: world.states('makeup') == ['shown'], 'it is recorded as shown')
        mock.process.kill()
        mock.process.wait()
        mock.log.unlink()
    with daemon() as mock:
        again = mock.wait_for(1, 5)
        assert again.replaces == 0, 'the id from the old daemon is no longer ours'
        time.sleep(QUIET)
        assert len(mock.all()) == 1, mock.all()


def test_no_bus(world):
    """Without a bus it waits; once there is one, it shows what is due."""
    process = world.start_notifier(wait=False)
    _, deadline = world.session('makeup', 0.3, quiet=True)
    eventually(lambda: 'No session bus' in world.log.read_text(), 'it says so')
    eventually(lambda: time.time() > deadline, 'the deadline has passed')
    assert process.poll() is None
    world.start_bus()
    with daemon() as mock:
        mock.wait_for(1, 6)
        assert world.owner_pid() == process.pid


def test_bus_dies(world):
    """The bus dies: the notifier survives, releases the lead, and continues with the next bus."""
    world.start_bus()
    process = world.start_notifier()
    _, deadline = world.session('makeup', 1)
    world.kill_bus()
    eventually(lambda: 'has gone' in world.log.read_text(), 'it notices')
    time.sleep(QUIET)
    assert process.poll() is None, 'it died with the bus'
    eventually(lambda: time.time() > deadline, 'the deadline has passed')
    world.start_bus()
    with daemon() as mock:
        mock.wait_for(1, 6)
        assert world.owner_pid() == process.pid
        assert world.leading()
        # The name in a list of processes; Linux cuts it.
        assert pathlib.Path(f'/proc/{process.pid}/comm').read_text() == 'aftercare-notif\n'


def test_next_login(world):
    """A notifier left over from an ended session doesn't block the next session's."""
    world.start_bus()
    left_over = world.start_notifier()
    world.kill_bus()
    eventually(lambda: 'has gone' in world.log.read_text(), 'it notices')
    world.name_bus('next')
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        assert left_over.poll() is None
        _, deadline = world.session('makeup', 0.5)
        expect_one(mock, deadline)


def test_signal_and_errors(world):
    """The window learns of changes by the notifier; SIGTERM ends it; nothing private is logged."""
    world.start_bus()
    with daemon() as mock:
        process = world.start_notifier()
        monitor = world.spawn('gdbus', 'monitor', '--session', '--dest', NOTIFIER_NAME,
                              '--object-path', NOTIFIER_PATH,
                              stdout=open(world.folder / 'monitor.log', 'wb'))
        eventually(lambda: 'is owned' in (world.folder / 'monitor.log').read_text(), 'it is subscribed')
        world.session('makeup', 0.3)
        mock.wait_for(1, 5)
        eventually(lambda: (world.folder / 'monitor.log').read_text().count('.Changed ()') >= 2,
                   'notified of the write and of the notification')
        monitor.kill()
        assert world.stop(process) == 0
        assert world.owner_pid() is None
        said = world.log.read_text()
        assert 'CRITICAL' not in said and 'WARNING' not in said and 'SECRET' not in said, said


def test_no_buttons(world):
    """A server without buttons gets none, and the text works without them."""
    world.start_bus()
    with daemon('body body-markup') as mock:
        world.start_notifier()
        world.session('rest', 0.3)
        one = mock.wait_for(1, 5)
        assert not one.actions and one.summary and one.body, one


def test_idle(world):
    """While nothing is due, the notifier never wakes up, and has no graphical libraries loaded."""
    world.start_bus()
    with daemon():
        process = world.start_notifier()
        world.session('makeup', 3600)
        time.sleep(0.5)

        def switches():
            total = 0
            for task in os.listdir(f'/proc/{process.pid}/task'):
                with open(f'/proc/{process.pid}/task/{task}/status', encoding='ascii') as status:
                    total += sum(int(number) for number in
                                 re.findall(r'ctxt_switches:\t(\d+)', status.read()))
            return total

        before = switches()
        time.sleep(3)
        assert switches() == before, f'{switches() - before} context switches in 3 s'
        with open(f'/proc/{process.pid}/maps', encoding='utf-8') as maps:
            assert 'gvfs' not in maps.read()


def test_status(world):
    """The status says who shows its reminders, and what is due next."""
    world.start_bus()
    failure = None
    try:
        world.status()
    except AssertionError as error:
        failure = str(error)
    assert failure and 'NameHasNoOwner' in failure, failure
    assert world.owner_pid() is None, 'a status request must not start it'

    world.start_notifier()
    status = world.status()
    assert status['leading'] == 'true' and status['server-answers'] == 'false', status
    assert status['last-error'] not in ("''", None) and status['next-due'] == '0', status
    assert 'server-name' not in status, status

    _, deadline = world.session('makeup', 60)
    with daemon():
        status = world.status()
        assert status['server-answers'] == 'true' and status['last-error'] == "''", status
        assert status['server-name'] == "'mock-notify'" and status['server-version'] == "'1.0'", status
        assert abs(int(status['next-due']) / 1e6 - deadline) < 0.01, (status, deadline)


def test_status_hung(world):
    """A hanging server is reported after three seconds; reminders continue afterwards."""
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        world.session('makeup', 0.3)
        mock.wait_for(1, 5)
        os.kill(mock.process.pid, signal.SIGSTOP)
        began = time.monotonic()
        status = world.status()
        took = time.monotonic() - began
        os.kill(mock.process.pid, signal.SIGCONT)
        assert status['server-answers'] == 'false' and 2.5 < took < 4, (status, took)
        eventually(lambda: world.status()['server-answers'] == 'true', 'it responds again')
        _, deadline = world.session('makeup', 1)
        two = mock.wait_for(2, 5)
        assert two.at - deadline < IN_TIME, two


def test_status_of_second(world):
    """A notifier that doesn't lead says so, and refuses to send a test."""
    world.start_bus()
    world.start_notifier()
    world.name_bus('other')
    world.start_bus()
    world.start_notifier(wait=False)
    eventually(world.owner_pid, 'the second one runs')
    status = world.status()
    assert status['leading'] == 'false' and 'next-due' not in status, status
    try:
        world.edit('test', 0)
        raise RuntimeError('a test was promised')
    except AssertionError as error:
        assert 'another notifier' in str(error), error


def test_test(world):
    """A test notification comes on time; without a server, the status says why not."""
    world.start_bus()
    world.start_notifier()
    world.edit('test', 0)
    eventually(lambda: world.status()['last-error'] != "''", 'it says why not')
    with daemon() as mock:
        asked = time.time()
        world.edit('test', 1)
        one = mock.wait_for(1, 5)
        assert asked + 1 <= one.at < asked + 2, (one, asked)
        assert one.summary == 'This is a test' and one.buttons == ['Open'], one
        eventually(lambda: world.status()['last-error'] == "''", 'it was shown')


def settings(world, **values):
    """Writes settings that the notifier reads, like Preferences."""
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'
    folder = world.folder / 'config' / 'glib-2.0' / 'settings'
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f'{key.replace("_", "-")}={value}' for key, value in values.items()]
    (folder / 'keyfile').write_text('[org/example/Aftercare]\n' + '\n'.join(lines) + '\n')


def minute_from_now():
    """Returns the next full minute that is at least 2 s ahead, as minutes after midnight (UTC) and
    as seconds since 1970."""
    at = (int(time.time() + 2) // 60 + 1) * 60
    return at // 60 % (24 * 60), at


def test_all_calm(world):
    """The daily reminder comes on the minute; one press logs a calm day without opening a
    window."""
    minutes, at = minute_from_now()
    settings(world, daily_note_enabled='true', daily_note_minutes=minutes)
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        world.session('makeup', -60)
        one = mock.wait_for(1, 70)
        assert at <= one.at < at + IN_TIME, (one, at)
        assert one.summary == 'How is your skin today?', one
        assert one.buttons == ['All Calm', 'Open'], one
        mock.press('All Calm', 1)
        eventually(lambda: 'acked' in world.states('daily_note'), 'it is acknowledged')
        assert [(note['redness'], note['tingling'], note['dryness'])
                for note in world.table('notes')] == [(0, 0, 0)]
        assert world.states('daily_note') == ['acked', 'pending']
        assert world.call_bus('NameHasOwner', 'org.example.Aftercare') == '(false,)'


def test_day_over(world):
    """The daily reminder is withdrawn when its day ends."""
    # Days end on a full minute, so use a clock on which the next one is in the morning.
    now = time.time() + 5
    end = (int(now) // 60 + 1) * 60
    hours = (3 - end // 3600 % 24 + 12) % 24 - 12
    os.environ['TZ'] = f'Etc/GMT{-hours:+d}' if hours else 'UTC'
    local = end + hours * 3600
    minutes = local // 60 % (24 * 60)
    today = datetime.datetime.fromtimestamp(local, datetime.timezone.utc).date().toordinal() - 1
    settings(world, daily_note_enabled='true', daily_note_minutes=minutes - 30, day_start_minutes=minutes)
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        identifier, _ = world.session('makeup', 3600)
        # As if it had waited for a notification server for half an hour.
        world.write('INSERT INTO reminders (session_id, kind, generation, deadline_us, due_us,'
                    " anchor_boot_id, anchor_due_boot_us, state) VALUES (?, 'daily_note', ?, ?, ?, '', 0, 'pending')",
                    identifier, today, (end - 1800) * 1000000, (end - 1800) * 1000000)
        world.edit('tell')
        one = mock.wait_for(1, 10)
        assert one.summary == 'How is your skin today?', one
        assert mock.closed() == [] and time.time() < end, (mock.closed(), end)
        eventually(lambda: mock.closed() == [1], 'it is withdrawn', 70)
        assert end <= time.time() < end + 2 * IN_TIME, (time.time(), end)
        assert world.rows('daily_note')[0]['close_reason'] == 'day-over'


def test_discreet(world):
    """No part of the message mentions skin."""
    settings(world, discreet='true')
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        world.session('rest', SOON)
        one = mock.wait_for(1, SOON + 5)
        assert (one.summary, one.body) == ('Aftercare: something is ready', ''), one
        assert one.buttons == ['Open', 'Remind Me Tomorrow'], one


def unreadable(world, put):
    """If settings can't be read, reminders are discreet, and the settings file stays unchanged."""
    settings(world, discreet='true')
    path = world.folder / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
    path.unlink()
    put(path)
    before = os.lstat(path)
    world.start_bus()
    with daemon() as mock:
        world.start_notifier()
        world.session('rest', SOON)
        one = mock.wait_for(1, SOON + 5)
        assert (one.summary, one.body) == ('Aftercare: something is ready', ''), one
    after = os.lstat(path)
    assert (before.st_mode, before.st_ino, before.st_mtime_ns) == (after.st_mode, after.st_ino, after.st_mtime_ns)


def test_settings_folder(world):
    unreadable(world, lambda path: path.mkdir())


def test_settings_link(world):
    unreadable(world, lambda path: path.symlink_to('/nonexistent/keyfile'))


def test_settings_pipe(world):
    unreadable(world, os.mkfifo)


def test_settings_broken(world):
    unreadable(world, lambda path: path.write_text('discreet=true\n'))


def test_zone(world):
    """The notifier follows /etc/localtime while it runs, in a private copy of /etc."""
    inside = ['unshare', '--mount', '--map-root-user', '--user']
    if subprocess.run([*inside, 'true'], capture_output=True, check=False).returncode != 0:
        print('# skipped: needs namespaces')
        return
    os.environ.pop('TZ', None)
    etc = world.folder / 'etc'
    etc.mkdir()
    for name in ('passwd', 'group', 'nsswitch.conf', 'ld.so.cache'):
        shutil.copy(f'/etc/{name}', etc)
    (etc / 'localtime').symlink_to('/usr/share/zoneinfo/UTC')
    settings(world, daily_note_enabled='true', daily_note_minutes=720, day_start_minutes=0)
    world.start_bus()
    starter = world.folder / 'notifier-inside'
    starter.write_text(f'#!/bin/sh\nexec {" ".join(inside)} sh -c '
                       f'"mount --bind {etc} /etc && exec $TEST_NOTIFIER"\n')
    starter.chmod(0o755)
    with daemon():
        world.start_notifier(program=str(starter))
        world.session('makeup', 3600)

        def hours():
            due = [row['due_us'] for row in world.rows('daily_note') if row['state'] == 'pending']
            return due[0] / 3.6e9 % 24 if due else None

        def makeup():
            return [(row['due_us'], row['anchor_due_boot_us']) for row in world.rows('makeup')]

        eventually(lambda: hours() == 12, 'noon in UTC')
        before = makeup()
        (etc / 'fresh').symlink_to('/usr/share/zoneinfo/Asia/Tokyo')
        (etc / 'fresh').rename(etc / 'localtime')
        eventually(lambda: hours() == 3, 'noon in Tokyo')
        assert makeup() == before


run_all([test for name, test in list(globals().items()) if name.startswith('test_')])
