#!/usr/bin/python3
# test_failing_calls.py: tests --export, --import and --status if one system call fails or is the
# last one
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each system call fails in turn, or all calls from one on, or the program is killed there. Unless killed,
it exits with 0, or with 1 and one line. Afterwards the diary opens, has everything it had before, and all or
nothing of the import.
Usage: test_failing_calls.py PROGRAM"""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures"))

import cli_fixture
import faults
from cli_fixture import instant, make_diary, make_note, make_session

MOST = 16  # faults per job, unless all are requested
OLD = b"what was there before\n"


def ids(document):
    """Returns the ids of all entries in a diary."""
    return {entry["id"] for kind in ("sessions", "skin_notes") for entry in document[kind]}


class FailingCallsTest(cli_fixture.CommandLineTestCase):
    def setUp(self):
        super().setUp()
        self.template = pathlib.Path(tempfile.mkdtemp(prefix="aft-cli-"))
        self.addCleanup(shutil.rmtree, self.template)
        self.environment["TMPDIR"] = str(self.home / "tmp")
        self.faults = faults.Faults(self.template / "log", self.home)

    def keep(self):
        """Each round starts with a copy of the current home folder."""
        shutil.copytree(self.home, self.template / "home")

    def begin(self):
        for entry in self.home.iterdir():
            shutil.rmtree(entry)
        shutil.copytree(self.template / "home", self.home, dirs_exist_ok=True)

    def fill_diary(self, n_notes=40):
        self.import_diary(
            [make_session(1, instant(-10)), make_session(2, instant(-0.1))],
            [make_note(100 + i, instant(-9 + i / 10), text=f"note {i}") for i in range(n_notes)],
        )

    def prepare(self, more=None):
        (self.home / "tmp").mkdir()
        (self.home / "out").mkdir()
        for name in ("diary.json", "diary-sessions.csv", "diary-notes.csv", "diary.ics",
                     "diary.pdf"):
            (self.home / "out" / name).write_bytes(OLD)
        if more is not None:
            (self.home / "out" / "more.json").write_text(json.dumps(more))
        self.keep()

    def run_with(self, environment, arguments, out=None):
        """Writes the output to a file, because a file can be on a full disk."""
        self.begin()
        with contextlib.ExitStack() as stack:
            stream = stack.enter_context(open(out, "wb")) if out else subprocess.PIPE
            return faults.run([self.program, *arguments], {**self.environment, **environment},
                              stdout=stream, cwd=self.home)

    def sweep(self, arguments, look, out=None, most=MOST):
        """Checks the result of each fault with look (done, fault)."""
        done = []
        calls = self.faults.count(
            lambda environment: done.append(self.run_with(environment, arguments, out)))
        self.assertEqual(done[0].returncode, 0, done[0].stderr)
        look(done[0], None)
        calls = [call for call in calls if call[0] != "thread"]
        deaths = [fault for fault in faults.kills(calls) if fault.kind in faults.CHANGES]
        for fault in (faults.choose(faults.errors(calls), most) +
                      faults.choose(deaths, most // 4)):
            with self.subTest(arguments=arguments, fault=faults.describe(fault)):
                kinds = sorted({kind for kind, _ in calls})
                done = self.run_with(self.faults.environment(fault, kinds), arguments, out)
                if not isinstance(fault.what, str):
                    self.assertIn(done.returncode, (0, 1), done.stderr)
                if done.returncode == 1:
                    self.assertRegex(done.stderr.decode(),
                                     r"\Aaftercare: [^\x00-\x1f\x7f]+\n\Z")
                look(done, fault)

    def read_ids(self):
        """Returns the ids in the diary, or none if it wasn't created."""
        done = faults.run([self.program, "--export", "-"], self.environment)
        if done.returncode != 0:
            self.assertIn(b"There is no diary", done.stderr)
            return set()
        return ids(json.loads(done.stdout))

    def whole(self, before, after=None):
        """Returns a check that the diary is unchanged, or completely changed."""
        def look(done, fault):
            found = self.read_ids()
            self.assertIn(found, (before, after) if after else (before,))
            if done.returncode == 0 and after:
                self.assertEqual(found, after)
        return look

    def exported(self, check, *names):
        """Returns a check that files are the old ones or the complete new ones."""
        def look(done, fault):
            out = self.home / "out"
            contents = [(out / name).read_bytes() for name in names]
            # Of two files, the first may already be in place when the disk fails; it stays.
            if done.returncode == 1 and not (len(names) > 1 and fault.onwards):
                self.assertEqual(contents, [OLD] * len(names))
            elif done.returncode == 0:
                self.assertEqual([check(bytes_) for bytes_ in contents], [True] * len(names))
            else:
                for bytes_ in contents:
                    self.assertTrue(bytes_ == OLD or check(bytes_))
            if done.returncode >= 0 and (
                    fault is None or fault.kind != "unlink" and not fault.onwards):
                self.assertEqual([path.name for path in out.iterdir() if "." in path.suffix[1:]
                                  or path.suffix not in (".json", ".csv", ".ics", ".pdf")], [])
            out, _ = self.run_program("--status")
        return look

    def test_import_first(self):
        more = make_diary([make_session(1)], [make_note(100)])
        self.prepare(more)
        self.sweep(["--import", "out/more.json"], self.whole(set(), ids(more)), most=48)

    def test_import_merge(self):
        self.fill_diary()
        before = ids(self.export_diary())
        more = make_diary([make_session(5)], [make_note(900 + i) for i in range(20)])
        self.prepare(more)
        self.sweep(["--import", "out/more.json"], self.whole(before, before | ids(more)), most=48)

    def test_import_large(self):
        self.fill_diary()
        before = ids(self.export_diary())
        more = make_diary([], [make_note(1000 + i, text="words " * 500) for i in range(1500)])
        self.prepare(more)
        self.sweep(["--import", "out/more.json"], self.whole(before, before | ids(more)))

    def test_status(self):
        self.fill_diary()
        before = ids(self.export_diary())
        self.prepare()
        self.sweep(["--status"], self.whole(before))

    def test_export_files(self):
        self.fill_diary()
        self.prepare()
        for check, name, *files in (
            (lambda text: text.endswith(b"]\n}\n"), "diary.json", "diary.json"),
            (lambda text: text.count(b"\r\n") in (3, 41), "diary.csv", "diary-sessions.csv",
             "diary-notes.csv"),
            (lambda text: text.endswith(b"END:VCALENDAR\r\n"), "diary.ics", "diary.ics"),
            (lambda text: text.endswith(b"%%EOF\n"), "diary.pdf", "diary.pdf"),
        ):
            self.sweep(["--export", f"out/{name}"], self.exported(check, *files))

    def test_export_stream(self):
        self.fill_diary()
        before = ids(self.export_diary())
        self.prepare()
        for form in ("json", "csv-notes", "ics", "pdf"):
            self.sweep(["--export", "-", "--format", form], self.whole(before),
                       out=self.home / "out" / "stdout", most=10)


if __name__ == "__main__":
    cli_fixture.main(sys.argv[1])
