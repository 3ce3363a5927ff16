#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One name, one type: no two rooms define a type of one name, and no room defines one twice.

Two types of one name in one namespace share the symbols of their vectors' members: the linker keeps
one of each and a program that compiles reads the other's bytes. A namespace a room and one name a
type keep readers apart as well as symbols. A nested type belongs to its class and is free, and so
is a short name given to another's type within one source file."""

import collections
import pathlib
import sys

import house
import outline


def room_of(root, path):
    return path.relative_to(root / "engine").parts[0]


def defined_types(root):
    """{name: {room: [entry]}} of engine/*, where abi and sdk count as rooms."""
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for entry in outline.types(house.files(root, "engine")):
        local = "__anon" in entry.scope
        if entry.kind == "typedef" and (local or room_of(root, entry.path) == "abi"):
            continue  # C names each of its structs a second time
        found[entry.name][room_of(root, entry.path)].append(entry)
    return found


def room_clashes(types):
    return [f"{name} is a type of the rooms {', '.join(sorted(rooms))}: "
            + ", ".join(f"{entry.path}:{entry.first}" for entries in rooms.values() for entry in entries)
            for name, rooms in sorted(types.items()) if len(rooms) > 1]


def file_clashes(types):
    """A type that two files of one room define in one namespace; a specialisation is in one file."""
    faults = []
    for name, rooms in sorted(types.items()):
        for entries in rooms.values():
            files = collections.defaultdict(set)
            for entry in entries:
                if "__anon" not in entry.scope:
                    files[entry.scope].add(entry.path)
            faults += [f"{scope}::{name} is defined in {sorted(map(str, paths))}"
                       for scope, paths in files.items() if len(paths) > 1]
    return faults


def main():
    root = pathlib.Path(sys.argv[1])
    types = defined_types(root)
    house.finish(room_clashes(types) + file_clashes(types), len(types))


if __name__ == "__main__":
    main()
