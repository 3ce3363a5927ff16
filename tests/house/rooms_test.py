#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rooms include only from the rooms that they say they use, and plug-ins nothing of the engine.

A room says that it uses rooms of columns to its left; inside a column the few edges listed here."""

import pathlib
import re
import sys

import house

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)

# A library behind one door: who knows its name, at most two files each.
DOORS = {
    "yaml-cpp": re.compile(r"yaml-cpp/"),
    "Boost.DLL": re.compile(r"boost/dll"),
    "oneTBB": re.compile(r"(oneapi/)?tbb/"),
    "simdjson": re.compile(r"simdjson\.h"),
    "SQLite": re.compile(r"sqlite3\.h"),
    "zstd": re.compile(r"zstd\.h"),
    "libarchive": re.compile(r"archive(_entry)?\.h"),
}

# The order of the rooms. Left may not use right.
COLUMNS = (("core", "stats"), ("chart", "config", "calendar"),
           ("files", "tables", "data", "plugin", "latency", "profile"), ("regime", "orders", "sniffer"), ("portfolio",),
           ("execution", "risk"), ("loop", "analysis"), ("backtest", "conformance", "report", "page", "profiler"),
           ("study",), ("app",))

# The edges inside a column, from the user to the used; each goes to the left too.
EDGES_INSIDE = {("stats", "core"), ("calendar", "config"), ("data", "plugin"), ("data", "files"),
                ("data", "tables"),
                ("profile", "latency"), ("report", "backtest"), ("page", "report"), ("conformance", "backtest"),
                ("profiler", "backtest"),
                ("profiler", "report"),
                ("profiler", "page")}


def includes(path):
    """(quote, file) of every include."""
    return INCLUDE.findall(path.read_text())


def room_faults(root, rooms):
    faults = []
    for room, used in rooms.items():
        for path in house.files(root, f"engine/{room}", endings=house.CODE_ENDINGS | {".in"}):
            for quote, name in includes(path):
                other = name.split("/")[0]
                if quote == '"' and other not in used | {room}:
                    faults.append(f"{path}: includes {name}, but {room} uses only {sorted(used)}")
                if quote == "<" and other == "barometer" and not (root / "engine" / name[10:]).exists():
                    faults.append(f"{path}: includes {name}, which is not there")
    return faults


def plugin_faults(root):
    """abi knows abi; sdk knows abi and sdk; plug-ins know those two and their own folder."""
    faults = []
    may_use = {"engine/abi": {"abi"}, "engine/sdk": {"abi", "sdk"}, "plugins": {"abi", "sdk"},
               "strategies": {"abi", "sdk"}}
    for folder, allowed in may_use.items():
        for path in house.files(root, folder):
            for quote, name in includes(path):
                own = quote == '"' and (path.parent / name).exists()
                foreign = name.startswith("barometer/") and name.split("/")[1] not in allowed
                if foreign or (quote == '"' and not own):
                    faults.append(f"{path}: includes {name}, expected only {sorted(allowed)}")
    return faults


def abi_faults(root):
    """What crosses the boundary needs nothing beyond C11's own headers."""
    allowed = {"stddef.h", "stdint.h"}
    return [f"{path}: includes <{name}>" for path in house.files(root, "engine/abi")
            for quote, name in includes(path) if quote == "<" and name not in allowed]


def door_faults(root):
    faults = []
    for library, pattern in DOORS.items():
        knowing = [path for path in house.files(root, "engine")
                   if any(pattern.match(name) for _, name in includes(path))]
        if not 1 <= len(knowing) <= 2:
            faults.append(f"{library} is included in {[str(path) for path in knowing]}, "
                          "expected one or two files")
    return faults


def arrow_faults(rooms):
    """Edges to a room that is not left of the user; without any there is no circle either."""
    column = {room: number for number, names in enumerate(COLUMNS) for room in names}
    faults = [f"room {room} stands in no column of tests/house/rooms_test.py"
              for room in rooms if room not in column]
    return faults + [f"{room} uses {used}, which is not left of it"
                     for room, all_used in rooms.items() for used in sorted(all_used)
                     if room in column and (room, used) not in EDGES_INSIDE
                     and not column.get(used, len(COLUMNS)) < column[room]]


def unlisted_rooms(root, rooms):
    folders = {path.name for path in (root / "engine").iterdir() if path.is_dir()}
    return [f"engine/{name} is no room of the build" for name in
            sorted(folders - set(rooms) - {"abi", "sdk"})]


def main():
    root = pathlib.Path(sys.argv[1])
    lines = pathlib.Path(sys.argv[2]).read_text().splitlines()
    rooms = {name: set(used.split()) for name, used in (line.split(":") for line in lines)}
    faults = (room_faults(root, rooms) + arrow_faults(rooms) + plugin_faults(root) +
              abi_faults(root) + door_faults(root) + unlisted_rooms(root, rooms))
    house.finish(faults, len(rooms))


if __name__ == "__main__":
    main()
