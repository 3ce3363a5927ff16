#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The measures of the house: lengths of files and functions, shares of rooms, reach of headers.

Prints the figures, and every file, function, room or header that is over its bound."""

import collections
import pathlib
import re
import sys

import house
import outline

FOLDERS = ("engine", "plugins", "strategies")
FILE_MEDIAN, FILE_P90, FILE_MOST = 110, 250, 400  # lines
FUNCTION_P90, FUNCTION_MOST = 20, 30  # lines
STEP_LOOP, STEP_LOOP_MOST = "EventLoop::run", 80  # what happens in a step is read in one piece
ROOM_SHARE = 0.10  # of the lines of all rooms
REACH = 1 / 3  # of the engine's sources that a change of one header rebuilds

# The words that every room speaks; whoever changes these changes the whole engine.
VOCABULARY = {
    "core/timestamp.hpp": "time is in every signature",
    "core/error.hpp": "every room reports faults with it",
    "core/symbol.hpp": "the index that all per-symbol tables share",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"|<barometer/)([^">]+)[">]', re.MULTILINE)


def quantile(values, share):
    """The smallest value that at least this share of the values does not exceed."""
    return sorted(values)[max(0, -(-int(len(values) * share * 1000) // 1000) - 1)]


def line_count(path):
    return len(path.read_text().splitlines())


def file_faults(lines):
    figures = [("median", quantile(lines.values(), 0.5), FILE_MEDIAN),
               ("p90", quantile(lines.values(), 0.9), FILE_P90),
               ("longest", max(lines.values()), FILE_MOST)]
    print(f"files: {len(lines)},",
          ", ".join(f"{name} {value} (at most {most})" for name, value, most in figures))
    return [f"the {name} of the files is {value} lines, at most {most}"
            for name, value, most in figures if value > most]


def most_lines(function):
    is_loop = f"{function.scope}::{function.name}".endswith(STEP_LOOP)
    return STEP_LOOP_MOST if is_loop else FUNCTION_MOST


def function_faults(functions):
    lengths = {entry: entry.last - entry.first + 1 for entry in functions}
    p90 = quantile(lengths.values(), 0.9)
    print(f"functions: {len(lengths)} median {quantile(lengths.values(), 0.5)}, "
          f"p90 {p90} (at most {FUNCTION_P90}), longest {max(lengths.values())}")
    faults = [f"{entry.path}:{entry.first}: {entry.name} has {length} lines, at most {most_lines(entry)}"
              for entry, length in lengths.items() if length > most_lines(entry)]
    return faults + ([f"p90 of the functions is {p90} lines"] if p90 > FUNCTION_P90 else [])


def share_faults(root, lines):
    rooms = collections.Counter()
    for path, count in lines.items():
        if (root / "engine") in path.parents:
            rooms[path.parent.relative_to(root / "engine").parts[0]] += count
    total = sum(rooms.values())
    print("rooms:", ", ".join(f"{room} {count / total:.1%}" for room, count in rooms.most_common(5)))
    return [f"room {room} has {count} of {total} lines, at most {ROOM_SHARE:.0%}"
            for room, count in rooms.items() if count > ROOM_SHARE * total]


def included(path, engine):
    """What this file includes, as paths below engine/; a name alone is that of a neighbour."""
    return [str((path.parent / name).relative_to(engine)) if (path.parent / name).is_file() else name
            for name in INCLUDE.findall(path.read_text())]


def reached_headers(path, direct, known):
    """All headers of the engine that this file includes, at any depth."""
    if path not in known:
        known[path] = set()
        for header in direct.get(path, ()):
            known[path] |= {header} | reached_headers(header, direct, known)
    return known[path]


def reach_faults(root):
    engine = root / "engine"
    direct = {str(path.relative_to(engine)): included(path, engine)
              for path in house.files(root, "engine")}
    sources = [path for path in direct if path.endswith(".cpp")]
    known, reach = {}, collections.Counter()
    for source in sources:
        reach.update(header for header in reached_headers(source, direct, known) if header in direct)
    print(f"headers, of {len(sources)} sources:",
          ", ".join(f"{header} {count}" for header, count in reach.most_common(12)))
    faults = [f"engine/{header} rebuilds {count} of {len(sources)} sources, at most {REACH:.0%}"
              for header, count in reach.items()
              if count > REACH * len(sources) and header not in VOCABULARY]
    return faults + [f"{header} of VOCABULARY rebuilds few sources: it needs no exception"
                     for header in VOCABULARY if reach[header] <= REACH * len(sources)]


def main():
    root = pathlib.Path(sys.argv[1])
    paths = house.files(root, *FOLDERS)
    lines = {path: line_count(path) for path in paths}
    functions = outline.functions(paths)
    house.finish(file_faults(lines) + function_faults(functions) + share_faults(root, lines) +
                 reach_faults(root), len(paths))


if __name__ == "__main__":
    main()
