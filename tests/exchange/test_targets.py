#!/usr/bin/python3
# test_targets.py: tests the targets of --export: never the diary itself, and special files in their
# own way
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_targets.py PROGRAM"""

import json
import os
import resource
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures"))

import cli_fixture
import mounts
import validate
from cli_fixture import instant, make_diary, make_note, make_session

MOUNTS = mounts.enter()
OLD = b"what was there before\n"


class TargetsTest(cli_fixture.CommandLineTestCase):
    def setUp(self):
        super().setUp()
        self.import_diary([make_session(1, instant(-0.1))],
                          [make_note(100 + i, text=f"note {i}") for i in range(40)])
        # A snapshot, and a log with data.
        self.import_diary([], [make_note(900)])
        self.snapshot, = (self.diary.parent / "snapshots").iterdir()
        self.folder = self.diary.parent

    def contents(self):
        """Returns all files in the data folder."""
        return {path: path.read_bytes() for path in sorted(self.folder.rglob("*"))
                if path.is_file() and path.suffix not in (".db-shm",)
                and not path.name.endswith(("-shm", "-wal"))}

    def assert_refused(self, target, *options, cwd=None):
        before = self.contents()
        with self.subTest(target=str(target), options=options):
            done = subprocess.run([self.program, "--export", str(target), *options],
                                  env=self.environment, cwd=cwd or self.home, check=False,
                                  capture_output=True, timeout=20)
            self.assertEqual(done.returncode, 1, done)
            self.assertRegex(done.stderr.decode(), r"\Aaftercare: [^\n]*Nothing was written\.\n\Z")
            self.assertEqual(self.contents(), before)

    # --- the diary itself -------------------------------------------------------------------

    def test_data_folder(self):
        names = ["diary.db", "diary.db-wal", "diary.db-journal", "diary.json", "notifier.lock",
                 f"snapshots/{self.snapshot.name}", "snapshots/new.json"]
        for name in names:
            path = self.folder / name
            self.assert_refused(path, "--format", "json")
            self.assert_refused(path.as_uri(), "--format", "ics")
            self.assert_refused(os.path.relpath(path, self.home), "--format", "csv-notes")
        self.assert_refused("diary.json", cwd=self.folder)
        self.assert_refused("../diary.pdf", cwd=self.folder / "snapshots")
        # Two names that weren't typed.
        self.assert_refused(self.folder / "diary.csv")

    def test_links(self):
        folder = self.home / "folder"
        folder.symlink_to(self.folder)
        self.assert_refused(folder / "diary.db", "--format", "json")
        self.assert_refused(folder / "snapshots" / "new.json")
        file = self.home / "file.json"
        file.symlink_to(self.diary)
        self.assert_refused(file)
        chain = self.home / "chain.json"
        chain.symlink_to("file.json")
        self.assert_refused(chain)
        dangling = self.home / "dangling.json"
        dangling.symlink_to(self.folder / "new.json")
        self.assert_refused(dangling)
        os.link(self.diary, self.home / "hard.json")
        self.assert_refused("hard.json")
        os.link(self.snapshot, self.home / "diary-notes.csv")
        self.assert_refused("diary.csv")
        self.assertFalse((self.home / "diary-sessions.csv").exists())

    def test_mounts(self):
        if not MOUNTS:
            self.skipTest("needs permission to mount")
        for name in (".", "snapshots"):
            place = self.home / "mounted"
            place.mkdir(exist_ok=True)
            mounts.mount(place, flags=mounts.MS_BIND, source=self.folder / name)
            self.addCleanup(mounts.call, mounts.libc.umount2, os.fsencode(place),
                            mounts.MNT_DETACH)
            self.assert_refused(place / "new.json")
        file = self.home / "mounted.json"
        file.touch()
        mounts.mount(file, flags=mounts.MS_BIND, source=self.diary)
        self.addCleanup(mounts.call, mounts.libc.umount2, os.fsencode(file), mounts.MNT_DETACH)
        self.assert_refused(file)

    def test_descriptors(self):
        for target in ("-", "/dev/stdout", "/proc/self/fd/1"):
            before = self.contents()
            with self.subTest(target=target), open(self.diary, "r+b") as output:
                done = subprocess.run([self.program, "--export", target, "--format", "json"],
                                      env=self.environment, check=False, stdout=output,
                                      stderr=subprocess.PIPE, timeout=20)
                self.assertEqual(done.returncode, 1)
                self.assertIn(b"Nothing was written", done.stderr)
                self.assertEqual(self.contents(), before)

    # --- links to other places, and special files
    # --------------------------------------------------

    def whole(self, path):
        self.assertEqual(len(validate.load(path.read_text())["skin_notes"]), 41)

    def test_link_to_nothing(self):
        (self.home / "disk").mkdir()
        link = self.home / "link.json"
        link.symlink_to("disk/backup.json")
        self.run_program("--export", "link.json")
        self.assertEqual(os.readlink(link), "disk/backup.json")
        self.whole(self.home / "disk" / "backup.json")
        # The folder is missing too: an error, and the link stays.
        link.unlink()
        link.symlink_to("gone/backup.json")
        _, err = self.run_program("--export", "link.json", status=1)
        self.assertIn("No such file", err)
        self.assertEqual(os.readlink(link), "gone/backup.json")
        link.unlink()
        link.symlink_to("link.json")
        self.run_program("--export", "link.json", status=1)

    def test_link_to_a_file(self):
        target = self.home / "backup.json"
        target.write_bytes(OLD)
        link = self.home / "link.json"
        link.symlink_to(target)
        self.run_program("--export", "link.json")
        self.assertEqual(os.readlink(link), str(target))
        self.whole(target)

    def test_no_file(self):
        self.assertIn("Is a directory", self.run_program("--export", "data", status=1)[1])
        if os.path.exists("/dev/full"):
            _, err = self.run_program("--export", "/dev/full", "--format", "json", status=1)
            self.assertIn("No space left", err)
        self.run_program("--export", "/dev/null", "--format", "json")
        out, _ = self.run_program("--export", "/dev/stdout", "--format", "json")
        self.assertEqual(len(json.loads(out)["skin_notes"]), 41)

    def test_pipe(self):
        pipe = self.home / "pipe.json"
        os.mkfifo(pipe)
        with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
            self.run_program("--export", "pipe.json")
            out, _ = reader.communicate(timeout=20)
        self.assertEqual(len(json.loads(out)["skin_notes"]), 41)
        self.assertTrue(pipe.is_fifo())
        _, err = self.run_program("--export", "pipe.json", status=1)
        self.assertIn("No program is reading", err)

    def test_may_not_be_written(self):
        """Permissions don't restrict the superuser."""
        target = self.home / "backup.json"
        target.write_bytes(OLD)
        if os.getuid() == 0:
            if not MOUNTS:
                self.skipTest("needs permission to mount")
            mounts.mount(target, flags=mounts.MS_BIND, source=target)
            self.addCleanup(mounts.call, mounts.libc.umount2, os.fsencode(target),
                            mounts.MNT_DETACH)
            mounts.mount(target, flags=mounts.MS_REMOUNT | mounts.MS_BIND | mounts.MS_RDONLY)
        else:
            target.chmod(0o400)
        _, err = self.run_program("--export", "backup.json", status=1)
        self.assertRegex(err, "Read-only|Permission denied")
        self.assertEqual(target.read_bytes(), OLD)

    # --- signals ----------------------------------------------------------------------------

    def test_limit(self):
        """A file size limit (ulimit -f) is reported like a full disk."""
        def limit(size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        target = self.home / "backup.json"
        target.write_bytes(OLD)
        more = json.dumps(make_diary([], [make_note(2000 + i, text="x" * 9000)
                                          for i in range(40)]))
        for size in (0, 4096, 65536):
            for arguments, text in ((["--export", "backup.json"], ""), (["--import", "-"], more)):
                with self.subTest(size=size, arguments=arguments):
                    done = subprocess.run(
                        [self.program, *arguments], env=self.environment, cwd=self.home,
                        check=False, capture_output=True, timeout=20, input=text.encode(),
                        preexec_fn=lambda size=size: limit(size))
                    if done.returncode != 0:
                        self.assertEqual(done.returncode, 1, done)
                        self.assertRegex(done.stderr.decode(),
                                         r"\Aaftercare: [^\n]*(full|too large)[^\n]*\n\Z")
                    elif arguments[0] == "--export":
                        self.whole(target)
                        target.write_bytes(OLD)
                    self.assertEqual(target.read_bytes(), OLD)
        self.assertEqual(len(self.export_diary()["skin_notes"]), 41)

    def test_nobody_reads_on(self):
        """The other end of the pipe closes: no crash report, and at most one line."""
        for arguments in (["--export", "-"], ["--status"], ["--help"], ["--import", "-"]):
            with self.subTest(arguments=arguments):
                read, write = os.pipe()
                os.close(read)
                done = subprocess.run([self.program, *arguments], env=self.environment,
                                      check=False, stdout=write, stderr=subprocess.PIPE,
                                      input=json.dumps(make_diary()).encode(), timeout=20,
                                      preexec_fn=lambda: signal.signal(signal.SIGPIPE,
                                                                       signal.SIG_DFL))
                os.close(write)
                self.assertEqual(done.returncode, 1, done)
                self.assertRegex(done.stderr.decode(), r"\Aaftercare: [^\n]+\n\Z")


if __name__ == "__main__":
    cli_fixture.main(sys.argv[1])
