#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks docs/metrics.md and the metrics of docs/run.schema.json against the table of metrics
(engine/analysis/metric_table.cpp), or brings both up to date with --write:

    metric_docs_test.py DOCS_FOLDER PRINT_RUN_JSON [--write]
"""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
from json_text import text_of  # noqa: E402

INTEGERS = {"count"}
HEAD = """\
# Metrics

Every metric of a run under its key in `run.json`, with its unit and formula. This page is made from the table
in `engine/analysis/metric_table.cpp`; after a change of that table run
`tests/report/metric_docs_test.py docs build/release/tests/report/print_run_json --write`.

Returns r_1..r_n are measured between session ends, from the starting cash at the first live step; N is
`periods_per_year`, sd the standard deviation with ddof 1, the riskless rate is 0. Undefined metrics are `null`.
The summary shows those that have a line of its result; those marked * are measured for buy and hold too.
How sure figures of return are, and how often their intervals hold what they say: [returns.md](returns.md).

| key | unit | formula and source | line of the summary |
|---|---|---|---|
"""


def page(metrics):
    rows = [f"| `{m['key']}`{' *' if m['of_returns'] else ''} | {m['unit']} | "
            f"{m['formula'].replace('|', '&#124;')} | {m['label'].strip()} |\n" for m in metrics]
    return HEAD + "".join(rows)


def value_schema(metric):
    text = f"{metric['unit']}: {metric['formula']}"
    if metric["unit"] == "UTC":
        return {"description": text, "$ref": "#/$defs/time_or_null"}
    kind = "integer" if metric["unit"] in INTEGERS else "number"
    return {"description": text, "type": [kind, "null"]}


def object_schema(description, metrics):
    return {
        "description": description,
        "type": "object",
        "properties": {metric["key"]: value_schema(metric) for metric in metrics},
        "required": [metric["key"] for metric in metrics],
        "additionalProperties": False,
    }


def parts(metrics):
    of_returns = [metric for metric in metrics if metric["of_returns"]]
    return {
        "metrics": object_schema("of the run; docs/metrics.md", metrics),
        "buy_and_hold": object_schema(
            "of the starting cash split evenly over the symbols, each bought at the open after its "
            "first live close, without costs", of_returns),
    }


def main(docs, program, write):
    printed = subprocess.run([program, "metrics"], check=True, capture_output=True, text=True)
    metrics = json.loads(printed.stdout)
    schema_file, page_file = docs / "run.schema.json", docs / "metrics.md"
    schema = json.loads(schema_file.read_text())
    schema["properties"].update(parts(metrics))
    wanted = {schema_file: text_of(schema) + "\n", page_file: page(metrics)}
    stale = [file for file, text in wanted.items()
             if not file.exists() or file.read_text() != text]
    for file in stale:
        if write:
            file.write_text(wanted[file])
        print(f"{file.name} {'written' if write else 'is not what the table of metrics gives: --write'}")
    return 0 if write or not stale else 1


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:] == ["--write"]))
