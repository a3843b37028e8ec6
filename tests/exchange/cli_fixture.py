# cli_fixture.py: the command line in a separate home folder, and sample diaries
#
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import validate

UTC = datetime.timezone.utc


def instant(days):
    """Returns the time this many days from now, without a fraction."""
    moment = datetime.datetime.now(UTC).replace(microsecond=0) + datetime.timedelta(days=days)
    return moment.isoformat().replace("+00:00", "Z")


def make_session(number=1, ended_at=None, **fields):
    ended_at = ended_at or instant(-1)
    return {
        "id": f"0b6ec4d0-0000-4000-8000-{number:012}",
        "ended_at": ended_at,
        "time_zone": "Europe/Berlin",
        "setting": "home",
        "needle_mm": 0.3,
        "tool": "",
        "zones": [],
        "makeup_wait_hours": 8,
        "rest_days": 14,
        "next_session_date": None,
        "clinic_instructions": "",
        "text": "",
        "created_at": ended_at,
        "modified_at": ended_at,
        **fields,
    }


def make_note(number=100, noted_at=None, **fields):
    noted_at = noted_at or instant(-0.5)
    return {
        "id": f"0b6ec4d0-0000-4000-8000-{number:012}",
        "noted_at": noted_at,
        "time_zone": "Europe/Berlin",
        "date": noted_at[:10],
        "redness": 1,
        "tingling": 0,
        "dryness": None,
        "flags": [],
        "resolved_flags": [],
        "text": "",
        "created_at": noted_at,
        "modified_at": noted_at,
        **fields,
    }


def make_diary(sessions=(), notes=(), deleted=()):
    return {
        "format": "org.example.Aftercare.diary",
        "version": 1,
        "exported_at": instant(0),
        "generator": "test",
        "sessions": list(sessions),
        "skin_notes": list(notes),
        "deleted": list(deleted),
    }


def drop_version_7(database):
    """Removes from a diary.db what version 7 of the schema has added."""
    for name in ("preferences", "scales", "photos", "blind_answers"):
        database.execute(f"DROP TABLE {name}")
    for name in ("sessions.products", "notes.products", "notes.own_scores"):
        database.execute("ALTER TABLE {} DROP COLUMN {}".format(*name.split(".")))


class CommandLineTestCase(unittest.TestCase):
    """Keeps away from the person's own diary, settings and session bus."""

    program = None  # set by main()
    maxDiff = None

    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="aft-cli-"))
        self.addCleanup(shutil.rmtree, self.home)
        self.data = self.home / "data"
        self.diary = self.data / "aftercare" / "diary.db"
        self.environment = {
            key: value
            for key, value in os.environ.items()
            if key not in ("DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE")
        }
        self.environment.update(
            HOME=str(self.home),
            XDG_DATA_HOME=str(self.data),
            XDG_CONFIG_HOME=str(self.home / "config"),
            XDG_CACHE_HOME=str(self.home / "cache"),
            XDG_STATE_HOME=str(self.home / "state"),
            XDG_RUNTIME_DIR=str(self.home),
            # No session bus of the person: an import must not start their notifier.
            DBUS_SESSION_BUS_ADDRESS=f"unix:path={self.home}/no-bus",
        )

    def run_program(self, *arguments, text=None, status=0, **fields):
        """Returns (stdout, stderr). With status 1, stdout is empty and stderr has exactly one
        line."""
        done = subprocess.run(
            [self.program, *arguments],
            input=text.encode() if isinstance(text, str) else text or b"",
            capture_output=True,
            env=self.environment,
            cwd=self.home,
            timeout=60,
            check=False,
            **fields,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, status, err)
        if status == 1:
            self.assertRegex(err, r"\Aaftercare: [^\x00-\x1f\x7f]+\n\Z")
            self.assertEqual(out, "")
        return out, err

    def import_diary(self, *arguments):
        return self.run_program("--import", "-", text=json.dumps(make_diary(*arguments)))[0]

    def export_diary(self):
        out, err = self.run_program("--export", "-")
        self.assertEqual(err, "")
        return validate.load(out)


def main(program):
    """Runs the tests of the script on @program."""
    CommandLineTestCase.program = os.path.abspath(program)
    unittest.main(argv=[program])
