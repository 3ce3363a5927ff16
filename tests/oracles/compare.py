#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the rule in backtesting.py, backtrader and Barometer and prints the table.

compare.py BAROMETER ORACLE_RULE [--keep]   --keep writes golden.json anew
"""

import json
import math
import pathlib
import sys
import warnings
from importlib.metadata import version

import backtesting
import backtrader
import pandas

import market

warnings.filterwarnings("ignore")


def wishes(rows):
    """Per bar: whether to be long, None while the averages are not known."""
    closes = [row[4] for row in rows]
    out = [None] * len(rows)
    for t in range(market.SLOW - 1, len(rows)):
        fast, slow = (math.fsum(closes[t - n + 1:t + 1]) / n for n in (market.FAST, market.SLOW))
        out[t] = fast - slow > 1e-12 * slow
    return out


def frame(rows):
    index = pandas.to_datetime([row[0] for row in rows], unit="s")
    columns = {name: [row[i] for row in rows]
               for i, name in enumerate(("Open", "High", "Low", "Close"), 1)}
    return pandas.DataFrame({**columns, "Volume": 0.0}, index=index)


def run_backtesting(rows, seconds, units):
    wish = wishes(rows)
    kept = []

    class Rule(backtesting.Strategy):
        def init(self):
            pass

        def next(self):
            long = wish[len(self.data) - 1]
            if long and not self.position:
                self.buy(size=units)
            elif not long and self.position:
                self.position.close()
            kept[:] = list(self.closed_trades) + list(self.trades)

    run = backtesting.Backtest(frame(rows), Rule, cash=market.CASH, commission=0, margin=0.01)
    stats = run.run()
    trades = []
    for trade in set(kept) | set(stats["_strategy"].closed_trades):
        trades.append((rows[trade.entry_bar][0] + seconds, trade.entry_price, trade.size))
        if trade.exit_bar is not None:
            trades.append((rows[trade.exit_bar][0] + seconds, trade.exit_price, -trade.size))
    return sorted(trades), stats["Equity Final [$]"]


def run_backtrader(rows, seconds, units):
    wish = wishes(rows)
    trades = []

    class Rule(backtrader.Strategy):
        def next(self):
            long = wish[len(self) - 1]
            if long and not self.position:
                self.buy(size=units)
            elif not long and self.position:
                self.close()

        def notify_order(self, order):
            if order.status == order.Completed:
                trades.append((rows[len(self) - 1][0] + seconds, order.executed.price,
                               order.executed.size))

    engine = backtrader.Cerebro(stdstats=False)
    engine.broker.setcash(market.CASH)
    engine.broker.set_checksubmit(False)
    engine.broker.setcommission(commission=0, leverage=100)
    engine.adddata(backtrader.feeds.PandasData(dataname=frame(rows)))
    engine.addstrategy(Rule)
    engine.run()
    return trades, engine.broker.getvalue()


ENGINES = {"backtesting": run_backtesting, "backtrader": run_backtrader}


def first_difference(ours, theirs):
    for i, (a, b) in enumerate(zip(ours, theirs)):
        if a[0] != b[0] or abs(a[1] - b[1]) > 1e-9 or abs(a[2] - b[2]) > 1e-9:
            return f"trade {i}: {a} here, {b} there"
    return "" if len(ours) == len(theirs) else f"{len(ours)} here, {len(theirs)} there"


def compare(name, program, plugin):
    rows, file_digest = market.rows_of(name)
    ours, equity = market.run_barometer(name, rows, program, plugin)
    record = {"sha256": file_digest, "bars": len(rows), "engines": {}}
    same = True
    for engine, run in ENGINES.items():
        theirs, end = run(rows, market.FILES[name][2], market.FILES[name][3])
        verdict = first_difference(ours, theirs)
        if abs(end - equity) > 1e-6:
            verdict = (verdict + "; " if verdict else "") + f"equity {equity} here, {end} there"
        same = same and not verdict
        print(f"{name:12} {engine:12} {len(theirs):6} {end:18.6f}  {verdict or 'same'}", flush=True)
        record["engines"][engine] = {"trades": len(theirs), "equity": end,
                                     "trades_sha256": market.digest(theirs)}
    return record, same


def main():
    program, plugin = sys.argv[1:3]
    print(f"{'file':12} {'engine':12} {'trades':>6} {'final equity':>18}")
    results = {name: compare(name, program, plugin) for name in market.FILES}
    if "--keep" in sys.argv:
        golden = {"rule": f"SMA {market.FAST} over {market.SLOW}, market orders, long or flat",
                  "versions": {engine: version(engine) for engine in ENGINES},
                  "files": {name: record for name, (record, _) in results.items()}}
        path = pathlib.Path(__file__).with_name("golden.json")
        path.write_text(json.dumps(golden, indent=1) + "\n")
    return not all(same for _, same in results.values())


sys.exit(main())
