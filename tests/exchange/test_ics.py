#!/usr/bin/python3
# test_ics.py: tests --export FILE.ics by reading it with python3-icalendar like a phone
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: test_ics.py PROGRAM"""

import datetime
import stat
import sys
import uuid
import zoneinfo

import cli_fixture
from cli_fixture import UTC, instant, make_diary, make_note, make_session

try:
    import icalendar
except ImportError:
    icalendar = None

TITLES = ("Your wait for makeup is over", "Your rest period is over")
DISCREET = "Aftercare: something is ready"


def parse(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class CalendarTest(cli_fixture.CommandLineTestCase):
    def setUp(self):
        if icalendar is None:
            self.skipTest("needs python3-icalendar")
        super().setUp()

    def export_calendar(self, name="dates.ics", remark=""):
        self.assertEqual(self.run_program("--export", name), ("", remark))
        path = self.home / name
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        data = path.read_bytes()
        # RFC 5545, 3.1: lines end with CRLF and have at most 75 bytes.
        self.assertTrue(data.endswith(b"\r\n"))
        self.assertEqual(data.count(b"\n"), data.count(b"\r\n"))
        self.assertLessEqual(max(map(len, data.split(b"\r\n"))), 75)
        calendar = icalendar.Calendar.from_ical(data)
        self.assertEqual(str(calendar["VERSION"]), "2.0")
        self.assertEqual(calendar.errors, [])
        return calendar.walk("VEVENT")

    def discreetly(self, on):
        """Stores the settings in a file, where the program finds them."""
        self.environment["GSETTINGS_BACKEND"] = "keyfile"
        folder = self.home / "config" / "glib-2.0" / "settings"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "keyfile").write_text(f"[org/example/Aftercare]\ndiscreet={'true' if on else 'false'}\n")

    def test_two_dates(self):
        session = make_session(ended_at=instant(-0.1))
        self.import_diary([session])
        makeup, rest = self.export_calendar()
        ended_at = parse(session["ended_at"])
        self.assertEqual(makeup["DTSTART"].dt, ended_at + datetime.timedelta(hours=8))
        self.assertEqual(rest["DTSTART"].dt, ended_at + datetime.timedelta(days=14))
        self.assertEqual((str(makeup["SUMMARY"]), str(rest["SUMMARY"])), TITLES)
        self.assertIn("8-hour minimum", makeup["DESCRIPTION"])
        self.assertTrue(rest["DESCRIPTION"].startswith("Check your skin first."))
        for event in (makeup, rest):
            self.assertEqual(event["DTSTART"].dt.utcoffset(), datetime.timedelta(0))
            self.assertEqual(str(event["TRANSP"]), "TRANSPARENT")
            self.assertEqual(str(event["CLASS"]), "PRIVATE")
            self.assertNotIn("DTEND", event)
            alarm, = event.walk("VALARM")
            self.assertEqual(str(alarm["ACTION"]), "DISPLAY")
            self.assertEqual(alarm["TRIGGER"].dt, datetime.timedelta(0))
            self.assertEqual(alarm["DESCRIPTION"], event["SUMMARY"])
            self.assertLess(abs(event["DTSTAMP"].dt - datetime.datetime.now(UTC)), datetime.timedelta(minutes=2))

    def test_second_import_updates(self):
        """The same events, moved and with a higher revision."""
        session = make_session(ended_at=instant(-0.1))
        self.import_diary([session])
        before = self.export_calendar()
        space = uuid.UUID(session["id"])
        self.assertEqual([str(event["UID"]) for event in before],
                         [str(uuid.uuid5(space, kind)) for kind in ("makeup", "next-session")])
        self.import_diary([session | {"rest_days": 30, "modified_at": instant(0)}])
        self.discreetly(True)
        after = self.export_calendar()
        self.assertEqual([event["UID"] for event in before], [event["UID"] for event in after])
        self.assertEqual(after[1]["DTSTART"].dt - before[1]["DTSTART"].dt, datetime.timedelta(days=16))
        for old, new in zip(before, after):
            self.assertGreaterEqual(new["SEQUENCE"], old["SEQUENCE"])
            self.assertGreaterEqual(new["DTSTAMP"].dt, old["DTSTAMP"].dt)
        now = datetime.datetime.now(UTC) - datetime.datetime(2020, 1, 1, tzinfo=UTC)
        self.assertLess(abs(after[0]["SEQUENCE"] - now.total_seconds()), 120)
        self.import_diary([make_session(2, instant(-0.05))])
        planned = [event for event in self.export_calendar() if event["STATUS"] == "CONFIRMED"]
        self.assertEqual(len(planned), 2)
        self.assertNotIn(before[0]["UID"], [event["UID"] for event in planned])

    def statuses(self):
        return {str(event["UID"]): str(event["STATUS"]) for event in self.export_calendar()}

    def test_cancelled(self):
        """Cancels events in the calendar that are no longer planned."""
        session = make_session(ended_at=instant(-0.1))
        self.import_diary([session])
        makeup, rest = self.export_calendar()
        uids = [str(makeup["UID"]), str(rest["UID"])]
        self.assertEqual(self.statuses(), dict.fromkeys(uids, "CONFIRMED"))

        # Deleted for good: only its id is left.
        self.import_diary([], [], [{"id": session["id"], "deleted_at": instant(0)}])
        self.discreetly(True)
        for cancelled, old in zip(self.export_calendar(), (makeup, rest)):
            self.assertEqual(cancelled["UID"], old["UID"])
            self.assertEqual(str(cancelled["STATUS"]), "CANCELLED")
            self.assertEqual(cancelled["DTSTART"].dt, old["DTSTART"].dt)
            self.assertGreaterEqual(cancelled["SEQUENCE"], old["SEQUENCE"])
            self.assertEqual(cancelled.walk("VALARM"), [])
            self.assertNotIn("DESCRIPTION", cancelled)
        self.discreetly(False)

        # Again, because the last file may not have been imported; but not the events of other
        # sessions.
        other = make_session(2, ended_at=instant(-0.05))
        self.import_diary([other])
        statuses = self.statuses()
        self.assertEqual([statuses.pop(uid) for uid in uids], ["CANCELLED"] * 2)
        self.assertEqual(list(statuses.values()), ["CONFIRMED"] * 2)

        # A symptom holds the next session, which has no date then.
        held = make_session(3, ended_at=instant(-13.99), rest_days=14, makeup_wait_hours=8)
        self.import_diary([held], [], [{"id": other["id"], "deleted_at": instant(0)}])
        rest_3, = [uid for uid, status in self.statuses().items() if status == "CONFIRMED"]
        self.import_diary([held | {"rest_days": 7, "modified_at": instant(0)}], [make_note(dryness=3)])
        _, remark = self.run_program("--export", "held.ics")
        self.assertIn("on hold", remark)
        calendar = icalendar.Calendar.from_ical((self.home / "held.ics").read_bytes())
        status, = [event["STATUS"] for event in calendar.walk("VEVENT") if event["UID"] == rest_3]
        self.assertEqual(status, "CANCELLED")

    def test_office_date(self):
        """The clinic's date, at 09:00 in the time zone of the session."""
        self.import_diary([make_session(setting="office", makeup_wait_hours=None, rest_days=None,
                                        next_session_date="2050-07-04", time_zone="America/New_York")])
        event, = self.export_calendar()
        self.assertEqual(event["DTSTART"].dt,
                         datetime.datetime(2050, 7, 4, 9, tzinfo=zoneinfo.ZoneInfo("America/New_York")))

    def test_discreet(self):
        self.import_diary([make_session(ended_at=instant(-0.1), setting="office", clinic_instructions="no sauna",
                                        text="sore")])
        self.discreetly(True)
        events = self.export_calendar()
        self.assertEqual([str(event["SUMMARY"]) for event in events], [DISCREET] * 2)
        text = (self.home / "dates.ics").read_text().lower()
        for word in ("makeup", "skin", "session", "rest", "sauna", "sore", "needl", "description:check"):
            self.assertNotIn(word, text)
        self.discreetly(False)
        self.assertEqual(tuple(str(event["SUMMARY"]) for event in self.export_calendar()), TITLES)

    def test_flag(self):
        """A warning sign doesn't disappear by itself before the wait is over."""
        self.import_diary([make_session(ended_at=instant(-0.1))], [make_note(noted_at=instant(-0.05), flags=["fever"])])
        makeup = self.export_calendar()[0]
        self.assertEqual(str(makeup["SUMMARY"]), "Makeup: ask a clinician first")
        self.assertIn("fever", makeup["DESCRIPTION"])

    def test_only_what_is_ahead(self):
        self.import_diary([make_session(ended_at=instant(-1))])
        event, = self.export_calendar()
        self.assertEqual(str(event["SUMMARY"]), TITLES[1])

    def test_held(self):
        """A session on hold has no date, and a message says so."""
        self.import_diary([make_session(ended_at=instant(-20))], [make_note(dryness=3)])
        self.assertIn("on hold", self.run_program("--export", "dates.ics", status=1)[1])
        self.assertFalse((self.home / "dates.ics").exists())
        # Makeup still has to wait as the clinic said, although the rest is over.
        self.import_diary([make_session(2, instant(-3), setting="office", makeup_wait_hours=200, rest_days=1)],
                          [make_note(101, instant(-0.2), dryness=3)])
        event, = self.export_calendar(remark="aftercare: Your next session isn’t in the calendar. It’s on hold, and has "
                                             "no date until your skin has calmed down.\n")
        self.assertEqual(str(event["SUMMARY"]), TITLES[0])

    def test_nothing_ahead(self):
        self.import_diary()
        self.assertIn("no upcoming dates", self.run_program("--export", "dates.ics", status=1)[1])
        self.import_diary([make_session(ended_at=instant(-40))], [make_note(redness=0, dryness=0)])
        self.assertIn("no upcoming dates", self.run_program("--export", "-", "--format", "ics", status=1)[1])
        self.import_diary([make_session(2, instant(-2), setting="office", makeup_wait_hours=1, rest_days=None)])
        self.assertIn("clinic", self.run_program("--export", "dates.ics", status=1)[1])
        self.assertEqual(list(self.home.glob("dates*")), [])

    def test_late_fraction(self):
        """A wait never ends early: fractions of a second are rounded up."""
        ended_at = instant(-0.1)
        self.import_diary([make_session(ended_at=ended_at[:-1] + ".000001Z")])
        self.assertEqual(self.export_calendar()[0]["DTSTART"].dt,
                         parse(ended_at) + datetime.timedelta(hours=8, seconds=1))


if __name__ == "__main__":
    cli_fixture.main(sys.argv[1])
