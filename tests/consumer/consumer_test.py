#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Installs the package, moves it, builds my_plugins against it and runs what was built."""

import csv
import datetime
import json
import os
import pathlib
import subprocess
import tempfile

from package import built, check, installed, parse_arguments, run

PROJECT = pathlib.Path(__file__).resolve().parent / "my_plugins"


def check_run(package, plugins, folder):
    environment = dict(os.environ, BAROMETER_PLUGIN_PATH=str(plugins))
    program = package / "bin" / "barometer"
    listed = run(program, "plugins", env=environment)
    for name in ("my_tagger", "my_strategy", "my_rotation", "sma_cross", "regime"):
        check(f"\n{name} " in listed, f"`barometer plugins` lists {name}:\n{listed}")
    run(program, "check", PROJECT / "my_run.yaml", env=environment)
    run(program, "causality", PROJECT / "my_run.yaml", env=environment)
    printed = run(program, "run", PROJECT / "my_run.yaml", "--out", folder, env=environment)
    result = json.loads((folder / "run.json").read_text())
    check(result["fingerprint"] in printed, f"the fingerprint is printed:\n{printed}")
    check(len((folder / "fills.csv").read_text().splitlines()) > 10, "the strategy traded")
    check("pressure" in json.dumps(result["regimes"]), "the report is by the own tagger's regimes")


def check_rotation(package, plugins, folder):
    """The portfolio: nothing in its warm-up, then two symbols at a time, changed on Mondays."""
    environment = dict(os.environ, BAROMETER_PLUGIN_PATH=str(plugins))
    rotation = ("--set", "strategy={plugin: my_rotation}")
    program = package / "bin" / "barometer"
    run(program, "run", PROJECT / "my_run.yaml", *rotation, "--out", folder, env=environment)
    summary = (folder / "summary.txt").read_text()
    check("the strategy declares 72 bars of each symbol; orders dropped on them: 0" in summary,
          f"the summary says the declared warm-up:\n{summary}")
    with open(folder / "orders.csv", newline="") as file:
        orders = list(csv.DictReader(file))
    days = {row["order_time"][:10] for row in orders}
    check(len(days) > 3 and all(datetime.date.fromisoformat(day).weekday() == 0 for day in days),
          f"orders are sent on Mondays: {sorted(days)}")
    weights = {float(row["amount"]) for row in orders if row["amount_kind"] == "target_weight"}
    check(weights <= {0.475, 0.95} and weights, f"the weights are equal: {weights}")
    run(program, "causality", PROJECT / "my_run.yaml", *rotation, env=environment)


def check_lists(package, plugins, folder):
    """The rotation's list of look backs: listed, given, recorded, and refused item by item."""
    environment = dict(os.environ, BAROMETER_PLUGIN_PATH=str(plugins))
    program = package / "bin" / "barometer"
    listed = " ".join(run(program, "plugins", env=environment).split())
    check("lookbacks [24, 72] a list of 1 to 5 values, each a whole number from 1 to 1000, in bars"
          in listed, f"`barometer plugins` tells the list:\n{listed}")
    config = PROJECT / "my_run.yaml"
    rotation = ("--set", "strategy={plugin: my_rotation, params: {lookbacks: [12, 48]}}")
    run(program, "run", config, *rotation, "--out", folder, env=environment)
    summary = (folder / "summary.txt").read_text()
    check("declares 48 bars" in summary, f"the longest item is the warm-up:\n{summary}")
    result = json.loads((folder / "run.json").read_text())
    params = [plugin["params"] for plugin in result["plugins"] if plugin["kind"] == "strategy"]
    check(params[0]["lookbacks"] == "[12, 48]", f"run.json records the list: {params}")
    check(result["config"]["strategy"]["params"]["lookbacks"] == [12, 48], "and so does the config")
    for value, said in (("[12, 0]", "strategy.params.lookbacks[1]: expected a whole number"),
                        ("12", "write [12]"), ("[]", "found an empty list"),
                        ("[[1]]", "strategy.params.lookbacks[0]: expected a value, found a list\n")):
        refused = subprocess.run(
            [program, "check", config, "--set", "strategy={plugin: my_rotation}", "--set",
             f"strategy.params.lookbacks={value}"], env=environment, capture_output=True, text=True,
            check=False)
        once = refused.stderr.count("expected") == 1
        check(refused.returncode == 2 and said in refused.stderr and once, f"{value}: {refused.stderr}")


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="barometer-consumer-") as name:
        folder = pathlib.Path(name)
        package = installed(arguments, folder)
        plugins = built(arguments, PROJECT, package, folder / "build")
        check_run(package, plugins, folder / "run")
        check_rotation(package, plugins, folder / "rotation")
        check_lists(package, plugins, folder / "lists")


if __name__ == "__main__":
    main()
