#!/usr/bin/python3
# check-translations.py: checks that every string is translated correctly
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extracts the strings from the sources in POTFILES, and reports for each language in LINGUAS what is
missing, fuzzy, untranslated or doesn't match its original. SAME lists strings that are the same in English
and in a language. Also reports buttons and menu items in the user help that the program doesn't have."""

import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.insert(0, os.path.join(ROOT, "tests", "fixtures"))

from spoken import HOLE, read_catalog  # noqa: E402  (the path comes first)

# The same options as `i18n.gettext (preset: 'glib')` in Meson.
XGETTEXT = [
    "xgettext", "--from-code=UTF-8", "--add-comments",
    "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
    "--keyword=g_dcgettext:2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3",
    "--flag=N_:1:pass-c-format", "--flag=C_:2:pass-c-format", "--flag=NC_:2:pass-c-format",
    "--flag=g_dngettext:2:pass-c-format", "--flag=g_strdup_printf:1:c-format",
    "--flag=g_string_printf:2:c-format", "--flag=g_string_append_printf:2:c-format",
    "--flag=g_error_new:3:c-format", "--flag=g_set_error:4:c-format",
]


def complaints(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr or f"exit status {done.returncode}\n"


# A pattern of g_date_time_format (), and the meaning of each letter.
DATE = re.compile(r"%-[a-zA-Z]|%O?[aAbBYHIM]")
TELLS = {"a": "weekday", "A": "weekday", "d": "day", "e": "day", "b": "month", "B": "month",
         "m": "month", "Y": "year", "H": "hour", "k": "hour", "I": "hour", "l": "hour",
         "M": "minute"}


def tells(pattern):
    """Returns the parts of a date or time that a pattern shows, or None if the text is no pattern."""
    letters = re.findall(r"%[-O]?([a-zA-Z])", pattern)
    if not DATE.search(pattern) or not set(letters) <= set(TELLS) | {"p"}:
        return None
    return sorted(TELLS[letter] for letter in letters if letter != "p")


def read_same():
    """Returns the pairs (language, English) in SAME; * means every language."""
    with open(os.path.join(HERE, "SAME"), encoding="utf-8") as same:
        lines = [line.rstrip("\n") for line in same if line.strip() and not line.startswith("#")]
    return {(language, english) for languages, _, english in (line.partition(": ") for line in lines)
            for language in languages.split()}


def compare(language, catalog, same):
    """Returns complaints about strings left in English, and about dates that show other parts."""
    trouble = ""
    for originals, translations in read_catalog(catalog):
        known = {(one, originals[0]) for one in ("*", language)}
        for translation in translations:
            if (translation in originals and re.search("[A-Za-z]{2}", HOLE.sub("", translation))
                    and tells(translation) is None and not known & same):
                trouble += f"same as in English, but not in SAME: {originals[0]}\n"
            if tells(originals[0]) is not None and tells(originals[0]) != tells(translation):
                trouble += f"shows other parts of the date: {originals[0]} -> {translation}\n"
    return trouble


def check_help(language, texts):
    """Returns complaints about names of controls in the help of a language; texts: all of the program."""
    have = {re.sub("_(?=.)", "", text) for text in texts}
    return "".join(f"{os.path.relpath(page, ROOT)} names a control that isn't there: {name}\n"
                   for page in sorted(glob.glob(f"{ROOT}/data/help/{language}/*.page"))
                   for name in re.findall(r"<gui\b[^>]*>([^<]*)</gui>", open(page, encoding="utf-8").read())
                   if " ".join(name.split()) not in have)


def main():
    same = read_same()
    with open(os.path.join(HERE, "LINGUAS"), encoding="utf-8") as linguas:
        languages = [word for line in linguas for word in line.partition("#")[0].split()]
    if not languages:
        sys.exit("LINGUAS lists no language")

    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        template = os.path.join(scratch, "now.pot")
        trouble = complaints(*XGETTEXT, f"--files-from={HERE}/POTFILES", f"--directory={ROOT}",
                             "--output", template)
        if trouble or not os.path.exists(template):
            sys.exit(f"Could not extract the strings:\n{trouble}")

        for language in languages:
            translation = os.path.join(HERE, language + ".po")
            # msgcmp: missing, fuzzy and untranslated; msgfmt: placeholders, plurals, header.
            trouble = complaints("msgcmp", translation, template)
            catalog = os.path.join(scratch, language + ".mo")
            trouble += complaints("msgfmt", "--check", "--output-file=" + catalog, translation)
            if os.path.exists(catalog):
                trouble += compare(language, catalog, same)
                pairs = read_catalog(catalog)
                trouble += check_help("C", {form for pair in pairs for form in pair[0]})
                trouble += check_help(language, {form for pair in pairs for form in pair[1]})
            if trouble:
                failed = True
                print(f"{language} is not complete:\n{trouble}"
                      "To update it, run meson compile -C build aftercare-update-po, then translate"
                      f" the empty and fuzzy strings in po/{language}.po")
            else:
                print(f"{language} is complete")

    sys.exit(1 if failed else 0)


main()
