#!/usr/bin/python3
# test_failing_work.py: tests the jobs of the window on its diary if a call fails or the program is
# killed
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saves, drafts, snapshots, restoring, a rescue, erasing, creating the diary and each migration. An
error at each call is reported. After a kill at each call, the diary opens, and everything
acknowledged is there. Usage: test_failing_work.py PROGRAM STORE-WORK"""

import contextlib
import errno
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures"))

import cli_fixture
import faults
import mounts
from cli_fixture import instant, make_diary, make_note, make_session

MOST_ERRORS = 12  # per job, unless all are requested
MOST_KILLS = 8
MOST_BIRTHS = 48
NEW = "0b6ec4d0-0000-4000-8000-000000009999"
DELETED = "0b6ec4d0-0000-4000-8000-000000000101"
MOUNTS = mounts.enter()
STORE_WORK = os.path.abspath(sys.argv[2])


class FailingWorkTest(cli_fixture.CommandLineTestCase):
    def setUp(self):
        super().setUp()
        self.template = pathlib.Path(tempfile.mkdtemp(prefix="aft-work-"))
        self.addCleanup(shutil.rmtree, self.template)
        self.environment["TMPDIR"] = str(self.home / "tmp")
        (self.home / "tmp").mkdir()
        self.faults = faults.Faults(self.template / "log", self.home)

    def keep(self, name="home"):
        """Each round starts with a copy of the current home folder."""
        shutil.rmtree(self.template / name, ignore_errors=True)
        shutil.copytree(self.home, self.template / name)

    def begin(self, name="home"):
        for entry in self.home.iterdir():
            shutil.rmtree(entry)
        shutil.copytree(self.template / name, self.home, dirs_exist_ok=True)

    def fill_diary(self, n_notes=40):
        self.import_diary(
            [make_session(1, instant(-10)), make_session(2, instant(-0.1))],
            [make_note(100 + i, instant(-9 + i / 10), text=f"note {i}") for i in range(n_notes)],
        )

    def work(self, environment, *arguments):
        return faults.run([STORE_WORK, str(self.diary), *arguments],
                          {**self.environment, **environment}, cwd=self.home)

    def do(self, *arguments):
        """Without a fault."""
        done = self.work({}, *arguments)
        self.assertEqual((done.returncode, done.stdout), (0, b"done\n"), done.stderr)

    def rows(self, sql):
        connection = sqlite3.connect(self.diary)
        try:
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            return {row[0] for row in connection.execute(sql)}
        finally:
            connection.close()

    def entries(self):
        return self.rows("SELECT id FROM sessions WHERE trashed_at_us IS NULL"
                         " UNION ALL SELECT id FROM notes WHERE trashed_at_us IS NULL")

    # --- errors and kills during one job -----------------------------------------------------

    def sweep(self, look, *arguments, most=MOST_ERRORS, most_kills=MOST_KILLS):
        """Checks with look (acknowledged), after an error and after a kill."""
        self.keep()
        calls = self.faults.count(lambda environment: self.work(environment, *arguments))
        self.do("open") if arguments[0] != "salvage" else None
        look(True)
        kinds = sorted({kind for kind, _ in calls} - {"thread"})
        calls = [call for call in calls if call[0] != "thread"]
        for fault in (faults.choose(faults.errors(calls), most) +
                      faults.choose(faults.kills(calls), most_kills)):
            with self.subTest(work=arguments, fault=faults.describe(fault)):
                self.begin()
                done = self.work(self.faults.environment(fault, kinds), *arguments)
                killed = done.returncode == -signal.SIGKILL
                if isinstance(fault.what, str) and not killed:
                    self.assertEqual(done.returncode, 0)  # this time it took another path
                elif not killed:
                    self.assertIn(done.returncode, (0, 1), done.stderr)
                    self.assertEqual(done.stdout, b"done\n" if done.returncode == 0 else b"")
                    self.assertEqual(done.stderr.count(b"store-work: "), done.returncode)
                look(done.stdout == b"done\n")

    def gone_or_there(self, before, after):
        def look(acknowledged):
            self.do("open")
            self.assertIn(self.entries(), (after,) if acknowledged else (before, after))
        return look

    def test_note(self):
        self.fill_diary()
        before = self.entries()
        self.sweep(self.gone_or_there(before, before | {NEW}), "note", NEW)

    def test_session(self):
        self.fill_diary()
        before = self.entries()
        self.sweep(self.gone_or_there(before, before | {NEW}), "session", NEW)

    def test_draft(self):
        self.fill_diary()

        def look(acknowledged):
            self.do("open")
            drafts = self.rows("SELECT id FROM drafts")
            self.assertIn(drafts, ({NEW},) if acknowledged else ({NEW}, set()))
        self.sweep(look, "draft", NEW)

    def test_delete(self):
        self.fill_diary()
        before = self.entries()
        self.sweep(self.gone_or_there(before, before - {DELETED}), "delete", DELETED)

    def test_undelete(self):
        self.fill_diary()
        before = self.entries()
        self.do("delete", DELETED)
        self.sweep(self.gone_or_there(before - {DELETED}, before), "undelete", DELETED)

    def test_restore(self):
        self.fill_diary()
        before = self.entries()
        self.do("note", NEW)  # the first of the day, so the earlier state is kept
        self.sweep(self.gone_or_there(before | {NEW}, before), "restore")

    def test_erase(self):
        self.fill_diary()
        before = self.entries()
        self.do("note", NEW)
        self.sweep(self.gone_or_there(before | {NEW}, set()), "erase")

    def test_salvage(self):
        self.fill_diary()
        before = self.entries()
        self.do("open")
        contents = bytearray(self.diary.read_bytes())
        contents[:4096] = bytes(4096)
        self.diary.write_bytes(contents)

        def look(acknowledged):
            self.do("salvage")
            self.do("open")
            self.assertEqual(self.entries(), before)
        self.sweep(look, "salvage")

    def test_no_thread(self):
        """If the system can't create a thread, the error is reported, and nothing waits forever."""
        self.fill_diary()
        calls = self.faults.count(lambda environment: self.work(environment, "open"), ["thread"])
        # The threads before it are GLib's own, which it can't do without.
        fault = faults.Fault(len(calls), "thread", "", errno.EAGAIN, True)
        done = self.work(self.faults.environment(fault, ["thread"]), "note", NEW)
        self.assertEqual((done.returncode, done.stderr.count(b"\n")), (1, 1), done.stderr)

    # --- creating the diary, and migrations ---------------------------------------------------

    def births(self, name, make, most):
        """Kills at each call that changes something, then opens the diary in every way."""
        (self.home / "more.json").parent.mkdir(exist_ok=True)
        more = json.dumps(make_diary([], [make_note(900)]))
        make()
        before = self.rows("SELECT id FROM notes") if self.diary.exists() else set()
        self.keep()
        calls = self.faults.count(lambda environment: self.work(environment, "open"),
                                  faults.CHANGES)
        for number, fault in enumerate(faults.choose(faults.kills(calls), most)):
            with self.subTest(birth=name, fault=faults.describe(fault)):
                self.begin()
                done = self.work(self.faults.environment(fault, faults.CHANGES), "open")
                self.assertEqual(done.returncode, -signal.SIGKILL, done.stderr)
                self.keep("killed")
                ways = [["--status"], ["--import", "-"], ["--export", "-"], None]
                for way in ways if faults.everything() else [ways[number % len(ways)]]:
                    self.begin("killed")
                    if way == ["--export", "-"]:
                        self.export_any(before)
                    elif way:
                        self.run_program(*way, text=more)
                    self.do("open")
                    new = {make_note(900)["id"]} if way and way[0] == "--import" else set()
                    self.assertEqual(self.rows("SELECT id FROM notes"), before | new)

    def export_any(self, before):
        """If it was killed before it wrote anything, there is nothing to export."""
        done = faults.run([self.program, "--export", "-"], self.environment)
        if done.returncode == 0:
            found = {note["id"] for note in json.loads(done.stdout)["skin_notes"]}
            self.assertEqual(found, before)
        else:
            self.assertEqual((before, done.returncode), (set(), 1))
            self.assertIn(b"There is no diary", done.stderr)

    def test_creation(self):
        self.births("creation", lambda: None, MOST_BIRTHS)

    def test_migrations(self):
        self.fill_diary()
        connection = sqlite3.connect(self.diary)
        newest, = connection.execute("PRAGMA user_version").fetchone()
        connection.close()
        for version in range(1, newest):
            shutil.rmtree(self.diary.parent)
            self.births(f"version {version}",
                        lambda version=version: self.work({}, "make", str(version)),
                        MOST_BIRTHS // 4)

    def test_read_only(self):
        """With read-only access, the diary reads as it was before the interrupted change; a program
        that wants to write says so. No program reports it as damaged."""
        if not MOUNTS:
            self.skipTest("needs permission to mount")
        self.work({}, "make", "1")
        self.diary.with_name("diary.db-wal").unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(self.diary)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        self.keep()
        calls = self.faults.count(lambda environment: self.work(environment, "open"), ["write"])
        writes = [number for number, (_, path) in enumerate(calls, 1) if path == str(self.diary)]
        self.begin()
        fault = faults.Fault(writes[len(writes) // 2], "write", self.diary, "TEAR", False)
        self.work(self.faults.environment(fault, ["write"]), "open")
        self.assertTrue(self.diary.with_name("diary.db-journal").exists())
        folder = self.diary.parent
        mounts.mount(folder, flags=mounts.MS_BIND, source=folder)
        self.addCleanup(mounts.call, mounts.libc.umount2, os.fsencode(folder), mounts.MNT_DETACH)
        mounts.mount(folder, flags=mounts.MS_REMOUNT | mounts.MS_BIND | mounts.MS_RDONLY)
        self.run_program("--status")
        note, = json.loads(self.run_program("--export", "-")[0])["skin_notes"]
        self.assertEqual(note["text"], "text")
        more = json.dumps(make_diary([], [make_note(900)]))
        _, err = self.run_program("--import", "-", text=more, status=1)
        self.assertIn("is read-only. Change the permissions", err)

    # --- files from elsewhere -----------------------------------------------------------------

    def test_empty(self):
        """An empty file isn't a diary, and never replaces a backup."""
        self.diary.parent.mkdir(parents=True)
        self.diary.touch()
        out, _ = self.run_program("--status")
        self.assertIn("There is no diary yet", out)
        backup = self.home / "backup.json"
        backup.write_text("a backup")
        _, err = self.run_program("--export", "backup.json", status=1)
        self.assertIn("There is no diary", err)
        self.assertEqual(backup.read_text(), "a backup")
        self.assertEqual(self.diary.stat().st_size, 0)
        self.fill_diary(1)
        self.assertEqual(len(self.entries()), 3)

    def test_journal_of_nothing(self):
        """A journal beside an empty or missing file."""
        for empty in (False, True):
            shutil.rmtree(self.data, ignore_errors=True)
            self.diary.parent.mkdir(parents=True)
            self.diary.with_name("diary.db-journal").write_bytes(b"\xd9\xd5\x05\xf9" * 512)
            if empty:
                self.diary.touch()
            self.run_program("--status")
            self.do("open")
            self.assertEqual(self.entries(), set())


if __name__ == "__main__":
    cli_fixture.main(sys.argv[1])
