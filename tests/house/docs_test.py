#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/write_a_strategy.md shows the files of tests/consumer/my_plugins as they are.

A fenced block whose first line is preceded by a line naming a file in backquotes and a colon,
`my_strategy.cpp`:, must be that file to the byte. Every file of the project must be shown.

docs/cookbook.md shows pieces of examples/cookbook in the same form, each as it stands in its file; it shows
one of every source, and links every file.

README.md shows examples/momentum/momentum.cpp from its class on. The table of rooms in
docs/architecture.md says of each what its CMakeLists.txt lets it use.

Every file that a table of docs/contributing.md names exists, and every CamelCase, kConstant or bm_name
beside it occurs in that file. Every test and `make` target that docs/reliability.md names is there. Every link of a document to a file of the repository leads to one, and so
does every path of the engine that it names in backquotes."""

import pathlib
import re
import sys

import house

BLOCK = re.compile(r"^`(?P<name>[\w.]+)`:\n\n```\w*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def shown_files(document):
    return {found["name"]: found["text"] for found in BLOCK.finditer(document.read_text())}


def readme_faults(root):
    block = re.search(r"^```cpp\n(.*?)^```$", (root / "README.md").read_text(),
                      re.MULTILINE | re.DOTALL)
    source = (root / "examples" / "momentum" / "momentum.cpp").read_text()
    whole = block and source[source.index("\nclass ") + 1:] == block[1]
    return [] if whole else ["README.md shows another strategy than examples/momentum/momentum.cpp"]


def cookbook_faults(root):
    page = root / "docs" / "cookbook.md"
    shown = shown_files(page)
    folder = root / "examples" / "cookbook"
    sources = {path.name: path.read_text() for path in folder.glob("*.cpp")}
    faults = [f"docs/cookbook.md shows another {name} than there is" for name, piece in shown.items()
              if piece not in sources.get(name, "")]
    faults += [f"docs/cookbook.md shows nothing of {name}" for name in sorted(sources.keys() - shown.keys())]
    return faults + [f"docs/cookbook.md does not link {path.name}" for path in sorted(folder.iterdir())
                     if f"(../examples/cookbook/{path.name})" not in page.read_text()]


ROOM = re.compile(r"^\| `(?P<room>\w+)` \|.*\| (?:`(?P<uses>[a-z ]+)`)? ?\|$", re.MULTILINE)


def room_faults(root, listed):
    page = (root / "docs" / "architecture.md").read_text()
    shown = {row["room"]: (row["uses"] or "").split() for row in ROOM.finditer(page)}
    rooms = {name: uses.split() for name, uses in (line.split(":") for line in listed)}
    return [f"docs/architecture.md: {name} uses {shown.get(name)}, in the build {uses}"
            for name, uses in rooms.items() if shown.get(name) != uses]


TOUCHED = re.compile(r"^\| `(?P<file>[^`]+)` \| (?P<what>.*) \|$", re.MULTILINE)
NAMED = re.compile(r"`((?:k?[A-Z]|bm_)\w+)`")


def contributing_faults(root):
    rows = list(TOUCHED.finditer((root / "docs" / "contributing.md").read_text()))
    faults = [] if rows else ["docs/contributing.md: no table that names files"]
    for row in rows:
        path = root / row["file"]
        text = path.read_text() if path.is_file() else ""
        faults += [] if path.exists() else [f"docs/contributing.md names {row['file']}, which is not there"]
        faults += [f"docs/contributing.md: {row['file']} has no {name}"
                   for name in NAMED.findall(row["what"]) if path.is_file() and name not in text]
    return faults


TEST = re.compile(r"`(\w+_(?:test|fuzz|bench))`")
TARGET = re.compile(r"`make ([\w-]+)")


def promise_faults(root):
    page = (root / "docs" / "reliability.md").read_text()
    built = "".join(path.read_text() for folder in ("tests", "bench")
                    for path in sorted((root / folder).rglob("CMakeLists.txt")))
    built += " ".join(path.stem for path in (root / "tests" / "fuzz").glob("*_fuzz.cpp"))
    names = set(re.findall(r"\w+", built))
    targets = re.findall(r"^([\w-]+):", (root / "Makefile").read_text(), re.MULTILINE)
    faults = [f"docs/reliability.md names the test {name}, which nothing builds"
              for name in sorted(set(TEST.findall(page)))
              if not {name, name.removesuffix("_test")} & names]
    return faults + [f"docs/reliability.md names `make {name}`, which the Makefile has not"
                     for name in sorted(set(TARGET.findall(page)) - set(targets))]


FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)  # code, such as [this](const Bar& bar)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
PATH = re.compile(r"`((?:engine|tests|plugins|strategies|bench|configs|cmake|docs)/[\w./-]+\.\w+)`")


def link_faults(root):
    faults = []
    for page in [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]:
        text = FENCED.sub("", page.read_text())
        targets = [(target, page.parent / target) for target in LINK.findall(text)]
        targets += [(target, root / target) for target in PATH.findall(text)]
        faults += [f"{page.relative_to(root)} names {target}, which is not there"
                   for target, path in targets if not path.exists()]
    return faults


def main():
    root = pathlib.Path(sys.argv[1])
    shown = shown_files(root / "docs" / "write_a_strategy.md")
    project = {path.name: path.read_text()
               for path in (root / "tests" / "consumer" / "my_plugins").iterdir()}
    faults = [f"{name} is not shown" for name in sorted(project.keys() - shown.keys())]
    faults += [f"{name} is shown but not there" for name in sorted(shown.keys() - project.keys())]
    faults += [f"{name} is shown otherwise than it is" for name in sorted(project.keys() & shown.keys())
               if project[name] != shown[name]]
    rooms = pathlib.Path(sys.argv[2]).read_text().splitlines()
    house.finish(faults + cookbook_faults(root) + readme_faults(root) + room_faults(root, rooms) +
                 contributing_faults(root) + promise_faults(root) + link_faults(root),
                 len(project) + 1 + len(rooms))


if __name__ == "__main__":
    main()
