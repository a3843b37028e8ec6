# test_import_files.py: tests --import with the files that a person may choose
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""A diary.db of any version, a zip with a diary, and other files."""

import contextlib
import gzip
import io
import json
import os
import shutil
import sqlite3
import sys
import zipfile

from cli_fixture import CommandLineTestCase, drop_version_7, main, make_diary, make_note, make_session

# The name doesn't matter.
KINDS = (
    ("diary.json", b"", "is empty"),
    ("diary.json", b"\xef\xbb\xbf \n", "is empty"),
    ("notes.csv", b"id,noted_at\r\n1,2026-11-30\r\n", "is a spreadsheet"),
    ("diary.json", "\ufeffid;date\n1;2\n".encode(), "is a spreadsheet"),
    ("diary.json", b"%PDF-1.7\n", "is a PDF document"),
    ("diary.json", b"BEGIN:VCALENDAR\r\n", "is a calendar"),
    ("diary.json", b"\x89PNG\r\n\x1a\n", "is a picture"),
    ("diary.zip", b"\xff\xd8\xff\xe0", "is a picture"),
    ("diary.json", gzip.compress(b"{}"), "is compressed"),
    ("diary.json", json.dumps(make_diary()).encode("utf-16"), "is text in UTF-16"),
    ("diary.json", json.dumps(make_diary()).encode("utf-16-be"), "is text in UTF-16"),
    ("diary.json", b"<!DOCTYPE html><html></html>", "is a web page"),
    ("diary.json", b"\x7fELF\x02\x01\x01\0\0\0", "isn’t an Aftercare diary"),
)


class ImportFilesTest(CommandLineTestCase):
    def put(self, name, content):
        path = self.home / name
        path.write_bytes(content)
        return path

    def zip_of(self, **files):
        """Files by name and content; an underscore in a name is a dot."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name.replace("_", "."), content)
        return out.getvalue()

    def make_database(self, notes):
        """Creates a diary.db that isn't open. Returns its path."""
        self.run_program("--import", "-", text=json.dumps(make_diary([make_session()], notes)))
        path = self.home / "kept.db"
        shutil.move(self.diary, path)
        shutil.rmtree(self.data)
        return path

    def texts(self):
        return sorted(note["text"] for note in self.export_diary()["skin_notes"])

    def assert_refused(self, path, words):
        _, err = self.run_program("--import", path, status=1)
        self.assertIn(words, err)
        self.assertIn(f"“{os.path.basename(path)}”", err)
        self.assertFalse(self.diary.exists(), "an import of nothing makes no diary")

    def test_kinds(self):
        for name, content, words in KINDS:
            with self.subTest(name=name, words=words):
                self.assert_refused(self.put(name, content), words)

    def test_from_a_pipe(self):
        for _, content, words in KINDS:
            with self.subTest(words=words):
                _, err = self.run_program("--import", "-", text=content, status=1)
                self.assertIn(words, err)

    def test_zip(self):
        diary = json.dumps(make_diary([], [make_note(text="zipped")]))
        for content in (
            self.zip_of(backup_json=diary),
            self.zip_of(diary_json=diary, other_json="{}", picture_png=b"\x89PNG"),
            self.zip_of(**{"folder/diary_json": diary, "__MACOSX/folder/._diary_json": "x"}),
        ):
            # Recognized by content here too.
            self.run_program("--import", self.put("diary.json", content))
            self.assertEqual(self.texts(), ["zipped"])

    def test_zip_refused(self):
        diary = json.dumps(make_diary())
        good = self.zip_of(diary_json=diary)
        locked = bytearray(good)
        # The "encrypted" bit, in the entry and in the table of contents.
        locked[6] |= 1
        locked[good.index(b"PK\1\2") + 8] |= 1
        for content, words in (
            (self.zip_of(letter_txt="Hello"), "doesn’t contain a diary"),
            (self.zip_of(a_json=diary, b_json=diary), "contains several diaries"),
            (good[: len(good) // 2], "is damaged"),
            (good[:40] + bytes(20) + good[60:], "is damaged"),
            (bytes(locked), "is protected by a password"),
            (b"PK\5\6" + bytes(18), "is damaged"),
        ):
            with self.subTest(words=words):
                self.assert_refused(self.put("diary.zip", content), words)

    def test_zip_bomb(self):
        """Gigabytes of zeros are rejected, with little memory and without leftovers."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            with archive.open("diary.json", "w", force_zip64=True) as file:
                file.write(b"{")
                for _ in range(1100):
                    file.write(b" " * (1 << 20))
        self.put("bomb.zip", out.getvalue())
        _, err = self.run_program("--import", "bomb.zip", status=1)
        self.assertIn("The contents of “bomb.zip” are too large", err)

    def test_database(self):
        path = self.make_database([make_note(text="kept")])
        before = path.read_bytes()
        self.run_program(
            "--import", "-", text=json.dumps(make_diary([], [make_note(101, text="here")]))
        )
        out, _ = self.run_program("--import", "kept.db")
        self.assertEqual(out, "2 added, 0 updated, 0 unchanged, 0 deleted\n")
        self.assertEqual(self.texts(), ["here", "kept"])
        self.assertEqual(path.read_bytes(), before)
        self.assertEqual([one.name for one in self.home.glob("kept.db*")], ["kept.db"])
        self.assertEqual(self.run_program("--import", "kept.db")[0][:7], "0 added")
        self.run_program("--import", self.put("kept.zip", self.zip_of(diary_db=before)))
        self.assertEqual(list((self.data / "aftercare" / "snapshots").glob("*.partial*")), [])

    def test_database_with_log(self):
        """Entries that are only in the log count, but not those in another diary's log."""
        path = self.make_database([make_note(text="kept")])
        writer = sqlite3.connect(path)
        writer.execute("UPDATE notes SET text = 'logged', modified_at_us = modified_at_us + 1")
        writer.commit()
        files = {"diary_db": path.read_bytes(), "diary_db-wal": (self.home / "kept.db-wal").read_bytes()}
        for name, content in files.items():
            self.put(name.replace("_", "."), content)
        writer.close()
        self.run_program("--import", "diary.db")
        self.assertEqual(self.texts(), ["logged"])
        shutil.rmtree(self.data)
        self.run_program("--import", self.put("both.zip", self.zip_of(**files)))
        self.assertEqual(self.texts(), ["logged"])
        shutil.rmtree(self.data)

        stray = sqlite3.connect(self.home / "stray.db")
        stray.executescript("PRAGMA journal_mode = WAL; CREATE TABLE a (b);"
                            "INSERT INTO a VALUES (zeroblob (20000))")
        shutil.copyfile(self.home / "stray.db-wal", self.home / "diary.db-wal")
        stray.close()
        self.run_program("--import", "diary.db")
        self.assertEqual(len(self.texts()), 1)

    def test_older_database(self):
        """Creates a diary of the first version, with only what that version had."""
        path = self.make_database([make_note(text="old")])
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as old:
            for name in ("note_words", "session_words", "word_rows", "word_queue", "drafts"):
                old.execute(f"DROP TABLE {name}")
            for (name,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                old.execute(f"DROP TRIGGER {name}")
            old.execute("ALTER TABLE reminders DROP COLUMN first_shown_at_us")
            old.execute("ALTER TABLE reminders DROP COLUMN late_us")
            drop_version_7(old)
            old.execute("PRAGMA user_version = 1")
        self.run_program("--import", "kept.db")
        self.assertEqual(self.texts(), ["old"])

    def test_database_refused(self):
        path = self.make_database([make_note()])
        good = path.read_bytes()
        other = sqlite3.connect(self.home / "other.db")
        other.execute("CREATE TABLE a (b)")
        other.commit()
        other.close()
        self.assert_refused(self.home / "other.db", "is another program’s database")
        self.assert_refused_database("torn.db", good[: len(good) // 2], "“torn.db” is damaged")
        with contextlib.closing(sqlite3.connect(path)) as newer:
            newer.execute("PRAGMA user_version = 99")
        self.assert_refused_database("newer.db", path.read_bytes(), "newer version of Aftercare")

    def assert_refused_database(self, name, content, words):
        _, err = self.run_program("--import", self.put(name, content), status=1)
        self.assertIn(words, err)
        self.assertIn(name, err)

    def test_present_diary(self):
        self.run_program("--import", "-", text=json.dumps(make_diary([], [make_note()])))
        os.link(self.diary, self.home / "link.db")
        _, err = self.run_program("--import", "link.db", status=1)
        self.assertIn("is your current diary", err)


if __name__ == "__main__":
    main(sys.argv[1])
