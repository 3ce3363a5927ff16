# SPDX-License-Identifier: Apache-2.0
"""What tags and signals cost from Python; prints a table.

    python python/bench/bench_tagger.py

Each figure is that of the quickest of three rounds; of bm.tag its parts are measured beside it on
the same bars.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from typing import Any

import barometer as bm
import numpy as np
import pandas as pd
from barometer import _engine
from barometer._tag import load_table, tagging_config

HOUR = 3_600_000_000_000
BEGIN = 1_483_228_800_000_000_000  # 2017-01-01


def bars(count: int, seed: int = 1) -> Any:
    """Hours of a random walk as a pandas table."""
    close = 100 * np.exp(np.cumsum(np.random.default_rng(seed).normal(0, 0.01, count)))
    first = np.roll(close, 1)
    first[0] = 100
    return pd.DataFrame({
        "time": pd.to_datetime(BEGIN + HOUR * np.arange(count, dtype=np.int64), utc=True),
        "open": first, "high": np.maximum(first, close), "low": np.minimum(first, close),
        "close": close, "volume": np.ones(count)})


def seconds(work: Callable[[], Any], rounds: int = 3) -> float:
    """Of the quickest of some rounds."""
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def show(what: str, value: float, unit: str) -> None:
    print(f"{what:62} {value:12,.1f} {unit}")


def bench_update(table: Any, convert: Callable[[int], Any], **said: Any) -> float:
    """ns a call."""
    times = [convert(BEGIN + HOUR * row) for row in range(len(table))]
    columns = [table[name].tolist() for name in ("open", "high", "low", "close", "volume")]
    rows = list(zip(times, *columns))

    def stream() -> None:
        update = bm.Tagger(bar="1h", **said).update
        for when, first, high, low, close, volume in rows:
            update(when, first, high, low, close, volume)

    return seconds(stream) / len(rows) * 1e9


def bench_updates() -> None:
    table = bars(50_000)
    plain: Callable[[int], Any] = int
    show("Tagger.update, int ns, all dimensions of regime", bench_update(table, plain), "ns")
    show("Tagger.update, int ns, trend and volatility",
         bench_update(table, plain, dimensions=["trend", "volatility"]), "ns")
    show("Tagger.update, int ns, ml_common_regime",
         bench_update(table, plain, plugin="ml_common_regime"), "ns")
    show("Tagger.update, datetime, all dimensions", bench_update(
        table, lambda ns: datetime.datetime.fromtimestamp(ns // 10**9, datetime.UTC)), "ns")
    show("Tagger.update, numpy.datetime64, all dimensions",
         bench_update(table, lambda ns: np.datetime64(ns, "ns")), "ns")
    show("Tagger.update, pandas.Timestamp, all dimensions",
         bench_update(table, lambda ns: pd.Timestamp(ns, tz="UTC")), "ns")


def bench_tag() -> None:
    tables = {f"S{seed}": bars(36_000, seed) for seed in range(10)}
    show("bm.tag, 10 symbols x 36,000 bars of pandas",
         seconds(lambda: bm.tag(tables, bar="1h")) * 1e3, "ms")
    config = tagging_config("crypto", "1h", "open", "oldest_first", None, "regime", None)
    _, plan, market, _ = load_table(tables, config, None, 0)
    show("  of it reading and checking the tables",
         seconds(lambda: load_table(tables, config, None, 0)) * 1e3, "ms")
    show("  of it tagging in C++, from bars in the engine's memory",
         seconds(lambda: _engine.tag(plan, market, 0, None)) * 1e3, "ms")


def bench_signals() -> None:
    table = bars(1_000_000)
    weights = pd.Series(np.arange(len(table)) // 50 % 2 * 0.5,
                        index=pd.DatetimeIndex(table["time"]))
    show("bm.signals, 1,000,000 rows of pandas",
         seconds(lambda: bm.signals(weights)) * 1e3, "ms")
    strategy = bm.signals(weights)
    config = {"data": {"bar": "1h"}}
    show("bm.run of them over 1,000,000 bars of pandas", seconds(
        lambda: bm.run(config, data=table, symbol="S", strategy=strategy, record=False)) * 1e3,
        "ms")


if __name__ == "__main__":
    bench_updates()
    bench_tag()
    bench_signals()
