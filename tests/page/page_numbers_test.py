#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every figure of the page that has a data-key is run.json's, to the digits that the page shows.

page_numbers_test.py PRINT_PAGE"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile


class Figures(html.parser.HTMLParser):
    """Texts of the elements with a data-key: [(key, text)]."""

    def __init__(self):
        super().__init__()
        self.found, self.open = [], None

    def handle_starttag(self, tag, attributes):
        key = dict(attributes).get("data-key")
        if key:
            self.open = [key, ""]
            self.found.append(self.open)

    def handle_endtag(self, tag):
        self.open = None

    def handle_data(self, data):
        if self.open:
            self.open[1] += data


def value_at(run, key):
    """The value at "a.b.0.c"; a key alone is a metric, a leading - turns the sign."""
    sign = -1 if key.startswith("-") else 1
    path = key.lstrip("-").split(".")
    if len(path) == 1 and path[0] in run["metrics"]:
        path.insert(0, "metrics")
    value = run
    for part in path:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return sign * value if isinstance(value, (int, float)) else value


def is_shown_as(key, value, text):
    """Whether the text is this value, rounded to as many digits as it has. A depth is shown as the
    loss that it is."""
    if value is None:
        return text in ("", "n/a", "not yet") or re.fullmatch(r"[\d,]+ of [\d,]+ \w+", text)
    if isinstance(value, str):
        return value == text or value.startswith(text)  # a time is shown as its date
    number = re.search(r"[-+]?[\d,]*\.?\d+", text)
    if not number:
        return False
    digits = number[0].replace(",", "")
    part = 100 if "%" in text else 1
    decimals = len(digits.split(".")[1]) if "." in digits else 0
    is_depth = re.search(r"max_drawdown(_low|_high)?$", key)
    difference = float(digits) / part - (-value if is_depth else value)
    return abs(difference) <= 0.500001 * 10.0 ** -decimals / part


def faults(print_page, folder, kind):
    subprocess.run([print_page, folder, *kind], check=True)
    figures = Figures()
    figures.feed((folder / "report.html").read_text())
    run = json.loads((folder / "run.json").read_text())
    keys = {key for key, _ in figures.found}
    missing = [f"metrics.{key} is not on the page" for key in run["metrics"]
               if f"metrics.{key}" not in keys]
    wrong = [f"{key}: the page says {text!r}, run.json {value_at(run, key)!r}"
             for key, text in figures.found if not is_shown_as(key, value_at(run, key), text)]
    return missing + wrong, len(figures.found)


def main():
    with tempfile.TemporaryDirectory() as folder:
        found, count = faults(sys.argv[1], pathlib.Path(folder), sys.argv[2:])
    print("\n".join(found))
    print(f"{count} figures")
    sys.exit(1 if found or count < 100 else 0)


if __name__ == "__main__":
    main()
