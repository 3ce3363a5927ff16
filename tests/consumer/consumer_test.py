#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Installs the package, moves it, builds my_plugins against it and runs what was built."""

import json
import os
import pathlib
import tempfile

from package import built, check, installed, parse_arguments, run

PROJECT = pathlib.Path(__file__).resolve().parent / "my_plugins"


def check_run(package, plugins, folder):
    environment = dict(os.environ, BAROMETER_PLUGIN_PATH=str(plugins))
    program = package / "bin" / "barometer"
    listed = run(program, "plugins", env=environment)
    for name in ("my_tagger", "my_strategy", "sma_cross", "regime"):
        check(f"\n{name} " in listed, f"`barometer plugins` lists {name}:\n{listed}")
    run(program, "check", PROJECT / "my_run.yaml", env=environment)
    run(program, "causality", PROJECT / "my_run.yaml", env=environment)
    printed = run(program, "run", PROJECT / "my_run.yaml", "--out", folder, env=environment)
    result = json.loads((folder / "run.json").read_text())
    check(result["fingerprint"] in printed, f"the fingerprint is printed:\n{printed}")
    check(len((folder / "fills.csv").read_text().splitlines()) > 10, "the strategy traded")
    check("pressure" in json.dumps(result["regimes"]), "the report is by the own tagger's regimes")


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="barometer-consumer-") as name:
        folder = pathlib.Path(name)
        package = installed(arguments, folder)
        plugins = built(arguments, PROJECT, package, folder / "build")
        check_run(package, plugins, folder / "run")


if __name__ == "__main__":
    main()
