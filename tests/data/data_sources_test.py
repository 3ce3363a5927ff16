#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every recipe of docs/data_sources.md reads the rows that it shows.

A block ```text NAME is a file, NAME!MEMBER a member of a zip; the ```yaml block behind reads the files since the
last one. usage: data_sources_test.py PROGRAM DOCUMENT"""

import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

BLOCK = re.compile(r"^```(text|yaml)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def write(folder, name, text):
    """Rows in the file or zip member of that name; returns the number of rows with a digit in front."""
    file, _, member = name.partition("!")
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if member:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(member, text)
    else:
        path.write_text(text)


def bars_in(output):
    """The number of bars that `check` counts over all symbols."""
    found = re.search(r"^(\d+) symbols?, ([\d,]+) bars", output, re.MULTILINE)
    return int(found[2].replace(",", "")) if found else 0


def run(program, folder, config):
    (folder / "run.yaml").write_text(config)
    done = subprocess.run([program, "check", "run.yaml"], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def main():
    program, document = (str(pathlib.Path(arg).resolve()) for arg in sys.argv[1:3])
    faults = []
    recipes = 0
    files = []
    for kind, name, text in BLOCK.findall(pathlib.Path(document).read_text()):
        if kind == "text":
            files.append((name, text))
            continue
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place)
            for each in files:
                write(folder, *each)
            code, output = run(program, folder, text)
        recipes += 1
        if code != 0 or bars_in(output) == 0:
            faults.append(f"{files[0][0] if files else '?'}: exit {code}\n{output}")
        files = []
    if recipes < 12:
        faults.append(f"only {recipes} recipes were found")
    print("\n".join(faults) or f"{recipes} recipes read their files")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
