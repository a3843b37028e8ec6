#!/usr/bin/python3
# test_elsewhere.py: tests that every computer can import what another one exports, and exports the
# same
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_elsewhere.py PROGRAM"""

import datetime
import json
import os
import random
import sys
import uuid

import cli_fixture
from cli_fixture import UTC, make_diary, make_note, make_session

# Known zones, aliases, zones that tzdata moved and this system lacks, and unknown ones.
ZONES = ("Europe/Berlin", "UTC", "US/Pacific", "Pacific/Kiritimati", "America/St_Johns", "Etc/GMT+12", "EST5EDT",
         "Mars/Olympus_Mons", "leapseconds", "Europe", "CET-1CEST")
TEXTS = ("", "warm", "21,5 °C", "a\tb\nc\r\n", "\u0001\u007f\u0085", "ıİiI", "\u2028", "🧴\u200d", "\ufeff", '"\\', "٢١")
BLANKS = "\u0020\u00a0\u1680\u2003\u3000"
ENDS = (datetime.datetime(1900, 1, 2, tzinfo=UTC), datetime.datetime(9999, 12, 30, 23, 59, 59, 999999, tzinfo=UTC))


def write(moment):
    return moment.replace(tzinfo=None).isoformat() + "Z"


class Maker:
    """Creates random diaries with values that another computer could take for errors."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def moment(self):
        pick = self.random.random()
        if pick < 0.1:
            return self.random.choice(ENDS)
        start = datetime.datetime(2026, 1, 1, tzinfo=UTC) if pick < 0.9 else datetime.datetime(2080, 1, 1, tzinfo=UTC)
        return start + datetime.timedelta(seconds=self.random.randrange(300 * 86400),
                                          microseconds=self.random.choice((0, 0, 1, 999999)))

    def common(self):
        return {"id": str(uuid.UUID(int=self.random.getrandbits(128), version=4)),
                "time_zone": self.random.choice(ZONES), "text": self.random.choice(TEXTS),
                "created_at": write(self.moment()), "modified_at": write(self.moment())}

    def session(self):
        ended_at = self.moment()
        fields = self.common()
        if self.random.random() < 0.5:
            # The date there can be a day before or after the one in UTC.
            next_date = ended_at.date() + datetime.timedelta(days=self.random.choice((-1, 0, 1)))
            fields.update(setting="office", next_session_date=next_date.isoformat(),
                          makeup_wait_hours=self.random.choice((None, 0, 720)),
                          rest_days=self.random.choice((None, 1, 730, 7.000000000000001)),
                          clinic_instructions=self.random.choice(TEXTS))
        return make_session(ended_at=write(ended_at), needle_mm=self.random.choice((None, 0.05, 0.1 + 0.2, 5)),
                            tool=self.random.choice(TEXTS), **fields)

    def note(self):
        noted_at = self.moment()
        fields = self.common()
        fields["text"] += self.random.choice(("", BLANKS))
        return make_note(noted_at=write(noted_at), date=noted_at.date().isoformat(), **fields)

    def diary(self):
        return make_diary([self.session() for _ in range(self.random.randrange(12))],
                          [self.note() for _ in range(self.random.randrange(12))],
                          [{"id": str(uuid.UUID(int=self.random.getrandbits(128), version=4)),
                            "deleted_at": write(self.moment())} for _ in range(self.random.randrange(4))])


class ElsewhereTest(cli_fixture.CommandLineTestCase):
    def setUp(self):
        super().setUp()
        self.n_homes = 0
        self.no_zones = self.home / "no-zones"
        self.no_zones.mkdir()

    def take(self, text, **environment):
        """Imports on another computer, and returns its export."""
        self.n_homes += 1
        before = dict(self.environment)
        self.environment.update(XDG_DATA_HOME=str(self.home / f"data-{self.n_homes}"), **environment)
        self.run_program("--import", "-", text=text)
        exported = json.loads(self.run_program("--export", "-")[0])
        status = json.loads(self.run_program("--status", "--json")[0])
        self.environment = before
        exported["exported_at"] = "2026-01-01T00:00:00Z"
        return exported, status

    def test_taken_everywhere(self):
        seed = os.environ.get("TEST_SEED") or random.randrange(1 << 32)
        print(f"# TEST_SEED={seed}", file=sys.stderr)
        maker = Maker(int(seed))
        elsewhere = ({"TZDIR": str(self.no_zones)}, {"TZ": "Pacific/Apia"}, {"TZ": ":/etc/localtime", "LC_ALL": "C"},
                     {"TZ": "<+0545>-5:45", "LC_ALL": "POSIX", "TZDIR": str(self.no_zones)})
        for _ in range(6):
            text = json.dumps(maker.diary())
            here, _ = self.take(text)
            for environment in elsewhere:
                with self.subTest(**environment):
                    self.assertEqual(self.take(json.dumps(here), **environment)[0], here)

    def test_unknown_zone(self):
        """An entry in an unknown zone counts, and the name of the zone is kept."""
        diary = make_diary([make_session(time_zone="US/Pacific")], [make_note(time_zone="Mars/Olympus_Mons")])
        exported, status = self.take(json.dumps(diary), TZDIR=str(self.no_zones))
        self.assertEqual([entry["time_zone"] for entry in exported["sessions"] + exported["skin_notes"]],
                         ["US/Pacific", "Mars/Olympus_Mons"])
        self.assertEqual(status["next_session"]["state"], "resting")
        for name in ("dates.ics", "report.pdf", "diary.csv"):
            with self.subTest(name):
                self.environment["XDG_DATA_HOME"] = str(self.home / f"data-{self.n_homes}")
                self.environment["TZDIR"] = str(self.no_zones)
                self.run_program("--export", name)

    def test_ahead_of_the_clock(self):
        """Entries written with a wrong clock are kept, reported and exported, but have no
        effect."""
        session = make_session()
        ahead = make_session(2, ended_at="2199-01-01T00:00:00Z")
        note = make_note(noted_at="2199-01-02T00:00:00Z", date="2199-01-02", redness=4)
        text = json.dumps(make_diary([session, ahead], [note]))
        _, err = self.run_program("--import", "-", text=text)
        self.assertIn("sessions[1].ended_at: 2199-01-01T00:00:00Z is ahead of this computer’s clock", err)
        self.assertIn("skin_notes[0].noted_at: 2199-01-02T00:00:00Z is ahead of this computer’s clock", err)
        self.assertEqual(len(err.splitlines()), 2, err)
        status = json.loads(self.run_program("--status", "--json")[0])
        self.assertEqual((status["makeup"]["state"], status["next_session"]["state"], status["advice"]),
                         ("ready", "resting", []))
        self.assertIn("2 entries are dated ahead of this computer’s clock", self.run_program("--status")[0])
        exported = self.run_program("--export", "-")[0]
        self.assertEqual([entry["ended_at"] for entry in json.loads(exported)["sessions"]],
                         [session["ended_at"], "2199-01-01T00:00:00Z"])
        # It can import its own export again, which changes nothing.
        self.run_program("--import", "-", text=exported)
        again = json.loads(self.run_program("--export", "-")[0])
        self.assertEqual(again["sessions"], json.loads(exported)["sessions"])

    def test_correction_loses(self):
        """If the clock was ahead at the last change, an older change loses, and a message says
        why."""
        session = make_session()
        self.import_diary([dict(session, text="ahead", modified_at="2199-01-01T00:00:00Z")])
        _, err = self.run_program("--import", "-", text=json.dumps(make_diary([dict(session, text="corrected")])))
        self.assertIn("1 entry in your diary stays as it is, because it was last changed while a computer’s clock was ahead.", err)
        self.assertEqual(json.loads(self.run_program("--export", "-")[0])["sessions"][0]["text"], "ahead")


if __name__ == "__main__":
    cli_fixture.main(sys.argv[1])
