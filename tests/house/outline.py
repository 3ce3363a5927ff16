# SPDX-License-Identifier: Apache-2.0
"""What universal-ctags finds in the sources: types at namespace scope, and functions with bodies."""

import json
import pathlib
import subprocess
from typing import NamedTuple

TYPES = {"class", "struct", "enum", "union", "typedef"}


class Entry(NamedTuple):
    name: str
    kind: str
    scope: str  # "barometer::data", "barometer::data::Row"; empty at the top
    scope_kind: str  # "namespace", "class", ...; empty at the top
    path: pathlib.Path
    first: int  # line
    last: int  # line
    is_public: bool = False  # of a member, where ctags is asked for `--fields=+a`


def entries(paths, more=()):
    """Every entry of these files, in the order in which ctags reports them; `more` options of it."""
    command = ["ctags", "--languages=C,C++", "--langmap=C++:+.h", "--output-format=json",
               "--sort=no", "--fields=+neKs", *more, "-L", "-", "-f", "-"]
    listing = subprocess.run(command, input="\n".join(map(str, paths)), text=True, check=True,
                             capture_output=True).stdout
    tags = [tag for tag in map(json.loads, listing.splitlines()) if tag["_type"] == "tag"]
    return [Entry(tag["name"], tag["kind"], tag.get("scope", ""), tag.get("scopeKind", ""),
                  pathlib.Path(tag["path"]), tag["line"], tag.get("end", tag["line"]),
                  tag.get("access") == "public")
            for tag in tags]


def types(paths):
    """Named types at namespace scope; a nested type belongs to its class and is not listed."""
    return [entry for entry in entries(paths) if entry.kind in TYPES
            and entry.scope_kind in ("", "namespace") and not entry.name.startswith("__anon")]


def functions(paths):
    """Functions with a body. A lambda counts as lines of the function that it stands in."""
    return [entry for entry in entries(paths) if entry.kind == "function"]
