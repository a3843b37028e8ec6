#!/usr/bin/python3
# test_pdf.py: tests --export FILE.pdf by reading it with poppler's tools like a clinician's
# computer
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_pdf.py PROGRAM"""

import datetime
import getpass
import os
import re
import shutil
import socket
import stat
import subprocess
import sys

import cli_fixture
from cli_fixture import UTC, instant, make_diary, make_note, make_session


def noon(days):
    """Returns noon in UTC this many days from now, which is inside a person's day from 04:00 local
    time."""
    today = (datetime.datetime.now() - datetime.timedelta(hours=4)).replace(tzinfo=UTC)
    return (today + datetime.timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)


def day(days):
    """Returns the date this many days from now as in a report."""
    return noon(days).strftime("%a %-d %b %Y")


class ReportTest(cli_fixture.CommandLineTestCase):
    def setUp(self):
        if shutil.which("pdftotext") is None:
            self.skipTest("needs poppler-utils")
        super().setUp()

    def report(self, *arguments):
        """Returns the text of each page."""
        self.assertEqual(self.run_program("--export", "report.pdf", *arguments), ("", ""))
        path = self.home / "report.pdf"
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, timeout=60,
                              env=self.environment).stdout.decode()
        pages = text.rstrip("\f").split("\f")
        self.assertIn(len(pages), (1, 2, 3))
        for number, page in enumerate(pages):
            self.assertIn(f"Aftercare · page {number + 1} of {len(pages)}", page)
        return pages

    def at(self, days, minutes=0):
        """Returns the time this many minutes before noon of a day, which is the same day in all
        nearby time zones."""
        return (noon(days) - datetime.timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")

    def small_diary(self):
        self.import_diary(
            [make_session(1, self.at(-60), zones=["nose", "neck"], tool="Roller", text="first time"),
             make_session(2, self.at(-20), setting="office", needle_mm=1.5, makeup_wait_hours=None, rest_days=None,
                          next_session_date="2050-07-04", clinic_instructions="no sauna")],
            [make_note(100, self.at(-58), redness=3, tingling=None, dryness=2, flags=["fever"], text="hot\nand red"),
             make_note(101, self.at(-57), redness=1, resolved_flags=["fever"]),
             make_note(102, self.at(-19), redness=4, flags=["cold_sore"])])

    def test_content(self):
        self.small_diary()
        text = re.sub(r"\s+", " ", " ".join(self.report()))
        for words in ("Skin after microneedling", f"{day(-90)} to {day(0)}", "not a diagnosis",
                      "1 session at home · 1 session at a clinic · 3 check-ins",
                      f"Redness 4, severe ({day(-19)})", f"Dryness 2, mild ({day(-58)})",
                      "Thin: 1 earlier recovery", "Days since the session",
                      "Warning signs", f"fever {day(-58)} {day(-57)}", f"cold sore {day(-19)} not recorded as gone",
                      "Roller · first time", "Clinic: no sauna", "1.5 mm", "0.3 mm", "nose, neck", "8 hours", "14 days",
                      "until Mon 4", "Jul 2050", "not recorded",
                      f"{day(-58)} 2 3 – 2 fever hot and red", f"{day(-57)} 3 1 0 – gone: fever",
                      f"{day(-19)} 1 4 0 – cold sore"):
            self.assertIn(words, text)
        for words in ("lack of space", "was shortened"):
            self.assertNotIn(words, text)

    def test_days(self):
        """A date fits on one line, however wide it is: each weekday in each month."""
        days = [datetime.datetime(2019, month, day, 12, tzinfo=UTC) for month in range(1, 13) for day in range(22, 29)]
        self.import_diary([make_session(1, "2019-01-02T12:00:00Z")],
                          [make_note(100 + i, when.isoformat().replace("+00:00", "Z"), text="")
                           for i, when in enumerate(days)])
        lines = " ".join(self.report("--from", "2019-01-01", "--until", "2019-12-31")).splitlines()
        for when in days:
            self.assertTrue([line for line in lines if line.startswith(when.strftime("%a %-d %b %Y "))], when)

    def test_name_free(self):
        """Contains no name, place or computer."""
        self.environment["USER"] = self.environment["LOGNAME"] = "erika.mustermann"
        self.small_diary()
        self.report()
        path = self.home / "report.pdf"
        info = subprocess.run(["pdfinfo", path], capture_output=True, check=True, timeout=60).stdout.decode()
        self.assertIn("Title:           Skin recovery report", info)
        self.assertNotIn("Author", info)
        everything = info + "".join(self.report()) + path.read_bytes().decode("latin-1")
        for name in ("erika", "mustermann", str(self.home), socket.gethostname()):
            if len(name) > 3:
                self.assertNotIn(name.lower(), everything.lower())

    def test_many_days_of_a_sign(self):
        """Only the first six days of a sign are named; the others are counted."""
        for n, more in ((6, None), (7, "and 1 more day"), (9, "and 3 more days")):
            with self.subTest(n):
                self.import_diary([make_session(1, self.at(-60))],
                                  [make_note(100 + i, self.at(-50 + i), flags=["discharge"]) for i in range(n)])
                text = re.sub(r"\s+", " ", " ".join(self.report()))
                signs = text[text.index("Recorded as gone on"):text.index("Sessions Date")]
                named = ", ".join(day(-50 + i) for i in range(6))
                self.assertEqual(signs.replace(" not recorded as gone", "").strip(),
                                 f"Recorded as gone on discharge {named}" + (f" {more}" if more else ""))

    def test_range(self):
        """Entries outside the range aren't included, not even as an earlier recovery."""
        self.small_diary()
        first = noon(-20).strftime("%Y-%m-%d")
        text = " ".join(self.report("--from", first))
        self.assertIn("1 session at a clinic · 1 check-in", text)
        self.assertIn("There is no earlier recovery", text)
        for words in ("fever", "Roller", "at home"):
            self.assertNotIn(words, text)
        before = noon(-21).strftime("%Y-%m-%d")
        text = " ".join(self.report("--until", before))
        self.assertIn("1 session at home · 2 check-ins", text)
        self.assertNotIn("cold sore", text)
        self.assertIn(f"{day(-111)} to {day(-21)}", text)
        full_width = before.translate({ord(c): ord(c) + 0xfee0 for c in "0123456789-"})
        self.assertEqual(text, " ".join(self.report("--until", full_width)))
        after = noon(-19).strftime("%Y-%m-%d")
        self.assertIn("0 sessions at home · 1 check-in", " ".join(self.report("--from", after)))

    def test_refused(self):
        self.import_diary()
        for arguments, words in (
            (["--from", "yesterday"], "yesterday"),
            (["--until", "2026-02-30"], "2026-02-30"),
            (["--from", "2026-02-02", "--until", "2026-02-01"], "is after the last day"),
            (["--from", "2020-01-01", "--until", "2020-02-01"], "nothing to report from Wed 1 Jan 2020 to Sat 1 Feb 2020"),
        ):
            with self.subTest(arguments=arguments):
                self.assertIn(words, self.run_program("--export", "report.pdf", *arguments, status=1)[1])
        for arguments in (["--from", "2020-01-01"], ["--export", "-", "--from", "2020-01-01"],
                          ["--export", "a.csv", "--until", "2020-01-01"]):
            self.assertIn("PDF report", self.run_program(*arguments, status=1)[1])
        self.assertEqual(list(self.home.glob("*.pdf")), [])

    def test_flags_of_nothing(self):
        self.import_diary([make_session(1, self.at(-5))], [make_note(100, self.at(-4))])
        pages = self.report()
        self.assertEqual(len(pages), 1)
        self.assertIn("None were ticked in this period.", pages[0])

    def test_full(self):
        """At most three pages; what doesn't fit is counted, and the newest entries are included."""
        notes = [make_note(1000 + i, self.at(-(i // 5) - 1, i % 5), redness=i % 5, text=f"note {i}.")
                 for i in range(400)]
        self.import_diary([make_session(i, self.at(-i * 7 - 1)) for i in range(1, 12)], notes)
        pages = self.report()
        self.assertEqual(len(pages), 3)
        self.assertIn("11 sessions at home · 400 check-ins", pages[0])
        shown = {int(number) for number in re.findall(r"note (\d+)\.", " ".join(pages))}
        self.assertGreater(len(shown), 50)
        self.assertEqual(shown, set(range(len(shown))))
        left, = re.findall(r"(\d+) older check-ins left out for lack of space", pages[2])
        self.assertEqual(len(shown) + int(left), 400)
        self.assertIn("Comments", pages[2])

    def test_long_texts(self):
        """One entry doesn't fill a page, and shortened text is marked."""
        text = ("word " * 13000)[:65536]
        self.import_diary([make_session(1, self.at(-5), tool=text, text=text, clinic_instructions=text, setting="office")],
                          [make_note(100, self.at(-4), text=text), make_note(101, self.at(-3), text="\u202e" + "x" * 9000)])
        pages = self.report()
        self.assertLessEqual(len(pages), 2)
        self.assertIn("Text ending in … was shortened.", " ".join(pages))

    def test_pipe(self):
        self.small_diary()
        done = subprocess.run([self.program, "--export", "-", "--format", "pdf"], env=self.environment,
                              capture_output=True, check=True, timeout=60)
        self.assertTrue(done.stdout.startswith(b"%PDF-"))
        self.assertTrue(done.stdout.rstrip().endswith(b"%%EOF"))


if __name__ == "__main__":
    cli_fixture.main(sys.argv[1])
