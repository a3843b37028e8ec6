#!/usr/bin/python3
# test_csv.py: tests --export FILE.csv by reading it with Python's csv like a spreadsheet
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_csv.py PROGRAM"""

import csv
import io
import json
import stat
import subprocess
import sys

import cli_fixture
from cli_fixture import instant, make_diary, make_note, make_session

# Text that a spreadsheet would run, or that differs from it only by a leading apostrophe.
ARMED = ["=1+1", "+49 30", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "=HYPERLINK(\"http://x\",\"y\")",
         "'quoted'", "'=1", "＝1", "－ dry", "\u00a0=1", "=cmd|' /C calc'!A0"]
PLAIN = ["", "x", "Grüße 😀", "a,b", "a;b", "say \"no\"", "two\nlines", "a\r\nb", "1-2", "a=b", " ", "a\tb", "#1", "x" * 65536]


def disarm(cell):
    """Removes one leading apostrophe, as the documentation says."""
    return cell[1:] if cell.startswith("'") else cell


class CsvTest(cli_fixture.CommandLineTestCase):
    def read(self, name):
        path = self.home / name
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        return self.parse(path.read_bytes())

    def parse(self, data):
        text = data.decode("utf-8")
        self.assertFalse(text.startswith("\ufeff"))
        self.assertTrue(text.endswith("\r\n"))
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        return [dict(zip(rows[0], row)) for row in rows[1:]], rows[0]

    def cell(self, value):
        """Returns the cell for a value of the JSON."""
        if value is None:
            return ""
        if isinstance(value, list):
            return " ".join(value)
        if isinstance(value, float) and value == int(value):
            return str(int(value))
        return str(value)

    def test_same_as_json(self):
        sessions = [
            make_session(1, instant(-30), zones=["nose", "neck"], tool="roller, old", needle_mm=0.25),
            make_session(2, instant(-9), setting="office", needle_mm=None, makeup_wait_hours=None, rest_days=None,
                         next_session_date="2050-02-28", clinic_instructions="SPF 50\nno sauna", text="\"ok\""),
        ]
        notes = [make_note(10 + i, instant(-8 + i), text=text) for i, text in enumerate(["a,b", ""])]
        notes.append(make_note(20, "2016-02-29T03:59:59.000001Z", redness=None, tingling=4, flags=["fever", "cold_sore"],
                               resolved_flags=["discharge"]))
        self.import_diary(sessions, notes)
        diary = self.export_diary()
        out, err = self.run_program("--export", "skin.csv")
        self.assertEqual(out, "")
        self.assertEqual(err, "aftercare: Wrote skin-sessions.csv and skin-notes.csv.\n")
        self.assertEqual(sorted(path.name for path in self.home.glob("skin*")), ["skin-notes.csv", "skin-sessions.csv"])
        for name, key in (("skin-sessions.csv", "sessions"), ("skin-notes.csv", "skin_notes")):
            rows, names = self.read(name)
            self.assertEqual(names, list(diary[key][0]))
            self.assertEqual(rows, [{field: self.cell(value) for field, value in entry.items()}
                                    for entry in diary[key]])

    def test_products_and_scores(self):
        """A line for each, with the name of the scale."""
        scale, unknown = ("0b6ec4d0-0000-4000-8000-0000000009%02d" % number for number in (1, 2))
        diary = make_diary([make_session(products=["Saline, 0.9 %", "=1"])],
                           [make_note(own_scores=[{"scale": unknown, "score": 0}, {"scale": scale, "score": 4}],
                                      products=["=1"])])
        diary["scales"] = [{"id": scale, "name": "Itching", "archived": True, "created_at": instant(-9),
                            "modified_at": instant(-9)}]
        self.run_program("--import", "-", text=json.dumps(diary))
        self.run_program("--export", "skin.csv")
        self.assertEqual(self.read("skin-sessions.csv")[0][0]["products"], "Saline, 0.9 %\n=1")
        note = self.read("skin-notes.csv")[0][0]
        self.assertEqual(note["own_scores"], f"Itching 4\n{unknown} 0")
        self.assertEqual(note["products"], "'=1")

    def test_formulas(self):
        texts = ARMED + PLAIN
        self.import_diary([make_session(tool="=1", clinic_instructions="", text="@x", setting="office")],
                          [make_note(100 + i, instant(-0.9 + i / 100), text=text) for i, text in enumerate(texts)])
        self.run_program("--export", "skin.csv")
        rows = self.read("skin-notes.csv")[0]
        self.assertEqual([disarm(row["text"]) for row in rows], texts)
        for row, text in zip(rows, texts):
            self.assertEqual(row["text"], "'" + text if text in ARMED else text)
        session = self.read("skin-sessions.csv")[0][0]
        self.assertEqual((session["tool"], session["text"]), ("'=1", "'@x"))

    def test_one_table(self):
        self.import_diary([make_session()], [make_note()])
        for name, count in (("a-sessions.csv", 15), ("a-notes.csv", 14), ("B-Notes.CSV", 14)):
            self.assertEqual(self.run_program("--export", name), ("", ""))
            self.assertEqual(len(self.read(name)[1]), count)
        self.assertEqual(len(list(self.home.glob("*.csv"))) + len(list(self.home.glob("*.CSV"))), 3)
        for word, count in (("csv-sessions", 15), ("csv-notes", 14)):
            out = subprocess.run([self.program, "--export", "-", "--format", word], env=self.environment,
                                 capture_output=True, check=True, timeout=60).stdout
            rows, names = self.parse(out)
            self.assertEqual((len(rows), len(names)), (1, count))
        self.assertIn("csv-sessions or csv-notes",
                      self.run_program("--export", "-", "--format", "csv", status=1)[1])

    def test_name_and_format(self):
        self.import_diary([make_session()])
        for arguments, words in (
            (["--export", "a.cvs"], "a.cvs"),
            (["--export", "a.txt"], ".csv"),
            (["--export", "a.csv", "--format", "excel"], "csv-notes"),
            (["--format", "csv"], "--format can only be used with --export"),
        ):
            self.assertIn(words, self.run_program(*arguments, status=1)[1])
        self.assertEqual(list(self.home.glob("a*")), [])
        self.run_program("--export", "table.txt", "--format", "csv-notes")
        self.assertEqual(len(self.read("table.txt")[1]), 14)
        self.run_program("--export", "plain")
        self.assertTrue((self.home / "plain").read_text().startswith("{"))

    def test_both_or_neither(self):
        """If the second table can't be written, the first isn't written either."""
        self.import_diary([make_session()], [make_note()])
        (self.home / "skin-sessions.csv").write_text("old")
        (self.home / "skin-notes.csv").mkdir()
        self.assertIn("skin-notes.csv", self.run_program("--export", "skin.csv", status=1)[1])
        self.assertEqual((self.home / "skin-sessions.csv").read_text(), "old")
        self.assertEqual(len(list(self.home.glob("skin*"))), 2)

    def test_hostile_diary(self):
        """No text in a diary breaks out of its cell."""
        text = "".join(chr(code) for code in range(1, 0x100)) + "\"\",\r\n=\u2028\ufeff\"\"\""
        self.import_diary([make_session(text=text, tool="\"")], [make_note(text="\r\n\"=1")])
        self.run_program("--export", "skin.csv")
        session = self.read("skin-sessions.csv")[0]
        self.assertEqual((len(session), session[0]["text"], session[0]["tool"]), (1, text, "\""))
        self.assertEqual([row["text"] for row in self.read("skin-notes.csv")[0]], ["'\r\n\"=1"])


if __name__ == "__main__":
    cli_fixture.main(sys.argv[1])
