# SPDX-License-Identifier: Apache-2.0
"""Signals: the fills of a strategy that asks for the same at the same bars."""

import barometer as bm
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import bars

CONFIG = {"data": {"bar": "1h"}}
SYMBOLS = ("BTC", "ETH", "SOL")


class Targets(bm.Strategy):
    """Asks for a weight at some bars: {symbol: {bar's open, ns: weight}}."""

    def __init__(self, targets):
        self.targets = targets
        self.held = {}

    def on_bar(self, ctx, symbol):
        weight = self.targets[symbol].get(ctx.time_ns - 3_600_000_000_000)
        if weight is not None and weight != self.held.get(symbol, 0.0):
            self.held[symbol] = weight
            ctx.target_weight(symbol, weight)


def ns(times):
    return pd.DatetimeIndex(times).tz_convert("UTC").as_unit("ns").asi8.tolist()


def asked(weights, names=None):
    """What a wide table asks for, as Targets takes it."""
    return {symbol: {time: value for time, value in zip(ns(weights.index), weights[symbol])
                     if not np.isnan(value)} for symbol in names or weights.columns}


def data(symbols=SYMBOLS):
    return {symbol: bars(seed=i) for i, symbol in enumerate(symbols)}


def wide(symbols=SYMBOLS, seed=7):
    """Weights at every bar, a third of them left as they are."""
    generator = np.random.default_rng(seed)
    weights = generator.choice([-0.2, 0, 0.1, 0.3, np.nan, np.nan], (600, len(symbols)))
    return pd.DataFrame(weights, index=pd.DatetimeIndex(bars()["timestamp"]), columns=list(symbols))


def fingerprint(strategy, of=None, config=CONFIG):
    run = bm.run(config, data=data() if of is None else of, strategy=strategy, record=False)
    assert len(run.fills) > 50
    return run.fingerprint


@pytest.fixture(scope="module")
def expected():
    return fingerprint(Targets(asked(wide())))


def kinds():
    table = wide()
    long = table.rename_axis("time").reset_index().melt("time", var_name="symbol",
                                                        value_name="weight")
    return {"pandas wide": table, "pandas column of times": table.reset_index(),
            "pandas long": long, "sorted by time": long.sort_values(["time", "symbol"]),
            "index of two levels": long.set_index(["time", "symbol"]),
            "polars": pl.from_pandas(table.reset_index()), "polars long": pl.from_pandas(long),
            "pyarrow": pa.Table.from_pandas(table.reset_index(), preserve_index=False),
            "another zone": table.tz_convert("Asia/Tokyo"), "no zone": table.tz_localize(None),
            "seconds": table.set_index(table.index.as_unit("s")),
            "without rows that ask nothing": long.dropna()}


@pytest.mark.parametrize("kind", kinds())
def test_weights_are_those_of_a_strategy(expected, kind):
    assert fingerprint(bm.signals(kinds()[kind])) == expected


def test_one_symbol(table):
    weights = wide(("BTC",))
    wanted = bm.run(CONFIG, data=table, symbol="BTC", strategy=Targets(asked(weights)),
                    record=False).fingerprint
    frame = pl.from_pandas(weights.rename(columns={"BTC": "weight"}).reset_index())
    for given in (weights, weights["BTC"], frame):
        run = bm.run(CONFIG, data=table, symbol="BTC", strategy=bm.signals(given), record=False)
        assert run.fingerprint == wanted and len(run.fills) > 50


def flags(seed, share, but=None):
    found = np.random.default_rng(seed).random((600, len(SYMBOLS))) < share
    return pd.DataFrame(found & np.logical_not(but.to_numpy() if but is not None else False),
                        index=wide().index, columns=list(SYMBOLS))


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_entries_and_exits(kind):
    entries = flags(1, 0.1)
    exits = flags(2, 0.1, entries)
    targets = {symbol: {} for symbol in SYMBOLS}
    for symbol in SYMBOLS:
        for time, enter, leave in zip(ns(entries.index), entries[symbol], exits[symbol]):
            if enter or leave:
                targets[symbol][time] = 0.25 if enter else 0.0
    given = [entries, exits]
    if kind == "polars":
        given = [pl.from_pandas(each.reset_index()) for each in given]
    strategy = bm.signals(entries=given[0], exits=given[1], weight=0.25)
    assert fingerprint(strategy) == fingerprint(Targets(targets))


def test_short_entries_and_exits(table):
    index = pd.DatetimeIndex(table["timestamp"])
    enter, leave = (pd.Series(np.arange(600) % 10 == at, index=index) for at in (2, 7))
    targets = {"BTC": {time: -1.0 if up else 0.0
                       for time, up, down in zip(ns(index), enter, leave) if up or down}}
    found = [bm.run(CONFIG, data=table, symbol="BTC", strategy=each, record=False)
             for each in (bm.signals(short_entries=enter, short_exits=leave), Targets(targets))]
    assert found[0].fingerprint == found[1].fingerprint and len(found[0].fills) > 50


def test_times_without_a_zone_are_those_of_the_config():
    config = {"data": {"bar": "1h", "time": {"zone": "Asia/Tokyo"}}}
    naive = {symbol: table.assign(timestamp=table["timestamp"].dt.tz_convert("Asia/Tokyo")
                                  .dt.tz_localize(None)) for symbol, table in data().items()}
    weights = wide().tz_convert("Asia/Tokyo")
    assert fingerprint(bm.signals(weights.tz_localize(None)), naive, config) == \
        fingerprint(bm.signals(weights), naive, config)


def test_days_of_sessions_are_dates():
    days = pd.bdate_range("2021-02-16", "2021-03-31")
    table = bars(len(days)).assign(timestamp=days)
    weights = pd.Series(np.arange(len(days)) % 2 * 0.5, index=days)
    config = {"data": {"bar": "1d", "venue": "us_equity"}}
    found = {bm.run(config, data=table, symbol="SPY", strategy=bm.signals(each),
                    record=False).fingerprint
             for each in (weights, weights.tz_localize("America/New_York"))}
    assert len(found) == 1


def test_hash_of_the_run(expected):
    run = bm.run(CONFIG, data=data(), strategy=bm.signals(wide()), record=False)
    assert run.fingerprint == expected
    assert run.json["plugins"][-1]["name"] == "signals"
    assert "BTC 600" in repr(bm.signals(wide()))


def changed(row, column, value):
    table = wide().astype(object if isinstance(value, str) else float)
    table.iloc[row, column] = value
    return table


INDEX = wide().index
TWICE = wide().set_index(INDEX[[0, 0, *range(2, 600)]])
FAULTS = {
    "twice": (lambda: bm.signals(TWICE), "row 2"),
    "backwards": (lambda: bm.signals(wide()[::-1]), "sort the rows"),
    "infinite": (lambda: bm.signals(changed(4, 1, np.inf)), "ETH: the weight is infinite in row 5"),
    "text": (lambda: bm.signals(changed(4, 1, "much")), "ETH: holds no numbers"),
    "no times": (lambda: bm.signals(wide().reset_index(drop=True)), "0 columns of times"),
    "no time": (lambda: bm.signals(wide().set_index(INDEX.where(INDEX != INDEX[3]))), "row 4"),
    "empty": (lambda: bm.signals(wide()[:0]), "no rows"),
    "both": (lambda: bm.signals(wide(), entries=flags(1, 0.1)), "weights beside entries"),
    "clash": (lambda: bm.signals(entries=flags(1, 2), exits=flags(1, 2)), "entry and exit in row"),
    "null flag": (lambda: bm.signals(entries=wide()), "null in rows"),
    "lengths": (lambda: bm.signals(entries=flags(1, 0.1), exits=flags(2, 0.1)[5:]), "595 rows"),
    "other times": (lambda: bm.signals(entries=flags(1, 0.1),
                                       exits=flags(2, 0.1).shift(1, freq="1h")), "in row 1"),
    "other symbols": (lambda: bm.signals(entries=flags(1, 0.1),
                                         exits=flags(2, 0.1)[["BTC"]]), "same symbols"),
    "weight": (lambda: bm.signals(wide(), weight=0.5), "leave it out"),
    "negative weight": (lambda: bm.signals(entries=flags(1, 0.1), weight=-1), "above 0"),
    "no symbol": (lambda: bm.signals(kinds()["pandas long"].assign(symbol=None)),
                  "names no symbol"),
}


@pytest.mark.parametrize("make, words", FAULTS.values(), ids=FAULTS)
def test_faults_of_the_table(make, words):
    with pytest.raises(bm.InputError) as caught:
        make()
    assert words in str(caught.value) and caught.value.faults


def test_all_faults_at_once():
    table = changed(4, 1, np.inf)
    table.iloc[7, 0] = -np.inf
    with pytest.raises(bm.InputError) as caught:
        bm.signals(table)
    assert len(caught.value.faults) == 2


def test_what_only_the_data_can_tell():
    with pytest.raises(bm.InputError, match="BTC"):
        bm.run(CONFIG, data=data(), strategy=bm.signals(wide(("BTX", "ETH", "SOL"))))
    off = wide().shift(1, freq="30min")
    with pytest.raises(bm.InputError, match="stamped"):
        bm.run(CONFIG, data=data(), strategy=bm.signals(off))


def test_no_table():
    with pytest.raises(TypeError, match="weights, or entries"):
        bm.signals()
    with pytest.raises(TypeError, match="Series of pandas"):
        bm.signals([1, 2, 3])
