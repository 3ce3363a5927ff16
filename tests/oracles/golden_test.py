#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Barometer's trades beside those kept of other engines: golden_test.py BAROMETER ORACLE_RULE.

Where another engine has the very same trades, ours must be those; where it differs on purpose
(docs/execution.md says why), ours must be those of which the differences were counted.
"""

import sys

import market

program, plugin = sys.argv[1:3]
golden = market.load_golden()
rows = {}
faults = []
for name, digest in golden["files"].items():
    rows[name], file_digest = market.rows_of(name)
    if file_digest != digest:
        faults.append(f"{name}: not the file of which trades are kept")
if {(kept["rule"], kept["file"]) for kept in golden["results"]} != {
        (rule, name) for rule in market.RULES for name in market.FILES}:
    faults.append("golden.json has not every rule on every file")

ours = {}
for kept in golden["results"]:
    rule, name = job = kept["rule"], kept["file"]
    if job not in ours:
        ours[job] = market.run_barometer(name, rows[name], rule, program, plugin)
    trades, equity = ours[job]
    if kept.get("equal", kept["trades"]) != max(kept["trades"], len(trades)):
        continue
    if market.digest(trades) != kept["sha256"]:
        faults.append(f"{rule}, {name}: trades are not those of {kept['engine']}")
    elif abs(equity - kept["equity"]) > 1e-6:
        faults.append(f"{rule}, {name}: equity {equity!r}, {kept['engine']} has {kept['equity']!r}")
print("\n".join(faults) or "the trades of the other engines")
sys.exit(bool(faults))
