#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Target weights of 0 and 1 in vectorbt, valued at the price that fills them, and in Barometer with
`size_at: fill`: every trade's time, price and quantity, and the final equity to the cent.

weights.py BAROMETER ORACLE_RULE

On 20,000 bars of a seeded walk and on each coin of the data folder, with costs and without. Other
weights are not compared: vectorbt takes costs out of the cash that is left, not out of the weight.
"""

import concurrent.futures
import csv
import itertools
import random
import sys
import warnings

import numpy
import vectorbt

import market
from engines import wishes

warnings.filterwarnings("ignore")
PROGRAM, PLUGIN = sys.argv[1:3]
COINS = sorted(path.stem for path in (market.ROOT / "crypto_1h").glob("*.csv"))
COSTS = [(0.0, 0.0), (0.001, 0.0005)]  # commission and slippage, fractions
HOUR = 3600


def walk():
    """Bars with gaps between them, some of them wide."""
    dice = random.Random(11)
    rows, close = [], 100.0
    for i in range(20_000):
        opened = close * (1 + dice.gauss(0, 0.004) + (dice.random() < 0.01) * dice.gauss(0, 0.05))
        close = opened * (1 + dice.gauss(0, 0.006))
        rows.append((i * HOUR, opened, max(opened, close) * 1.001, min(opened, close) * 0.999,
                     close))
    return rows


def rows_of(name):
    if name == "walk":
        return walk()
    path = market.ROOT / "crypto_1h" / f"{name}.csv"
    with path.open() as file:
        rows = [(int(r[0]) // 1000, *map(float, r[1:5])) for r in list(csv.reader(file))[1:]]
    return [r for r in rows if r[3] <= min(r[1], r[4]) and r[2] >= max(r[1], r[4])]


def targets(rows):
    """The weight that is ordered for the open of each bar, NaN where nothing is."""
    out = numpy.full(len(rows), numpy.nan)
    holds = False
    for t, wish in enumerate(wishes(rows, 1)[:-1]):
        if wish is not None and wish != holds:
            out[t + 1] = holds = wish
    return out


def run_vectorbt(rows, fees, slippage):
    opens = numpy.array([row[1] for row in rows])
    run = vectorbt.Portfolio.from_orders(
        close=numpy.array([row[4] for row in rows]), size=targets(rows), size_type="targetpercent",
        price=opens, val_price=opens, fees=fees, slippage=slippage, init_cash=market.CASH,
        direction="longonly", freq="1h")
    log = run.orders.records
    signs = numpy.where(log["side"] == 0, 1, -1)
    trades = [(rows[i][0] + HOUR, price, units)
              for i, price, units in zip(log["idx"], log["price"], signs * log["size"])]
    return trades, float(run.value().iloc[-1])


def compare(job):
    name, (fees, slippage) = job
    rows = rows_of(name)
    theirs = run_vectorbt(rows, fees, slippage)
    broker = f"{{cash: {market.CASH}, commission: {fees}, slippage: {slippage}}}"
    ours = market.run_rule(rows, "1h", 1, "weight", broker, PROGRAM, PLUGIN)
    return name, fees, slippage, ours, theirs


def same_trade(ours, theirs):
    return ours[0] == theirs[0] and all(
        abs(a - b) <= 1e-9 * abs(b) for a, b in zip(ours[1:], theirs[1:]))


def main():
    print(f"{'bars':9} {'commission':>10} {'slippage':>9} {'trades':>7} {'equal':>6} "
          f"{'ours':>18} {'vectorbt':>18}")
    faults = 0
    jobs = itertools.product(["walk", *COINS], COSTS)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for name, fees, slippage, (ours, equity), (theirs, value) in pool.map(compare, jobs):
            equal = sum(map(same_trade, ours, theirs))
            faults += equal != len(ours) or equal != len(theirs) or abs(equity - value) > 0.01
            print(f"{name:9} {fees:10} {slippage:9} {len(theirs):7} {equal:6} {equity:18.4f} "
                  f"{value:18.4f}", flush=True)
    print("as in vectorbt" if faults == 0 else f"{faults} runs differ")
    return faults != 0


if __name__ == "__main__":
    sys.exit(main())
