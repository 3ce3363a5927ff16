#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The tests of the house find faults that are planted in a tree of two rooms."""

import pathlib
import tempfile

import house
import names_test
import rooms_test
import sizes_test
import sources_test

PLANTED = {
    "engine/data/row.hpp": "namespace barometer::data {\nstruct Cell { int text; };\n}\n",
    "engine/report/table.hpp": "namespace barometer::report {\nclass Cell {\n  struct Row {};\n};\n}\n",
    "engine/report/api/view.hpp": "namespace barometer::report {\nstruct Row {};\n}\n",
    "engine/data/long.hpp": "//\n" * 401,
    "engine/abi/status.h": "",
    "engine/abi/bars.h": '#include "status.h"\n',
    "engine/data/a.cpp": '#include <barometer/abi/bars.h>\n#include "data/row.hpp"\nnamespace {\nusing Cell = int;\n}\n',
    "engine/data/b.cpp": '#include "data/row.hpp"\nnamespace barometer::data {\nenum class Twice { a };\n}\n',
    "engine/data/c.cpp": '#include <barometer/abi/bars.h>\nnamespace barometer::data {\nenum class Twice { b };\n}\n',
    "engine/loop/event_loop.cpp": "void EventLoop::run() {\n" + "  step();\n" * 60 + "}\n"
                                  + "void run() {\n" + "  step();\n" * 29 + "}\n",
    "tests/data/CMakeLists.txt": "barometer_room_test(data EXCLUDE left_test.cpp)",
    "tests/data/found_test.cpp": "",
    "tests/data/left_test.cpp": "",
    "tests/loop/CMakeLists.txt": "barometer_test(loop_test SOURCES named_test.cpp)",
    "tests/loop/named_test.cpp": "",
    "tests/loop/forgotten_test.cpp": "",
}

ROOMS = {"core": {"stats"}, "stats": {"core"}, "data": {"core", "plugin"}, "attic": set()}


def plant(root):
    for name, text in PLANTED.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def missing(what, faults, *expected):
    """One line for each expected text that no fault has, and for each fault beyond those."""
    lines = [f"{what}: no fault says {text!r}" for text in expected
             if not any(text in fault for fault in faults)]
    surplus = len(faults) > len(expected)
    return lines + ([f"{what}: expected {len(expected)} faults, found {faults}"] if surplus else [])


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        plant(root)
        types = names_test.defined_types(root)
        lines = {path: sizes_test.line_count(path) for path in house.files(root, "engine")}
        functions = sizes_test.outline.functions(house.files(root, "engine"))
        found = [
            missing("two rooms", names_test.room_clashes(types), "Cell is a type of the rooms data, report"),
            missing("two files", names_test.file_clashes(types), "data::Twice is defined in"),
            missing("arrows", rooms_test.arrow_faults(ROOMS), "core uses stats",
                    "room attic stands in no column"),
            missing("functions", sizes_test.function_faults(functions), "run has 31 lines, at most 30",
                    "p90 of the functions is 62 lines"),
            missing("files", sizes_test.file_faults(lines),
                    "the longest of the files is 401 lines"),
            missing("tests", sources_test.unbuilt_faults(root),
                    "left_test.cpp: no target", "forgotten_test.cpp: no target"),
            missing("shares", sizes_test.share_faults(root, lines), "room data has", "room loop has"),
            missing("headers", sizes_test.reach_faults(root), "engine/data/row.hpp rebuilds 2 of 4",
                    "engine/abi/bars.h rebuilds 2 of 4", "engine/abi/status.h rebuilds 2 of 4",
                    *(f"{header} of VOCABULARY" for header in sizes_test.VOCABULARY)),
        ]
    house.finish([line for lines in found for line in lines], len(PLANTED))


if __name__ == "__main__":
    main()
