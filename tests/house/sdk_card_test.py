#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/sdk_card.md has every public name of the SDK, in code, or in its list of what authors do not
need; and whatever it calls of ctx, setup, params and the like is there.

Public is what stands in namespace barometer, and the public members of its classes."""

import pathlib
import re
import sys

import house
import outline

KINDS = {"class", "struct", "enum", "typedef", "function", "prototype", "macro", "variable", "member"}
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
CALLED = re.compile(r"\b(?:ctx|setup|params|bar|block|date|tag|change|window|ranks|kept)\.(\w+)")


def is_public(entry, classes):
    """Constructors, destructors and operators have no name that one looks up."""
    inner = entry.scope.split("::")[-1]
    named = re.fullmatch(r"\w+", entry.name) and not entry.name.startswith("__anon")
    if not named or entry.kind not in KINDS or entry.name == inner or entry.name.endswith("_"):
        return False
    at_top = entry.scope in ("", "barometer")
    return (at_top and entry.kind != "member") or (entry.scope in classes and entry.is_public)


def public_names(root):
    paths = house.files(root, "engine/sdk")
    entries = outline.entries(paths, more=("--kinds-C++=+p", "--fields=+a"))
    classes = {f"barometer::{entry.name}" for entry in entries
               if entry.scope == "barometer" and entry.kind in ("class", "struct")}
    return {entry.name: entry.path for entry in entries if is_public(entry, classes)}


def main():
    root = pathlib.Path(sys.argv[1])
    names = public_names(root)
    card = (root / "docs" / "sdk_card.md").read_text()
    code = " ".join(FENCED.findall(card) + SPAN.findall(FENCED.sub("", card)))
    told = set(re.findall(r"\w+", code))
    faults = [f"docs/sdk_card.md does not have {name} of {path.relative_to(root)}"
              for name, path in sorted(names.items()) if name not in told]
    headers = " ".join(path.read_text() for path in house.files(root, "engine/sdk"))
    faults += [f"docs/sdk_card.md calls {name}, which the SDK does not have"
               for name in sorted(set(CALLED.findall(code))) if not re.search(rf"\b{name}\b", headers)]
    house.finish(faults, len(names))


if __name__ == "__main__":
    main()
