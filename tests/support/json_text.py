# SPDX-License-Identifier: Apache-2.0
"""The text of JSON documents that the repository keeps."""

import json

WIDTH = 120  # of a line of the schema


def text_of(value, indent=0, column=0):
    """JSON as report::to_text writes it: what fits on a line stays on one."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or column + len(line) < WIDTH:
        return line
    margin = " " * (indent + 2)
    members = []
    for member in value:
        key = json.dumps(member) + ": " if isinstance(value, dict) else ""
        inner = value[member] if isinstance(value, dict) else member
        members.append(margin + key + text_of(inner, indent + 2, len(margin) + len(key)))
    open_, close = "{}" if isinstance(value, dict) else "[]"
    return open_ + "\n" + ",\n".join(members) + "\n" + " " * indent + close
