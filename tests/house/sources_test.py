#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every source file names its licence, none is too long, every config is run by a test, and every
test is built."""

import pathlib
import re
import sys

import house

LICENCE = "SPDX-License-Identifier: Apache-2.0"
FOLDERS = ("engine", "plugins", "strategies", "tests", "bench", "cmake", "examples", "python")
MOST_LINES = 400
MOST_COLUMNS = 100


def licence_faults(paths):
    faults = []
    for path in paths:
        first_two = path.read_text().splitlines()[:2]
        first = first_two[1:] if first_two and first_two[0].startswith("#!") else first_two
        if not first or LICENCE not in first[0]:
            faults.append(f"{path}: does not begin with {LICENCE}")
    return faults


def size_faults(paths):
    faults = []
    for path in paths:
        lines = path.read_text().splitlines()
        if len(lines) > MOST_LINES:
            faults.append(f"{path}: {len(lines)} lines, at most {MOST_LINES}")
        faults += [f"{path}:{number}: {len(line)} columns, at most {MOST_COLUMNS}"
                   for number, line in enumerate(lines, 1) if len(line) > MOST_COLUMNS]
    return faults


def config_faults(root):
    """Every configs/*.yaml is named in some test, by its file name."""
    tests = [path.read_text() for path in
             house.files(root, "tests", endings=house.CODE_ENDINGS | {".py"})]
    return [f"{config}: named in no test" for config in sorted((root / "configs").glob("*.yaml"))
            if not any(config.name in text for text in tests)]


def unbuilt_faults(root):
    """Every *_test.cpp is named in its folder's CMakeLists.txt, or found by barometer_room_test()
    there. What that leaves out with EXCLUDE has to be named once more."""
    faults = []
    for path in pathlib.Path(root, "tests").rglob("*_test.cpp"):
        lists = path.parent / "CMakeLists.txt"
        text = lists.read_text() if lists.is_file() else ""
        named = len(re.findall(rf"(?<![\w/]){re.escape(path.name)}", text))
        globbed = "barometer_room_test(" in text and named == 0
        if not globbed and named < (2 if "EXCLUDE" in text and is_excluded(text, path.name) else 1):
            faults.append(f"{path}: no target builds it")
    return sorted(faults)


def is_excluded(text, name):
    lists = re.findall(r"EXCLUDE\s+((?:[\w/]+_test\.cpp\s*)+)", text)
    return any(name in found.split() for found in lists)


def main():
    root = pathlib.Path(sys.argv[1])
    every = [path for path in house.files(root, *FOLDERS, endings=house.SOURCE_ENDINGS)
             if path.suffix != ".txt" or path.name == "CMakeLists.txt"]
    code = [path for path in every if path.suffix in house.CODE_ENDINGS]
    house.finish(licence_faults(every) + size_faults(code) + config_faults(root) +
                 unbuilt_faults(root), len(every))


if __name__ == "__main__":
    main()
