#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds examples/two_strategies against the installed package: two runs on two threads that share a
market and its tags have the bits of two processes, and the library shows nothing but its own."""

import json
import pathlib
import re
import shutil
import tempfile

from package import built, check, installed, parse_arguments, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONFIG = ROOT / "configs" / "quickstart.yaml"
OVERRIDES = ((), ("--set", "strategy={plugin: sma_cross}"))


def separate_runs(package, folder):
    """(Sharpe ratio, fingerprint) of one process for each strategy."""
    for number, overrides in enumerate(OVERRIDES):
        out = folder / f"run{number}"
        run(package / "bin" / "barometer", "run", CONFIG, *overrides, "--quiet", "--out", out)
        result = json.loads((out / "run.json").read_text())
        yield f"{sharpe_of(result):.6f}", result["fingerprint"]


def sharpe_of(result):
    """The first number under the key `sharpe`, at whatever depth run.json has it."""
    if isinstance(result, dict):
        if isinstance(result.get("sharpe"), (int, float)):
            return result["sharpe"]
        found = (sharpe_of(value) for value in result.values())
        return next((value for value in found if value is not None), None)
    return None


def check_headers(package):
    """Public headers include only the standard library and each other."""
    for room in ("core", "backtest"):
        for header in (package / "include" / "barometer" / room).rglob("*.hpp"):
            for name in re.findall(r"#include <([^>]+)>", header.read_text()):
                installed_header = (package / "include" / name).exists()
                check(installed_header or re.fullmatch("[a-z_]+", name), f"{header}: <{name}>")
            check('#include "' not in header.read_text(), f"{header}: includes a header by path")


def check_symbols(package):
    library = package / "lib" / "libbarometer_engine.so"
    lines = run("nm", "-D", "--defined-only", "-C", library).splitlines()
    names = [line.split(maxsplit=2)[2] for line in lines]
    ours = re.compile(r"((typeinfo|typeinfo name|vtable) for )?barometer::(backtest|core::Error)")
    check(len(names) > 10, "the library shows its functions")
    for name in names:
        check(ours.match(name), f"the library shows {name}")


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="barometer-engine-") as name:
        folder = pathlib.Path(name)
        package = installed(arguments, folder)
        check_headers(package)
        if shutil.which("nm"):
            check_symbols(package)
        example = built(arguments, ROOT / "examples" / "two_strategies", package, folder / "build")
        printed = run(example / "two_strategies", CONFIG)
        found = re.findall(r"sharpe (\S+) fingerprint (\S+)", printed)
        wanted = list(separate_runs(package, folder))
        check(found == wanted, f"the same bits as separate processes: {found}, {wanted}")
        check(found[0] != found[1], "the strategies differ")


if __name__ == "__main__":
    main()
