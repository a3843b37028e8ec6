#!/usr/bin/python3
# replay.py: checks that each file of the corpus gets the expected message
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: replay.py [--write] FUZZ-JSON DATA

--write updates the expected messages: read them before you commit them. Add inputs found by
libFuzzer to DATA/hostile as separate files.
"""

import pathlib
import subprocess
import sys


def main():
    """Returns 0 if all is well, else 1 with a line for each difference."""
    write = sys.argv[1] == "--write"
    program, data = sys.argv[-2], pathlib.Path(sys.argv[-1])
    files = sorted(data.glob("*/*.json"), key=lambda path: (path.parent.name, path.name))
    done = subprocess.run([program, *files], capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        print(f"exit status {done.returncode}\n{done.stderr.decode(errors='replace')}")
        return 1
    got = done.stdout.decode("utf-8").splitlines()
    answers = data / "answers.txt"
    if write:
        answers.write_text("\n".join(got) + "\n", encoding="utf-8")
        return 0
    wanted = answers.read_text(encoding="utf-8").splitlines()
    wrong = [f"- {line}" for line in wanted if line not in got] + [f"+ {line}" for line in got if line not in wanted]
    print("\n".join(wrong) or f"{len(got)} files got the expected message")
    return 1 if wrong or len(got) != len(wanted) or not got else 0


if __name__ == "__main__":
    sys.exit(main())
