#!/usr/bin/python3
# test_faults.py: tests --export, --import and --status if the diary can't be used
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A full disk, a read-only disk, another writer, a newer version, and 100 damaged copies. The
result is either one line that says where and what to do, or the whole diary; never a crash, never a
silent part of the diary. Usage: test_faults.py PROGRAM NOLOCKS"""

import contextlib
import errno
import json
import os
import random
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures"))

import cli_fixture
import mounts
from cli_fixture import instant, make_diary, make_note, make_session

MOUNTS = mounts.enter()
N_COPIES = 100
PAGE = 4096


class FaultsTest(cli_fixture.CommandLineTestCase):
    def fill_diary(self, n_notes=40):
        self.import_diary(
            [make_session(1, instant(-10)), make_session(2, instant(-30))],
            [make_note(100 + i, instant(-9 + i / 10), text=f"note {i}") for i in range(n_notes)],
        )

    def disk(self):
        if not MOUNTS:
            self.skipTest("needs permission to mount")
        disk = mounts.Disk(self.diary.parent)
        self.addCleanup(mounts.call, mounts.libc.umount2, os.fsencode(disk.folder),
                        mounts.MNT_DETACH)
        return disk

    def writer(self):
        return contextlib.closing(sqlite3.connect(self.diary, isolation_level=None))

    def assert_refused(self, words, *arguments, text=None):
        _, err = self.run_program(*arguments, text=text, status=1)
        self.assertIn(str(self.diary.parent), err)
        self.assertRegex(err, words)

    def test_full(self):
        disk = self.disk()
        self.fill_diary()
        before = self.export_diary()
        disk.fill()
        more = json.dumps(make_diary([], [make_note(900, text="more")]))
        self.assert_refused("full|No space", "--import", "-", text=more)
        disk.make_room()
        self.assertEqual(self.export_diary()["skin_notes"], before["skin_notes"])
        self.run_program("--import", "-", text=more)
        self.assertEqual(len(self.export_diary()["skin_notes"]), len(before["skin_notes"]) + 1)

    def test_read_only(self):
        disk = self.disk()
        self.fill_diary()
        before = self.export_diary()
        disk.set_read_only(True)
        self.assertEqual(self.export_diary()["skin_notes"], before["skin_notes"])
        self.assert_refused("is read-only. Change the permissions", "--import", "-",
                            text=json.dumps(make_diary()))
        disk.set_read_only(False)
        self.assertEqual(self.export_diary()["skin_notes"], before["skin_notes"])

    def test_another_writer(self):
        self.fill_diary()
        more = json.dumps(make_diary([], [make_note(900, text="more")]))
        with self.writer() as writer:
            writer.execute("BEGIN IMMEDIATE")
            # A reader doesn't have to wait.
            self.assertEqual(len(self.export_diary()["skin_notes"]), 40)
            self.run_program("--status")
            self.assert_refused("Try again in a moment", "--import", "-", text=more)
            writer.execute("ROLLBACK")
        self.run_program("--import", "-", text=more)
        self.assertEqual(len(self.export_diary()["skin_notes"]), 41)

    def test_newer(self):
        self.fill_diary()
        with self.writer() as writer:
            (version,) = writer.execute("PRAGMA user_version").fetchone()
            writer.execute(f"PRAGMA user_version = {version + 1}")
        contents = self.diary.read_bytes()
        for arguments in (["--status"], ["--export", "-"], ["--import", "-"]):
            self.assert_refused("newer version.*Update Aftercare", *arguments,
                                text=json.dumps(make_diary()))
        self.assertEqual(self.diary.read_bytes(), contents)

    def test_no_locks(self):
        """A network drive without a lock service isn't reported as another program."""
        self.fill_diary()
        contents = self.diary.read_bytes()
        for code in (errno.ENOLCK, errno.EOPNOTSUPP):
            self.environment.update(LD_PRELOAD=NO_LOCKS, TEST_NO_LOCKS=str(code))
            for arguments in (["--status"], ["--export", "-"], ["--import", "-"]):
                with self.subTest(code=code, arguments=arguments):
                    self.assert_refused("can’t lock files.*Turn on file locking", *arguments,
                                        text=json.dumps(make_diary()))
        self.assertEqual(self.diary.read_bytes(), contents)
        self.assertEqual(list(self.diary.parent.glob(".lock-probe*")), [])
        del self.environment["LD_PRELOAD"]
        with self.writer() as writer:
            writer.execute("PRAGMA locking_mode = EXCLUSIVE")
            writer.execute("BEGIN EXCLUSIVE")
            self.assert_refused("Another program", "--import", "-", text=json.dumps(make_diary()))

    def test_damaged(self):
        """Flipped bits, and pages whose end is from another time."""
        self.fill_diary()
        with self.writer() as writer:
            writer.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        sound = self.diary.read_bytes()
        whole = self.export_diary()
        seed = random.SystemRandom().randrange(1 << 32)
        print(f"# seed {seed}", file=sys.stderr)
        chance = random.Random(seed)
        n_refused = 0
        for copy in range(N_COPIES):
            contents = bytearray(sound)
            if copy % 2:
                for _ in range(chance.randint(1, 20)):
                    contents[chance.randrange(len(contents))] ^= 1 << chance.randrange(8)
            else:
                page, other = (chance.randrange(len(sound) // PAGE) * PAGE for _ in range(2))
                start = 512 * chance.randrange(8)
                contents[page + start:page + PAGE] = sound[other + start:other + PAGE]
            for beside in ("-wal", "-shm"):
                self.diary.with_name(self.diary.name + beside).unlink(missing_ok=True)
            self.diary.write_bytes(contents)
            n_refused += self.look_at_copy(copy, whole)
        self.assertGreater(n_refused, N_COPIES // 4)

    def look_at_copy(self, copy, whole):
        """Returns whether the export failed."""
        said = set()
        for arguments in (["--status"], ["--status", "--json"], ["--export", "-"]):
            done = subprocess.run([self.program, *arguments], capture_output=True, check=False,
                                  env=self.environment, timeout=60)
            self.assertIn(done.returncode, (0, 1), (copy, arguments, done.stderr))
            said.add(done.returncode)
            if done.returncode == 1:
                self.assertRegex(done.stderr.decode(), r"\Aaftercare: [^\x00-\x1f\x7f]+\n\Z")
                self.assertEqual(done.stdout, b"")
        # No export contains only a part of the diary.
        self.assertEqual(len(said), 1, copy)
        if done.returncode == 1:
            return True
        document = json.loads(done.stdout)
        for kind in ("sessions", "skin_notes"):
            self.assertEqual(len(document[kind]), len(whole[kind]), copy)
        return False


if __name__ == "__main__":
    NO_LOCKS = os.path.abspath(sys.argv[2])
    cli_fixture.main(sys.argv[1])
