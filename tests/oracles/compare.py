#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the rules in backtesting.py, backtrader and Barometer, prints the table and compares it with
golden.json.

compare.py BAROMETER ORACLE_RULE [--keep]   --keep writes golden.json anew
"""

import collections
import concurrent.futures
import itertools
import json
import pathlib
import sys
import warnings
from importlib.metadata import version

import market
from engines import ENGINES

warnings.filterwarnings("ignore")
PROGRAM, PLUGIN = sys.argv[1:3]


def in_common(ours, theirs):
    counts = [collections.Counter(f"{t} {price:.10g} {units:.10g}" for t, price, units in trades)
              for trades in (ours, theirs)]
    return (counts[0] & counts[1]).total()


def compare(job):
    """Barometer's result and the others', these with the number of trades that are ours too."""
    rule, name = job
    rows, _ = market.rows_of(name)
    ours, equity = market.run_barometer(name, rows, rule, PROGRAM, PLUGIN)
    results = [market.result(rule, name, "barometer", ours, equity)]
    for engine, run in ENGINES.items():
        theirs, end = run(rows, market.FILES[name][2], market.signed_units(name, rule),
                          rule.split()[0])
        results.append({**market.result(rule, name, engine, theirs, end),
                        "equal": in_common(ours, theirs)})
    return results


def show(results):
    for result in results:
        print(f"{result['rule']:14} {result['file']:12} {result['engine']:12} "
              f"{result['trades']:6} {result.get('equal', ''):>6} {result['equity']:18.6f}",
              flush=True)


def table():
    print(f"{'rule':14} {'file':12} {'engine':12} {'trades':>6} {'equal':>6} {'final equity':>18}")
    results = []
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for part in pool.map(compare, itertools.product(market.RULES, market.FILES)):
            show(part)
            results += part
    return results


def keep(results):
    files = {name: market.rows_of(name)[1] for name in market.FILES}
    versions = {engine: version(engine) for engine in ENGINES}
    lines = ",\n".join("  " + json.dumps(result) for result in results)
    text = (f'{{\n "averages": [{market.FAST}, {market.SLOW}],\n'
            f' "versions": {json.dumps(versions)},\n "files": {json.dumps(files, indent=2)},\n'
            f' "results": [\n{lines}\n ]\n}}\n')
    pathlib.Path(__file__).with_name("golden.json").write_text(text)


def is_kept(result, kept):
    return ({**result, "equity": 0} == {**kept, "equity": 0}
            and abs(result["equity"] - kept["equity"]) <= 1e-6)


def main():
    results = table()
    if "--keep" in sys.argv:
        keep(results)
    kept = market.load_golden()["results"]
    same = len(results) == len(kept) and all(map(is_kept, results, kept))
    print("as in golden.json" if same else "not as in golden.json")
    return not same


if __name__ == "__main__":
    sys.exit(main())
