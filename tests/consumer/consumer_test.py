#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Installs the package, moves it, builds my_plugins against it and runs what was built."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent / "my_plugins"


def run(*command, **options):
    finished = subprocess.run([str(part) for part in command], text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, **options)
    if finished.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{finished.stdout}")
    return finished.stdout


def check(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


def installed_package(arguments, folder):
    """The installed tree, in another place than it was installed to."""
    run(arguments.cmake, "--install", arguments.build, "--prefix", folder / "first")
    (folder / "first").rename(folder / "moved")
    return folder / "moved"


def built_plugins(arguments, package, folder):
    run(arguments.cmake, "-S", PROJECT, "-B", folder, "-G", arguments.generator,
        f"-DCMAKE_PREFIX_PATH={package}", f"-DCMAKE_CXX_COMPILER={arguments.compiler}",
        "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror")
    run(arguments.cmake, "--build", folder)
    return folder


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
    parser = argparse.ArgumentParser()
    for name in ("--cmake", "--build", "--generator", "--compiler"):
        parser.add_argument(name, required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="barometer-consumer-") as name:
        folder = pathlib.Path(name)
        package = installed_package(arguments, folder)
        plugins = built_plugins(arguments, package, folder / "build")
        check_run(package, plugins, folder / "run")


if __name__ == "__main__":
    main()
