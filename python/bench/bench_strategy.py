# SPDX-License-Identifier: Apache-2.0
"""One rule as a Python strategy here, in backtrader and in backtesting.py, and as signals here and
in vectorbt; prints a table of medians of one process.

    python python/bench/bench_strategy.py [BARS [SIGNAL_BARS]]

The rule: long one unit while the mean of the last 10 closes is above that of the last 30, without
costs, filled at the next open. All count the same trades, or nothing is printed.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

os.environ["TQDM_DISABLE"] = "1"  # before backtesting.py reads it
warnings.filterwarnings("ignore", message="Some trades remain open")

import backtesting
import backtrader
import barometer as bm
import numpy as np
import pandas as pd
import vectorbt

FAST, SLOW = 10, 30
ROUNDS = 3
CONFIG = {"data": {"bar": "1h"}, "broker": {"cash": 1_000_000_000, "commission": 0, "slippage": 0},
          "latency": {"meter": "off"}, "output": {"page": False}}


def bars(count: int) -> Any:
    """Hours of a random walk as a pandas table with an index of times."""
    close = 100 + np.cumsum(np.random.default_rng(3).normal(0, 0.05, count))
    close += 1 - min(0.0, float(close.min()))
    first = np.concatenate([[close[0]], close[:-1]])
    return pd.DataFrame(
        {"Open": first, "High": np.maximum(first, close), "Low": np.minimum(first, close),
         "Close": close, "Volume": 1.0},
        index=pd.date_range("1900-01-01", periods=count, freq="1h", name="time"))


class Here(bm.Strategy):
    """The rule by sums that move along."""

    warmup = SLOW - 1

    def __init__(self) -> None:
        self.closes: list[float] = []

    def on_step(self, ctx: Any) -> None:
        closes = self.closes
        closes.append(ctx.close(0))
        if len(closes) >= SLOW:
            above = sum(closes[-FAST:]) * SLOW > sum(closes[-SLOW:]) * FAST
            ctx.target_quantity(0, 1.0 if above else 0.0)


class Backtrader(backtrader.Strategy):
    """The rule."""

    def __init__(self) -> None:
        self.closes: list[float] = []

    def next(self) -> None:
        closes = self.closes
        closes.append(self.data.close[0])
        if len(closes) >= SLOW:
            above = sum(closes[-FAST:]) * SLOW > sum(closes[-SLOW:]) * FAST
            if above and not self.position:
                self.buy(size=1)
            elif not above and self.position:
                self.close()


class Backtesting(backtesting.Strategy):
    """The rule."""

    def init(self) -> None:
        self.closes: list[float] = []

    def next(self) -> None:
        closes = self.closes
        closes.append(self.data.Close[-1])
        if len(closes) >= SLOW:
            above = sum(closes[-FAST:]) * SLOW > sum(closes[-SLOW:]) * FAST
            if above and not self.position:
                self.buy(size=1)
            elif not above and self.position:
                self.position.close()


def closed(trades: Any) -> int:
    return int((trades["status"] == "closed").sum())


def run_here(table: Any) -> int:
    run = bm.run(CONFIG, data=table, symbol="A", strategy=Here(), record=False)
    return closed(run.trades)


def run_backtrader(table: Any) -> int:
    cerebro = backtrader.Cerebro(stdstats=False)
    cerebro.adddata(backtrader.feeds.PandasData(dataname=table))
    cerebro.addstrategy(Backtrader)
    cerebro.addanalyzer(backtrader.analyzers.TradeAnalyzer, _name="trades")
    cerebro.broker.setcash(1_000_000_000)
    (ran,) = cerebro.run()
    return int(ran.analyzers.trades.get_analysis().total.closed)


def run_backtesting(table: Any) -> int:
    test = backtesting.Backtest(table, Backtesting, cash=1_000_000_000, finalize_trades=False)
    return len(test.run()["_trades"])


def signal_columns(table: Any) -> tuple[Any, Any]:
    sums = np.concatenate([[0.0], np.cumsum(table["Close"].to_numpy())])
    above = np.zeros(len(table), dtype=bool)
    fast = sums[SLOW:] - sums[SLOW - FAST:-FAST]
    above[SLOW - 1:] = fast * SLOW > (sums[SLOW:] - sums[:-SLOW]) * FAST
    before = np.concatenate([[False], above[:-1]])
    return (pd.Series(above & ~before, index=table.index),
            pd.Series(before & ~above, index=table.index))


def run_signals(table: Any, entries: Any, exits: Any) -> int:
    run = bm.run(CONFIG, data=table, symbol="A", record=False,
                 strategy=bm.signals(entries=entries, exits=exits, weight=0.5))
    return closed(run.trades)


def run_vectorbt(table: Any, entries: Any, exits: Any) -> int:
    portfolio = vectorbt.Portfolio.from_signals(
        table["Close"], entries.shift(1, fill_value=False), exits.shift(1, fill_value=False),
        price=table["Open"], size=0.5, size_type="percent", init_cash=1_000_000_000, freq="1h")
    portfolio.stats()  # the figures that a run here has made too
    return int(portfolio.trades.closed.count())


def medians(works: dict[str, Callable[[], int]]) -> None:
    """Rounds of all, one after the other, so that a busy moment meets every one."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    found = {name: work() for name, work in works.items()}  # what is compiled, is compiled here
    if len(set(found.values())) != 1:
        sys.exit(f"they do not count the same trades: {found}")
    for _ in range(ROUNDS):
        for name, work in works.items():
            begun = time.perf_counter()
            work()
            spent[name].append(time.perf_counter() - begun)
    ours = statistics.median(next(iter(spent.values())))
    for name, seconds in spent.items():
        middle = statistics.median(seconds)
        print(f"  {name:34} {1000 * middle:10,.0f} ms {middle / ours:8.1f} times")
    print(f"  {next(iter(found.values())):,} closed trades in each")


def main() -> None:
    count, many = (int(text) for text in (sys.argv[1:] + ["100000", "1000000"][len(sys.argv) - 1:]))
    table = bars(count)
    print(f"a strategy in Python on {count:,} bars, medians of {ROUNDS}, shared machine:")
    medians({"Barometer": lambda: run_here(table), "backtesting.py": lambda: run_backtesting(table),
             "backtrader": lambda: run_backtrader(table)})
    large = bars(many)
    entries, exits = signal_columns(large)
    print(f"signals on {many:,} bars:")
    medians({"Barometer, all of its report": lambda: run_signals(large, entries, exits),
             "vectorbt, with stats()": lambda: run_vectorbt(large, entries, exits)})


if __name__ == "__main__":
    main()
