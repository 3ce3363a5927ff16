#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Validates run.json against docs/run.schema.json: run_schema_test.py SCHEMA PRINT_RUN_JSON"""

import copy
import json
import subprocess
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)


def run_json(program, kind):
    text = subprocess.run([program, kind], check=True, capture_output=True, text=True).stdout

    def refuse(name):
        raise ValueError(f"{name} is no JSON")

    return json.loads(text, parse_constant=refuse)


def without_each_key(document):
    """Copies of `document` that lack one of its top keys."""
    for key in document:
        copied = copy.deepcopy(document)
        del copied[key]
        yield key, copied


def main(schema_path, program):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    faults = []
    for kind in ("traded", "idle", "metered"):
        document = run_json(program, kind)
        for error in validator.iter_errors(document):
            faults.append(f"{kind}: {error.json_path}: {error.message}")
        # A schema that accepts anything would find no fault either.
        for key, broken in without_each_key(document):
            if validator.is_valid(broken):
                faults.append(f"{kind}: valid without {key}")
    document = run_json(program, "traded")
    document["metrics"]["sharpe"] = "high"
    if validator.is_valid(document):
        faults.append("a Sharpe ratio may be text")
    print("\n".join(faults) or "run.json is as docs/run.schema.json says")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
