#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every figure of a study's or a gate's page that has a data-key is that of its JSON, to the digits
that the page shows; and what a JSON has of figures is on the page.

study_page_numbers_test.py PRINT_STUDY_PAGE"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import page_numbers_test

BASIS_POINTS = re.compile(r"^twins\.\d+\.returns\.mean$")
FEWEST = {"study": 100, "bare": 40, "large": 3000, "gate": 60}
# Keys of which every number below is on the page.
WHOLE = {"study": ("counts", "best", "figures", "paths", "holdout", "map.trials", "spread"),
         "gate": ("placebo", "twins.0.kept_out", "twins.2.scaled")}


def value_at(result, key):
    for part in key.split("."):
        result = result[int(part)] if isinstance(result, list) else result[part]
    return result


def leaves(value, path):
    """Paths of all numbers below a value."""
    if isinstance(value, (dict, list)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return [leaf for key, each in items for leaf in leaves(each, f"{path}.{key}")]
    return [path] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


def is_shown_as(key, value, text):
    if isinstance(value, bool):
        return text == str(value).lower()
    if text in ("less than 0.1 %", "< 0.1 %"):
        return value < 0.001
    if isinstance(value, (int, float)) and re.fullmatch(r"[-+.\de]+", text) and "e" in text:
        return abs(float(text) - value) <= 1e-5 * abs(value)
    if value is not None and key.endswith("max_drawdown") and not text.startswith("-"):
        value = -value  # the JSON's own table has its sign
    if BASIS_POINTS.match(key):
        value = value * 1e4
    return page_numbers_test.is_shown_as(key, value, text)


def faults(program, folder, kind):
    subprocess.run([program, folder, kind], check=True)
    figures = page_numbers_test.Figures()
    figures.feed((folder / "page.html").read_text())
    result = json.loads((folder / "result.json").read_text())
    wrong = []
    for key, text in figures.found:
        value = value_at(result, key)
        if not is_shown_as(key, value, text):
            wrong.append(f"{kind}: {key}: the page says {text!r}, the JSON {value!r}")
    keys = {key for key, _ in figures.found}
    for path in WHOLE.get(kind, ()):
        below = leaves(value_at(result, path), path)
        names = ("number", "x", "y", "low", "width", "bars", "more_than", "survivors")
        wrong += [f"{kind}: {leaf} is not on the page" for leaf in below
                  if leaf not in keys and not set(leaf.split(".")) & set(names)]
    few = len(figures.found) < FEWEST[kind]
    return wrong + ([f"{kind}: {len(figures.found)} figures"] if few else []), len(figures.found)


def main():
    found, count = [], 0
    for kind in FEWEST:
        with tempfile.TemporaryDirectory() as folder:
            wrong, figures = faults(sys.argv[1], pathlib.Path(folder), kind)
            found += wrong
            count += figures
    print("\n".join(found[:40]))
    print(f"{count} figures")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
