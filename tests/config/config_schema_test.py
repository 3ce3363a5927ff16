#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks docs/config.schema.json: that it is what the tables of the config and docs/config.md give, that it
takes every config of the repository, and that it refuses what editors are to underline. --write brings it
up to date.

    config_schema_test.py REPOSITORY PRINT_CONFIG_SCHEMA [--write]
"""

import copy
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
from json_text import text_of  # noqa: E402

ROW = re.compile(r"^\| `([^`]+)` \| (.*) \|$")


def printed(program, *arguments):
    text = subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout
    return json.loads(text)


def descriptions(page):
    """Meaning and default of every key, by its path without marks of lists and made-up names."""
    found = {}
    for line in page.read_text().splitlines():
        if row := ROW.match(line):
            cells = [cell.strip() for cell in row[2].split(" | ")]
            if len(cells) == 3:
                default = "" if cells[1] in ("required", "none") else f"; default {cells[1].replace('`', '')}"
                text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cells[2]).replace("`", "")
                found[row[1].replace("[]", "")] = text + default
    return found


def describe(schema, path, known):
    """Adds the descriptions to the properties of a schema, at any depth."""
    for key, value in schema.get("properties", {}).items():
        below = f"{path}.{key}" if path else key
        if below in known:
            schema["properties"][key] = value = {"description": known[below], **value}
        describe(value, below, known)
    for each in schema.get("anyOf", []):
        describe(each, path, known)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            describe(schema[key], path + (".<symbol>" if key == "additionalProperties" else ""), known)


def misspelt(config):
    """The config with one key misspelt, for every key that is not a name of the user's."""
    def walk(node, path):
        if not isinstance(node, dict) or "params" in path or "if" in path or path[-1:] in (["conversion"], ["venues"]):
            return
        for key, value in node.items():
            if path[-1:] != ["instruments"]:
                yield path + [key]
            yield from walk(value, path + [key])

    for path in list(walk(config, [])):
        changed = copy.deepcopy(config)
        group = changed
        for key in path[:-1]:
            group = group[key]
        group[path[-1] + "x"] = group.pop(path[-1])
        yield ".".join(path), changed


WRONG = [
    ("a number in words", lambda c: c["broker"].update(cash="much")),
    ("a word that is none", lambda c: c["broker"].update(fill="next_opne")),
    ("a bar without its unit", lambda c: c["data"].update(bar=60)),
    ("a group instead of a value", lambda c: c["data"].update(venue={"name": "fx"})),
    ("a list that is empty", lambda c: c["data"].update(symbols=[])),
    ("a tagger without plugin", lambda c: c.update(regime=[{"as": "x"}])),
    ("a condition without then", lambda c: c["strategy"].update(when=[{"if": {"trend": "up"}}])),
    ("a quantile that is none", lambda c: c.setdefault("latency", {}).update(budget={"bar": {"q99": "1us"}})),
    ("a key of another group", lambda c: c["run"].update(cash=5)),
    ("no data", lambda c: c.pop("data")),
]
RIGHT = [
    ("words for a list", lambda c: c["data"].update(symbols="all")),
    ("a cost in parts", lambda c: c["broker"].update(commission={"maker": "-1bps", "tiers": [{"from": 0, "rate": 0.001}]})),
    ("one tagger", lambda c: c.update(regime={"plugin": "regime", "on": "4h"})),
    ("comparisons", lambda c: c["strategy"].update(
        when=[{"if": {"trend": [1, "up"], "volatility_percentile": "> 90"}, "then": {"scale": 0.5}}])),
    ("instruments", lambda c: c["broker"].update(instruments={"A": {"tick": 0.01, "funding": {"rate": "1bps"}}})),
]


def check_examples(validator, repository, program):
    configs = sorted((repository / "configs").glob("*.yaml"))
    assert configs, "no configs"
    faults = []
    for file in configs:
        config = printed(program, str(file))
        faults += [f"{file.name}: {error.message}" for error in validator.iter_errors(config)]
        faults += [f"{file.name}: {path} misspelt is taken" for path, changed in misspelt(config)
                   if validator.is_valid(changed)]
    base = {"data": {"source": "synthetic"}, "strategy": {"plugin": "x"}, "broker": {}, "run": {}}
    for examples, wanted in ((WRONG, False), (RIGHT, True)):
        for name, change in examples:
            config = copy.deepcopy(base)
            change(config)
            if validator.is_valid(config) != wanted:
                faults.append(f"{name}: {'refused' if wanted else 'taken'}")
    return faults


def main(repository, program, write):
    schema = printed(program)
    describe(schema, "", descriptions(repository / "docs/config.md"))
    file = repository / "docs/config.schema.json"
    wanted = text_of(schema) + "\n"
    if write:
        file.write_text(wanted)
        print(f"{file.name} written")
    elif not file.exists() or file.read_text() != wanted:
        print(f"{file.name} is not what the tables of the config and docs/config.md give: --write")
        return 1
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        return 77
    Draft202012Validator.check_schema(schema)
    faults = check_examples(Draft202012Validator(schema), repository, program)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:] == ["--write"]))
