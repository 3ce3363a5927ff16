#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Barometer's trades beside those kept of other engines: golden_test.py BAROMETER ORACLE_RULE."""

import sys

import market

program, plugin = sys.argv[1:3]
faults = []
golden = market.load_golden()
for name, want in golden["files"].items():
    rows, file_digest = market.rows_of(name)
    trades, equity = market.run_barometer(name, rows, program, plugin)
    for engine, other in want["engines"].items():
        if file_digest != want["sha256"]:
            faults.append(f"{name}: not the file of which {engine}'s trades are kept")
        elif market.digest(trades) != other["trades_sha256"]:
            faults.append(f"{name}: {len(trades)} trades are not {engine}'s {other['trades']}")
        elif abs(equity - other["equity"]) > 1e-6:
            faults.append(f"{name}: equity {equity!r}, {engine} has {other['equity']!r}")
if not golden["files"]:
    faults.append("golden.json has no files")
print("\n".join(faults) or "the trades of the other engines")
sys.exit(bool(faults))
