#!/usr/bin/python3
# test_out_of_reach.py: tests a diary that can't be inspected, can only be read, or never responds
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""An unreadable diary is never mistaken for a missing one, a readable diary is read completely, and
every wait ends. Usage: test_out_of_reach.py PROGRAM"""

import contextlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures"))

import cli_fixture
import mounts
import silent_bus
import validate
from cli_fixture import instant, make_diary, make_note, make_session

MOUNTS = mounts.enter()
NOBODY = 65534
LOOKING = (["--status"], ["--status", "--json"], ["--export", "-"], ["--export", "backup.json"],
           ["--export", "backup.csv"], ["--export", "backup.ics"], ["--export", "backup.pdf"])
BACKUPS = ("backup.json", "backup-sessions.csv", "backup-notes.csv", "backup.ics", "backup.pdf")
LONGEST = 10  # seconds


class OutOfReachTestCase(cli_fixture.CommandLineTestCase):
    def setUp(self):
        super().setUp()
        for name in BACKUPS:
            (self.home / name).write_text("a good backup")

    def assert_all_refuse(self, words, **fields):
        """Every command prints one line with @words in time, and doesn't touch a backup."""
        diary = json.dumps(make_diary([make_session()]))
        for arguments in (*LOOKING, ["--import", "-"]):
            with self.subTest(arguments=arguments):
                begun = time.monotonic()
                _, err = self.run_program(*arguments, text=diary, status=1, **fields)
                self.assertIn(words, err)
                self.assertLess(time.monotonic() - begun, LONGEST)
        for name in BACKUPS:
            self.assertEqual((self.home / name).read_text(), "a good backup")


class LookTest(OutOfReachTestCase):
    """Nobody can tell whether there is a diary."""

    def test_link_to_nowhere(self):
        self.data.mkdir()
        (self.data / "aftercare").symlink_to(self.home / "disk" / "aftercare")
        self.assert_all_refuse(str(self.home / "disk" / "aftercare"))
        self.assertFalse((self.home / "disk").exists())

    def test_file_is_a_link_to_nowhere(self):
        self.diary.parent.mkdir(parents=True)
        self.diary.symlink_to("/nowhere/diary.db")
        self.assert_all_refuse("/nowhere/diary.db")

    def test_folder_is_a_file(self):
        self.data.mkdir()
        (self.data / "aftercare").write_text("")
        self.assert_all_refuse("Not a directory")

    def test_loop(self):
        self.data.mkdir()
        (self.data / "aftercare").symlink_to("aftercare")
        self.assert_all_refuse("symbolic links")

    def test_name_too_long(self):
        self.environment["XDG_DATA_HOME"] = str(self.home / ("x" * 300))
        self.assert_all_refuse("too long")

    def test_interrupted_rescue(self):
        """An interrupted rescue means that an empty diary may not really be empty."""
        self.import_diary([make_session()])
        mark = self.diary.parent / "snapshots" / "rescue-unfinished"
        mark.parent.mkdir(exist_ok=True)
        os.mkfifo(mark)
        self.assert_all_refuse(str(mark))


class WaitTest(OutOfReachTestCase):
    """Something other than a file could block forever."""

    def test_no_file(self):
        self.import_diary([make_session()])
        aside = self.home / "aside"
        aside.mkdir()

        def make_socket(path):
            # The whole path may be longer than an address can be.
            with inside(path.parent):
                server = socket.socket(socket.AF_UNIX)
                server.bind(path.name)
                self.addCleanup(server.close)

        makers = {"pipe": os.mkfifo, "folder": os.mkdir, "socket": make_socket,
                  "device": lambda path: path.symlink_to("/dev/zero")}
        for suffix in ("", "-wal", "-shm", "-journal"):
            path = self.diary.with_name(self.diary.name + suffix)
            for kind, make in makers.items():
                with self.subTest(suffix=suffix, kind=kind):
                    if path.exists():
                        path.rename(aside / path.name)
                    make(path)
                    self.assert_all_refuse(str(path))
                    path.rmdir() if kind == "folder" else path.unlink()
                    if (aside / path.name).exists():
                        (aside / path.name).rename(path)
        self.assertEqual(len(self.export_diary()["sessions"]), 1)

    def test_locked(self):
        """Another process has locked the diary, and never releases the lock."""
        self.import_diary([make_session()])
        with contextlib.closing(sqlite3.connect(self.diary, isolation_level=None)) as other:
            other.execute("PRAGMA journal_mode = DELETE")
            other.execute("BEGIN EXCLUSIVE")
            self.assert_all_refuse("Try again in a moment")

    def pipe(self):
        path = self.home / "pipe.json"
        os.mkfifo(path)
        return path

    def test_import_from_a_pipe(self):
        pipe = self.pipe()
        begun = time.monotonic()
        _, err = self.run_program("--import", pipe.name, status=1)
        self.assertIn("No program is writing to the pipe", err)
        self.assertLess(time.monotonic() - begun, LONGEST)

    def test_import_from_a_late_and_slow_writer(self):
        pipe = self.pipe()
        diary = json.dumps(make_diary([make_session()])).encode()

        def write():
            time.sleep(0.3)
            with open(pipe, "wb", buffering=0) as writer:
                time.sleep(0.3)
                writer.write(diary[:100])
                time.sleep(0.3)
                writer.write(diary[100:])

        thread = threading.Thread(target=write)
        thread.start()
        out, _ = self.run_program("--import", pipe.name)
        thread.join()
        self.assertIn("1 added", out)

    def test_import_from_a_process(self):
        (self.home / "diary.json").write_text(json.dumps(make_diary([make_session()])))
        done = subprocess.run(["bash", "-c", '"$0" --import <(cat diary.json)', self.program],
                              capture_output=True, env=self.environment, cwd=self.home, timeout=60,
                              check=False)
        self.assertIn(b"1 added", done.stdout, done.stderr)

    def test_export_into_a_pipe(self):
        self.import_diary([make_session()])
        pipe = self.pipe()
        begun = time.monotonic()
        _, err = self.run_program("--export", pipe.name, status=1)
        self.assertIn("No program is reading from the pipe", err)
        self.assertLess(time.monotonic() - begun, LONGEST)
        found = []

        def read():
            time.sleep(0.3)
            found.append(pipe.read_text())

        thread = threading.Thread(target=read)
        thread.start()
        self.run_program("--export", pipe.name)
        thread.join()
        self.assertEqual(len(validate.load(found[0])["sessions"]), 1)

    def check_silent_bus(self, **kind):
        with inside(self.home):
            self.addCleanup(silent_bus.start("bus", **kind).close)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.home}/bus"
        # Not the memory backend: with dconf installed, the program uses the bus.
        self.environment.pop("GSETTINGS_BACKEND", None)
        diary = json.dumps(make_diary([make_session()]))
        for arguments in (["--import", "-"], ["--status"], ["--export", "backup.json"]):
            with self.subTest(arguments=arguments):
                begun = time.monotonic()
                self.run_program(*arguments, text=diary)
                self.assertLess(time.monotonic() - begun, LONGEST)
        self.assertEqual(len(self.export_diary()["sessions"]), 1)

    def test_silent_bus(self):
        """Accepts every connection, and never responds."""
        self.check_silent_bus()

    def test_bus_that_only_says_hello(self):
        self.check_silent_bus(says_hello=True)


@contextlib.contextmanager
def inside(folder):
    former = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(former)


class ReadOnlyTest(cli_fixture.CommandLineTestCase):
    """A diary that is readable but not writable is read completely."""

    def fill(self):
        self.import_diary([make_session(1)], [make_note(100, text="in the file")])

    @contextlib.contextmanager
    def log(self):
        """Another program has the diary open, and its last changes are only in the log."""
        with contextlib.closing(sqlite3.connect(self.diary, isolation_level=None)) as writer:
            writer.execute("PRAGMA journal_mode = WAL")
            writer.execute("UPDATE notes SET text = 'in the log'")
            yield writer

    def contents(self):
        return {path.name: path.read_bytes() for path in self.diary.parent.iterdir()
                if path.is_file()}

    def assert_read(self, text, **fields):
        before = self.contents()
        out, _ = self.run_program("--export", "-", **fields)
        document = validate.load(out)
        self.assertEqual([note["text"] for note in document["skin_notes"]], [text])
        self.assertEqual(len(document["sessions"]), 1)
        out, _ = self.run_program("--status", "--json", **fields)
        self.assertNotEqual(json.loads(out)["next_session"]["state"], "none")
        for name in ("table.csv", "dates.ics", "report.pdf"):
            self.run_program("--export", name, **fields)
        _, err = self.run_program("--import", "-", text=json.dumps(make_diary()), status=1, **fields)
        self.assertIn(str(self.diary), err)
        self.assertIn("is read-only. Change the permissions", err)
        self.assertEqual(self.contents(), before)
        # The temporary copy is deleted.
        self.assertEqual(list(self.temporary.glob("aftercare-*")), [])

    def setUp(self):
        super().setUp()
        self.temporary = self.home / "tmp"
        self.temporary.mkdir()
        self.environment["TMPDIR"] = str(self.temporary)

    def disk(self):
        if not MOUNTS:
            self.skipTest("needs permission to mount")
        disk = mounts.Disk(self.diary.parent)
        self.addCleanup(mounts.call, mounts.libc.umount2, os.fsencode(disk.folder),
                        mounts.MNT_DETACH)
        return disk

    @contextlib.contextmanager
    def mounted_read_only(self, disk):
        disk.set_read_only(True)
        try:
            yield
        finally:
            disk.set_read_only(False)

    def test_disk(self):
        disk = self.disk()
        self.fill()
        with self.mounted_read_only(disk):
            self.assert_read("in the file")

    def test_disk_with_log(self):
        disk = self.disk()
        self.fill()
        with self.log(), self.mounted_read_only(disk):
            self.assertGreater(self.diary.with_name("diary.db-wal").stat().st_size, 0)
            self.assert_read("in the log")

    def test_disk_with_log_alone(self):
        """A copy of the folder with the log but without its index, which can't be created."""
        disk = self.disk()
        self.fill()
        copy = self.home / "copy"
        with self.log():
            shutil.copytree(self.diary.parent, copy)
        for path in copy.glob("diary.db*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, self.diary.parent)
        self.assertFalse(self.diary.with_name("diary.db-shm").exists())
        with self.mounted_read_only(disk):
            self.assert_read("in the log")

    def test_older(self):
        """The schema can't be upgraded in place."""
        disk = self.disk()
        self.fill()
        with contextlib.closing(sqlite3.connect(self.diary)) as db:
            cli_fixture.drop_version_7(db)
            db.execute("PRAGMA user_version = 4")
        with self.mounted_read_only(disk):
            self.assert_read("in the file")

    def test_no_room_for_the_copy(self):
        disk = self.disk()
        self.fill()
        self.environment["TMPDIR"] = str(self.home / "none")
        with self.mounted_read_only(disk):
            _, err = self.run_program("--status", status=1)
        self.assertIn(str(self.home / "none"), err)
        self.assertIn(str(self.diary), err)

    def as_nobody(self):
        """Returns a command prefix that makes permissions effective, or skips the test."""
        if os.getuid() != 0:
            return {}
        fields = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        for path in (self.home, self.temporary, self.data):
            os.chown(path, NOBODY, NOBODY)
        try:
            self.run_program("--version", **fields)
        except (PermissionError, AssertionError):
            self.skipTest("other users can't start the program in this folder")
        return fields

    def set_modes(self, folder, file):
        for path in self.diary.parent.iterdir():
            if path.is_file():
                path.chmod(file)
        self.diary.parent.chmod(folder)
        self.addCleanup(self.diary.parent.chmod, 0o700)

    def test_file(self):
        self.fill()
        fields = self.as_nobody()
        if fields:
            os.chown(self.diary.parent, NOBODY, NOBODY)
        self.set_modes(0o755, 0o444)
        self.assert_read("in the file", **fields)

    def test_folder(self):
        self.fill()
        fields = self.as_nobody()
        self.set_modes(0o555, 0o444)
        self.assert_read("in the file", **fields)

    def interrupt(self):
        """Leaves half of a change in the file, and the old data in a journal, like a kill."""
        self.import_diary([make_session(1)], [make_note(100, text="in the file")])
        with contextlib.closing(sqlite3.connect(self.diary, isolation_level=None)) as writer:
            writer.execute("PRAGMA journal_mode = DELETE")
            writer.execute("PRAGMA cache_size = 1")
            writer.execute("BEGIN")
            writer.execute("CREATE TABLE half AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
                           " SELECT i + 1 FROM n WHERE i < 500) SELECT i, randomblob (500) FROM n")
            writer.execute("UPDATE notes SET text = 'half of a change'")
            writer.execute("UPDATE half SET i = i + 1")
            kept = self.contents()
            writer.execute("ROLLBACK")
        for name, content in kept.items():
            (self.diary.parent / name).write_bytes(content)
        self.assertIn("diary.db-journal", kept)
        self.assertIn(b"CREATE TABLE half", kept["diary.db"])

    def test_disk_with_journal(self):
        disk = self.disk()
        self.interrupt()
        with self.mounted_read_only(disk):
            self.assert_read("in the file")

    def test_folder_with_journal(self):
        for file in (0o444, 0o644):
            with self.subTest(file=oct(file)):
                self.interrupt()
                fields = self.as_nobody()
                if fields:
                    for path in self.diary.parent.iterdir():
                        os.chown(path, NOBODY, NOBODY)
                self.set_modes(0o555, file)
                if file == 0o444:
                    self.assert_read("in the file", **fields)
                # SQLite may then undo the change in the file, but not delete the journal.
                self.run_program("--status", **fields)
                out, _ = self.run_program("--export", "-", **fields)
                self.assertEqual([note["text"] for note in validate.load(out)["skin_notes"]],
                                 ["in the file"])
                self.diary.parent.chmod(0o700)
                for path in self.diary.parent.glob("diary.db*"):
                    path.unlink()

    def test_unreadable(self):
        self.fill()
        fields = self.as_nobody()
        (self.home / "backup.json").write_text("a good backup")
        for folder, file in ((0o755, 0), (0, 0o644)):
            self.set_modes(folder, file)
            for arguments in (["--status"], ["--export", "-"], ["--export", "backup.json"]):
                _, err = self.run_program(*arguments, status=1, **fields)
                self.assertIn("Permission denied", err)
                self.assertIn(str(self.diary.parent), err)
            self.diary.parent.chmod(0o700)
        self.assertEqual((self.home / "backup.json").read_text(), "a good backup")


if __name__ == "__main__":
    cli_fixture.main(sys.argv[1])
