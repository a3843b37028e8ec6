#!/usr/bin/python3
# validate.py: validates diaries against data/diary.schema.json with an independent validator
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: validate.py SCHEMA FILE... (- is stdin). Prints the problems of each file; exits with 1 if
there are any."""

import datetime
import json
import re
import sys

import jsonschema

CHECKER = jsonschema.FormatChecker()
# What the entries of each array are sorted by.
ORDER = {"scales": "created_at", "sessions": "ended_at", "skin_notes": "noted_at", "photos": "taken_at",
         "blind_answers": "answered_at", "deleted": "deleted_at"}


@CHECKER.checks("date-time", raises=ValueError)
def check_instant(value):
    """Checks what a pattern can't: that the date exists."""
    if isinstance(value, str):
        match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:)(\d\d)(\.\d+)?Z", value)
        if match is None:
            raise ValueError(value)
        datetime.datetime.strptime(match[1] + min(match[2], "59"), "%Y-%m-%dT%H:%M:%S")
    return True


def refuse_twice(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"the key {key!r} appears twice")
    return dict(pairs)


def load(text):
    """Python's own parser is lenient: this rejects NaN and duplicate keys."""
    def refuse(word):
        raise ValueError(f"{word} is no JSON")

    return json.loads(text, object_pairs_hook=refuse_twice, parse_constant=refuse)


def find_errors(schema, diary):
    """Returns all violations of the schema, and duplicate ids."""
    validator = jsonschema.Draft202012Validator(schema, format_checker=CHECKER)
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(diary)]
    if not errors:
        ids = [entry["id"] for array in ORDER for entry in diary.get(array, [])]
        errors += [f"{entry} stands twice" for entry in set(ids) if ids.count(entry) > 1]
        for array, key in ORDER.items():
            order = [(parse_order(entry[key]), entry["id"]) for entry in diary.get(array, [])]
            if order != sorted(order):
                errors.append(f"$.{array}: not by {key}, then id")
        for index, note in enumerate(diary["skin_notes"]):
            scales = [score["scale"] for score in note.get("own_scores", [])]
            if scales != sorted(set(scales)):
                errors.append(f"$.skin_notes[{index}].own_scores: not by scale, each once")
    return errors


def parse_order(instant):
    return (instant[:19], instant[19:-1].ljust(7, "0") if "." in instant else ".000000")


def load_schema(path):
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def main():
    schema = load_schema(sys.argv[1])
    status = 0
    for name in sys.argv[2:]:
        try:
            if name == "-":
                text = sys.stdin.buffer.read().decode("utf-8")
            else:
                with open(name, encoding="utf-8") as file:
                    text = file.read()
            errors = find_errors(schema, load(text))
        except (OSError, ValueError) as error:
            errors = [str(error)]
        for error in errors:
            print(f"{name}: {error}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
