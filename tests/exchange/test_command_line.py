#!/usr/bin/python3
# test_command_line.py: tests --export, --import and --status in scripts
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_command_line.py PROGRAM SCHEMA GOLDEN GOLDEN-2 MAKE-SAMPLE"""

import copy
import datetime
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import threading

import cli_fixture
import validate
from cli_fixture import UTC, instant, make_diary, make_note, make_session

try:
    from gi.repository import Gio, GLib
except ImportError:
    Gio = None

SCHEMA, GOLDEN, GOLDEN_2, MAKE_SAMPLE = (os.path.abspath(path) for path in sys.argv[2:6])
WINDOW = 42
LEDGER = pathlib.Path(SCHEMA).parent.parent / "src/core/evidence.json"
SCHEMA = validate.load_schema(SCHEMA)


class CommandLineTest(cli_fixture.CommandLineTestCase):
    def status(self):
        out, err = self.run_program("--status", "--json")
        self.assertEqual(err, "")
        self.assertEqual(out.count("\n"), 1)
        self.assertTrue(out.endswith("}\n"))
        return validate.load(out)

    # --- options -----------------------------------------------------------------------------

    def test_window(self):
        for arguments in ([], ["--"], ["--gapplication-service"], ["--gapplication-app-id=a.b"]):
            self.assertEqual(self.run_program(*arguments, status=WINDOW), ("", ""))

    def test_version(self):
        out, err = self.run_program("--version")
        self.assertRegex(out, r"\AAftercare \d+\.\d+\.\d+\n\Z")
        self.assertEqual(err, "")

    def test_help(self):
        for option in ("--help", "-h"):
            out, err = self.run_program(option)
            for verb in ("--export", "--import", "--status", "--sources", "--json", "--version"):
                self.assertIn(verb, out)
            self.assertEqual(err, "")

    def test_sources(self):
        """Every claim of the ledger with its words, source, identifier and scope."""
        ledger = json.loads(LEDGER.read_text())
        claims = json.loads(self.run_program("--sources", "--json")[0])
        self.assertEqual([claim["token"] for claim in claims],
                         [claim["token"] for claim in ledger["claims"]])
        text = self.run_program("--sources")[0]
        for have, want in zip(claims, ledger["claims"]):
            self.assertEqual(have["provenance"], want["provenance"])
            self.assertEqual(have["scope"], want["scope"] or None)
            self.assertEqual([source["id"] for source in have["sources"]], want["sources"])
            for part in (have["text"], want["scope"]):
                self.assertIn(part, text)
        for source in ledger["sources"]:
            for key in ("title", "doi", "pubmed"):
                self.assertIn(str(source.get(key, "")), text)
        self.assertFalse(self.data.exists())

    def test_nonsense(self):
        for arguments, words in (
            (["--frobnicate"], "--frobnicate"),
            (["-x"], "-x"),
            (["--export"], "--export"),
            (["--json"], "--json can only be used with --status"),
            (["--json", "--export", "-"], "--json can only be used with --status"),
            (["--status", "--export", "-"], "Use only one of"),
            (["--status", "--sources"], "Use only one of"),
            (["--import", "-", "--export", "-"], "Use only one of"),
            (["--version", "--help"], "Use only one of"),
            (["diary.json"], "diary.json"),
            (["--status", "a\nb"], "a b"),
            (["--status", "\x1b[2J"], "[2J"),
            ([b"--status", b"\xff\xfe"], ""),
        ):
            with self.subTest(arguments=arguments):
                self.assertIn(words, self.run_program(*arguments, status=1)[1])
        self.assertFalse(self.data.exists())

    # --- no diary yet ------------------------------------------------------------------------

    def test_status_without_diary(self):
        out, err = self.run_program("--status")
        self.assertRegex(out, r"\AThere is no diary yet\.[^\n]*\n\Z")
        self.assertEqual(err, "")
        status = self.status()
        self.assertRegex(status.pop("now"), r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z\Z")
        self.assertEqual(
            status,
            {
                "recovery_day": None,
                "makeup": {"state": "none", "at": None},
                "next_session": {"state": "none", "at": None, "reasons": []},
                "advice": [],
            },
        )
        self.assertFalse(self.data.exists())

    def test_export_without_diary(self):
        """Writes nothing, and above all doesn't replace a backup."""
        backups = [self.home / f"backup{end}" for end in (".json", ".ics", ".pdf", "-sessions.csv")]
        for backup in backups:
            backup.write_text("a good backup")
        for target in ("-", "backup.json", "backup.csv", "backup.ics", "backup.pdf",
                       "backup-sessions.csv"):
            with self.subTest(target=target):
                _, err = self.run_program("--export", target, status=1)
                self.assertIn(f"There is no diary at {self.diary} yet.", err)
        for backup in backups:
            self.assertEqual(backup.read_text(), "a good backup")
        self.assertEqual(len(list(self.home.iterdir())), len(backups))

    def test_damaged_diary(self):
        self.diary.parent.mkdir(parents=True)
        self.diary.write_bytes(b"This is not a database.\n" * 100)
        for arguments in (["--status"], ["--status", "--json"], ["--export", "-"], ["--import", GOLDEN]):
            self.run_program(*arguments, status=1)
        self.assertEqual(self.diary.read_bytes(), b"This is not a database.\n" * 100)

    # --- export and import -------------------------------------------------------------------

    def test_round_trip(self):
        session = make_session(text="Grüße 😀\n\"x\"", needle_mm=0.1 + 0.2, zones=["nose", "neck"],
                               products=["Saline", "日本 \"x\""])
        note = make_note(flags=["fever"], resolved_flags=["cold_sore"], noted_at="2016-02-29T03:59:59.000001Z",
                         own_scores=[{"scale": "0b6ec4d0-0000-4000-8000-000000000998", "score": 3}], products=[])
        deleted = {"id": "0b6ec4d0-0000-4000-8000-000000000999", "deleted_at": "2020-01-01T00:00:00Z"}
        self.assertEqual(
            self.import_diary([session], [note], [deleted]),
            "2 added, 0 updated, 1 unchanged, 0 deleted\n",  # nothing to delete here
        )
        diary = self.export_diary()
        self.assertEqual(diary["sessions"], [session])
        self.assertEqual(diary["skin_notes"], [note])
        self.assertEqual(diary["deleted"], [deleted])
        self.assertEqual(stat.S_IMODE(self.diary.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(self.diary.parent.stat().st_mode), 0o700)

    def test_same_bytes(self):
        """Imports our own export twice, and a copy rewritten by json.dumps."""
        self.import_diary([make_session(), make_session(2, instant(-40))], [make_note()])
        texts = []
        for name in ("one.json", "two.json"):
            self.assertEqual(self.run_program("--export", name), ("", ""))
            path = self.home / name
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
            text = path.read_text(encoding="utf-8")
            diary = validate.load(text)
            self.assertEqual(validate.find_errors(SCHEMA, diary), [])
            self.assertEqual(text, json.dumps(diary, indent=2, ensure_ascii=False) + "\n")
            texts.append([line for line in text.splitlines() if '"exported_at"' not in line])
        self.assertEqual(texts[0], texts[1])
        self.assertEqual(len(texts[0]), len(text.splitlines()) - 1)

    def test_import_twice(self):
        self.import_diary([make_session()], [make_note()])
        before = self.export_diary()
        self.run_program("--export", "diary.json")
        out = self.run_program("--import", "diary.json")[0]
        self.assertEqual(out, "0 added, 0 updated, 2 unchanged, 0 deleted\n")
        after = self.export_diary()
        self.assertEqual(before | {"exported_at": 0}, after | {"exported_at": 0})

    def test_byte_order_mark(self):
        text = b"\xef\xbb\xbf" + json.dumps(make_diary([make_session()])).encode()
        self.assertIn("1 added", self.run_program("--import", "-", text=text)[0])

    def test_warning(self):
        diary = make_diary([make_session(mood="fine")])
        out, err = self.run_program("--import", "-", text=json.dumps(diary))
        self.assertIn("1 added", out)
        self.assertEqual(err, 'aftercare: sessions[0]: the unknown key "mood" was ignored\n')

    def test_unreadable(self):
        self.assertIn("missing.json", self.run_program("--import", "missing.json", status=1)[1])
        self.run_program("--import", ".", status=1)
        self.run_program("--import", "", status=1)
        self.assertFalse(self.data.exists())

    def test_unwritable(self):
        self.import_diary([make_session()])
        self.assertIn("none/out.json", self.run_program("--export", "none/out.json", status=1)[1])
        self.run_program("--export", ".", status=1)
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                for arguments in (["--export", "-"], ["--status"], ["--status", "--json"], ["--version"]):
                    done = subprocess.run([self.program, *arguments], stdout=full, stderr=subprocess.PIPE,
                                          env=self.environment, timeout=60, check=False)
                    self.assertEqual(done.returncode, 1)
                    self.assertRegex(done.stderr.decode(), r"\Aaftercare: [^\n]+\n\Z")

    def test_one_line(self):
        """Rejects any number of errors, and changes nothing."""
        self.import_diary([make_session()])
        before = self.diary.read_bytes()
        diary = make_diary([make_session(2)], [make_note(n, redness=7, dryness=-1) for n in range(30)])
        err = self.run_program("--import", "-", text=json.dumps(diary), status=1)[1]
        self.assertEqual(
            err,
            "aftercare: standard input: skin_notes[0].redness: 7 is not between 0 and 4, and 59 more\n",
        )
        for text in (b"", b"\0", b"[" * 100000, b'{"a":' * 100000, b"\xff\xfe{\0}\0", b'{"format": "x"}'):
            self.run_program("--import", "-", text=text, status=1)
        self.assertEqual(self.diary.read_bytes(), before)
        self.assertEqual(len(self.export_diary()["sessions"]), 1)

    def test_notifier_is_told(self):
        """On a private bus, where the notifier is a fake."""
        if Gio is None or shutil.which("dbus-daemon") is None:
            self.skipTest("needs dbus-daemon and python3-gi")
        bus = Gio.TestDBus.new(Gio.TestDBusFlags.NONE)
        bus.up()
        self.addCleanup(bus.stop)
        address = bus.get_bus_address()
        connection = Gio.DBusConnection.new_for_address_sync(
            address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )
        name = "org.example.Aftercare.Notifier"
        told = []

        def answer(_connection, _sender, _path, _interface, method, _parameters, invocation):
            told.append(method)
            invocation.return_value(None)

        node = Gio.DBusNodeInfo.new_for_xml(
            f"<node><interface name='{name}'><method name='DiaryChanged'/></interface></node>")
        connection.register_object("/org/example/Aftercare/Notifier", node.interfaces[0], answer, None, None)
        connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                             "RequestName", GLib.Variant("(su)", (name, 0)), None, 0, -1, None)
        loop = GLib.MainLoop()
        thread = threading.Thread(target=loop.run)
        thread.start()
        try:
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
            self.import_diary([make_session()])
            self.assertEqual(told, ["DiaryChanged"])
            self.export_diary()
            self.status()
            self.run_program("--import", "-", text="{}", status=1)
            self.assertEqual(told, ["DiaryChanged"])
        finally:
            GLib.idle_add(loop.quit)
            thread.join()
            connection.close_sync(None)

    # --- status ------------------------------------------------------------------------------

    def test_status_waiting(self):
        ended_at = instant(-0.1)
        self.import_diary([make_session(ended_at=ended_at)])
        end = datetime.datetime.fromisoformat(ended_at.replace("Z", "+00:00"))
        status = self.status()
        self.assertIn(status["recovery_day"], (0, 1))
        self.assertEqual(status["makeup"]["state"], "waiting")
        self.assertEqual(status["makeup"]["at"], (end + datetime.timedelta(hours=8)).isoformat().replace("+00:00", "Z"))
        self.assertEqual(status["next_session"]["state"], "resting")
        self.assertEqual(
            status["next_session"]["at"],
            (end + datetime.timedelta(days=14)).isoformat().replace("+00:00", "Z"),
        )
        self.assertEqual(status["next_session"]["reasons"], [])
        out, err = self.run_program("--status")
        self.assertTrue(out.endswith("\n"))
        self.assertGreater(len(out), 20)
        self.assertEqual(err, "")

    def test_status_held(self):
        self.import_diary([make_session(ended_at=instant(-20))], [make_note(dryness=3, flags=["fever"])])
        status = self.status()
        self.assertEqual(status["makeup"]["state"], "ready")
        self.assertEqual(status["next_session"]["state"], "held")
        self.assertIsNone(status["next_session"]["at"])
        self.assertEqual(len(status["next_session"]["reasons"]), 2)
        self.assertTrue(status["advice"])

    # --- the schema and the program agree -----------------------------------------------------

    def check_both(self, diary, good):
        text = json.dumps(diary)
        self.assertEqual(validate.find_errors(SCHEMA, validate.load(text)) == [], good)
        self.run_program("--import", "-", text=text, status=0 if good else 1)
        # One after the other, each one alone.
        shutil.rmtree(self.data, ignore_errors=True)

    def test_both_refuse(self):
        base = make_diary([make_session(), make_session(2, setting="office", makeup_wait_hours=None,
                                                        rest_days=None, next_session_date="2050-02-28")],
                          [make_note()], [{"id": "0b6ec4d0-0000-4000-8000-000000000999", "deleted_at": instant(-1)}])
        self.check_both(base, True)
        changes = [
            ("format", "x"), ("version", 2), ("version", 3), ("version", "1"), ("exported_at", "today"), ("generator", None),
            ("sessions", {}), ("skin_notes", None), ("deleted", [3]),
        ]
        changes += [(("sessions", 0, key), value) for key, value in (
            ("id", "x"), ("id", None), ("ended_at", "2026-02-30T00:00:00Z"), ("ended_at", "2026-02-20 00:00:00Z"),
            ("ended_at", "2026-02-20T00:00:00+00:00"), ("ended_at", "1899-12-31T00:00:00Z"), ("ended_at", 5),
            ("time_zone", ""), ("time_zone", "+01:00"), ("time_zone", None), ("setting", "Home"),
            ("time_zone", "Z"), ("time_zone", "Europe//Berlin"), ("time_zone", "Europe/"), ("time_zone", "../UTC"),
            ("needle_mm", 0.04), ("needle_mm", 5.1), ("needle_mm", -1), ("needle_mm", "0.3"), ("needle_mm", True),
            ("tool", None), ("tool", "x" * 65537), ("text", "\0"), ("zones", ["elbow"]), ("zones", ["nose", "nose"]),
            ("zones", "nose"), ("makeup_wait_hours", 7.9), ("makeup_wait_hours", 169), ("makeup_wait_hours", None),
            ("rest_days", 6.9), ("rest_days", 91), ("rest_days", None), ("next_session_date", "2050-01-01"),
            ("created_at", ""), ("modified_at", None),
        )]
        changes += [(("sessions", 1, key), value) for key, value in (
            ("makeup_wait_hours", -0.1), ("makeup_wait_hours", 720.1), ("makeup_wait_hours", -1),
            ("rest_days", 0.9), ("rest_days", 731), ("next_session_date", "2050-02-29"),
            ("next_session_date", "2050-2-8"), ("next_session_date", ""),
        )]
        changes += [(("skin_notes", 0, key), value) for key, value in (
            ("redness", 5), ("redness", -1), ("redness", 1.5), ("redness", "1"), ("redness", True),
            ("tingling", []), ("date", None), ("date", "2026-13-01"), ("flags", ["itch"]), ("flags", [1]),
            ("flags", ["fever", "fever"]), ("resolved_flags", None), ("text", 1), ("noted_at", "x"),
        )]
        changes += [(("deleted", 0, "id"), 7), (("deleted", 0, "deleted_at"), "2026-01-01")]
        changes += [((array, 0, key), "missing") for array in ("sessions", "skin_notes", "deleted")
                    for key in base[array][0]]
        changes += [(key, "missing") for key in base]
        self.check_changes(base, changes)

    def check_changes(self, base, changes):
        for place, value in changes:
            with self.subTest(place=place, value=value if len(str(value)) < 40 else "…"):
                diary = copy.deepcopy(base)
                within = diary
                *path, key = place if isinstance(place, tuple) else (place,)
                for step in path:
                    within = within[step]
                if value == "missing":
                    del within[key]
                else:
                    within[key] = value
                self.check_both(diary, False)

    def load_golden_2(self):
        """Returns a diary of version 2, all of it in past years, whatever the clock shows."""
        with open(GOLDEN_2, encoding="utf-8") as file:
            return validate.load(re.sub("20(2[67]-)", r"19\1", file.read()))

    def test_both_refuse_2(self):
        base = self.load_golden_2()
        self.check_both(base, True)
        changes = [("preferences", []), ("preferences", {}), ("scales", None), ("photos", {}), ("blind_answers", [0])]
        changes += [(("preferences", key), value) for key, value in (
            ("makeup_wait_hours", 7.9), ("makeup_wait_hours", None), ("rest_days", 91), ("usual_dryness", 3),
            ("tool_use_limit", 100), ("tool_use_limit", -1), ("day_start_minutes", 0.5), ("daily_reminder", 0),
            ("daily_reminder_minutes", 1440), ("discreet", "no"), ("own_scales", ["x"]), ("own_scales", None),
            ("modified_at", None),
        )]
        changes += [(("scales", 0, key), value) for key, value in (
            ("name", ""), ("name", "x" * 41), ("name", "a\nb"), ("name", "\x85"), ("archived", None),
            ("created_at", 0),
        )]
        changes += [(("sessions", 0, "products"), value) for value in (
            [""], ["x" * 81], ["a\tb"], [None], ["x"] * 21, {},
        )]
        score = {"scale": base["scales"][0]["id"], "score": 0}
        changes += [(("skin_notes", 0, "own_scores"), value) for value in (
            [score | {"score": 5}], [score | {"score": None}], [{"score": 1}], [score, score], [4], None,
        )]
        changes += [(("photos", 0, key), value) for key, value in (
            ("view", "back"), ("sha256", "0" * 63), ("sha256", "g" * 64), ("media_type", "image/heic"), ("width", 0),
            ("height", 100001), ("width", 1.5), ("eyes", [0, 0, 0]), ("eyes", [0, 0, 0, 2]), ("white", [0]),
            ("white", 1), ("taken_at", "1899-12-31T00:00:00Z"), ("date", ""), ("text", "\0"),
        )]
        changes += [(("blind_answers", 0, key), value) for key, value in (
            ("earlier", None), ("later", "x"), ("choice", "both"), ("time_zone", "../UTC"),
        )]
        changes += [((array, 0, key), "missing") for array in ("scales", "sessions", "skin_notes", "photos", "blind_answers")
                    for key in base[array][0]]
        changes += [(("preferences", key), "missing") for key in base["preferences"]]
        changes += [(key, "missing") for key in base]
        self.check_changes(base, changes)

    def test_both_accept_2(self):
        base = self.load_golden_2()
        self.check_both(base | {"preferences": None}, True)
        for array, key, value in (
            ("scales", "name", "x" * 40), ("scales", "name", "\U0001F600" * 40), ("sessions", "products", ["\U0001F600" * 80] * 20),
            ("sessions", "products", []), ("photos", "eyes", None), ("photos", "white", [0, 1.0]),
            ("photos", "sha256", "A" * 64), ("skin_notes", "own_scores", []),
        ):
            with self.subTest(key=key):
                diary = copy.deepcopy(base)
                diary[array][0][key] = value
                self.check_both(diary, True)
        # Only a score on a scale of the person's own, or a product, is something.
        for key in ("own_scores", "products"):
            note = base["skin_notes"][0] | {"redness": None, "tingling": None, "dryness": None, "flags": [],
                                            "resolved_flags": [], "text": "", "own_scores": [], "products": []}
            self.check_both(base | {"skin_notes": [note]}, False)
            self.check_both(base | {"skin_notes": [note | {key: base["skin_notes"][0][key]}]}, True)

    def test_version_1_or_2(self):
        """In version 1, what version 2 added is welcome, but may be missing."""
        base = self.load_golden_2()
        self.check_both(base | {"version": 1}, True)
        del base["photos"]
        del base["skin_notes"][0]["own_scores"]
        self.check_both(base | {"version": 1}, True)

    def test_both_refuse_empty_note(self):
        self.check_both(make_diary(notes=[make_note(redness=None, tingling=None, text=" \n\t")]), False)
        self.check_both(make_diary(notes=[make_note(redness=None, tingling=None, text=" x")]), True)

    def test_both_accept(self):
        for fields in (
            {"needle_mm": 0.05}, {"needle_mm": 5}, {"needle_mm": None}, {"makeup_wait_hours": 168},
            {"rest_days": 7}, {"rest_days": 90}, {"tool": "x" * 65536}, {"id": "ABCDEF00-0000-4000-8000-00000000000F"},
            {"ended_at": "1900-01-01T00:00:00Z"}, {"ended_at": "2016-02-29T23:59:59.5Z"}, {"text": "\ud83d\ude00\x01"},
            {"time_zone": "Mars/Olympus"}, {"time_zone": "GMT+0"}, {"ended_at": "2199-01-01T00:00:00Z"},
            {"setting": "office", "makeup_wait_hours": 0, "rest_days": 730},
        ):
            with self.subTest(fields=str(fields)[:40]):
                self.check_both(make_diary([make_session(**fields)]), True)
        for fields in ({"redness": 4.0}, {"redness": 0, "tingling": None}, {"date": "1900-01-01"}):
            with self.subTest(fields=fields):
                self.check_both(make_diary([], [make_note(**fields)]), True)

    def test_golden(self):
        with open(GOLDEN, encoding="utf-8") as file:
            # All in past years, whatever the clock shows.
            diary = validate.load(re.sub("20(2[67]-)", r"19\1", file.read()))
        self.check_both(diary | {"sessions": diary["sessions"]}, True)

    # --- the sample diary -----------------------------------------------------------------------

    def test_sample(self):
        text = subprocess.run([MAKE_SAMPLE], capture_output=True, check=True, timeout=60).stdout
        diary = validate.load(text.decode())
        self.assertEqual(validate.find_errors(SCHEMA, diary), [])
        self.assertIn(f"{len(diary['sessions']) + len(diary['skin_notes'])} added",
                      self.run_program("--import", "-", text=text)[0])
        home = [session for session in diary["sessions"] if session["setting"] == "home"]
        self.assertEqual(len(home), 20)
        self.assertEqual(len(diary["sessions"]), 21)
        self.assertGreater(len(diary["skin_notes"]), 100)
        ticked = {flag for note in diary["skin_notes"] for flag in note["flags"]}
        gone = {flag for note in diary["skin_notes"] for flag in note["resolved_flags"]}
        self.assertEqual(len(ticked), 3)
        self.assertEqual(ticked, gone)
        status = self.status()
        self.assertIn(status["recovery_day"], (2, 3, 4))
        self.assertEqual(status["next_session"]["state"], "resting")

    def test_sample_is_the_same(self):
        """At any time of day and year, and in any time zone."""
        for now in ("2026-11-22T18:30:00Z", "2024-02-29T00:10:00Z", "2026-03-29T01:30:00Z", "2026-10-25T23:59:59Z"):
            for zone in ("UTC", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
                texts = [
                    subprocess.run([MAKE_SAMPLE, "--now", now, "--time-zone", zone], capture_output=True,
                                   check=True, timeout=60).stdout
                    for _ in range(2)
                ]
                self.assertEqual(texts[0], texts[1])
                diary = validate.load(texts[0].decode())
                self.assertEqual(validate.find_errors(SCHEMA, diary), [])
                last = diary["sessions"][-1]["ended_at"]
                self.assertLess(last, now)
                self.assertLessEqual(max(note["modified_at"] for note in diary["skin_notes"]), now)


if __name__ == "__main__":
    cli_fixture.main(sys.argv[1])
