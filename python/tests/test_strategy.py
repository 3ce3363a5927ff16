# SPDX-License-Identifier: Apache-2.0
"""Strategies in Python: the same fills as in C++, and what they do wrong is said."""

import os
import signal
import threading
import time

import barometer as bm
import numpy as np
import pytest
from conftest import bars


class SmaCross(bm.Strategy):
    """What the plug-in sma_cross does."""

    def __init__(self, fast=20, slow=100, weight=0.1):
        self.fast, self.slow, self.weight = fast, slow, weight
        self.inside = {}

    def on_bar(self, ctx, symbol):
        closes = ctx.history(symbol)
        if len(closes) < self.slow:
            return
        above = closes[-self.fast:].mean() > closes[-self.slow:].mean()
        if above != self.inside.get(symbol, False):
            self.inside[symbol] = above
            ctx.target_weight(symbol, self.weight if above else 0.0)


DATA = {"data": {"source": "synthetic", "bar": "1h",
                 "synthetic": {"symbols": 3, "bars": 1500, "seed": 5}}}


def test_arguments_are_parameters():
    run = bm.run(DATA, {"strategy.params.fast": 5}, strategy=SmaCross(slow=50), record=False)
    same = bm.run(DATA, strategy=SmaCross(fast=5, slow=50), record=False)
    other = bm.run(DATA, strategy=SmaCross(slow=50), record=False)
    assert run.fingerprint == same.fingerprint != other.fingerprint
    with pytest.raises(bm.InputError, match="fast"):
        bm.run(DATA, {"strategy.params.fats": 5}, strategy=SmaCross())


def test_it_stands_in_place_of_the_configs_plugin(config):
    run = bm.run(config, strategy=SmaCross(fast=5, slow=50), record=False)
    assert run.json["plugins"][-1]["name"] == "sma_cross"


def test_every_run_makes_its_own(config):
    strategy = SmaCross(fast=5, slow=50)
    first = bm.run(DATA, strategy=strategy, record=False)
    assert bm.run(DATA, strategy=strategy, record=False).fingerprint == first.fingerprint
    assert strategy.inside == {}


class Weights(bm.Strategy):
    def on_bar(self, ctx, symbol):
        ctx.target_weight(symbol, 0.1 if ctx.bar_count(symbol) // 100 % 2 == 1 else 0.0)


def test_tags_are_seen():
    seen = []

    class Reads(bm.Strategy):
        tags = ("trend", "trend_z")

        def on_step(self, ctx):
            seen.append((ctx.tag("SYN01", "trend"), ctx.tag("SYN01", "trend_z"),
                         ctx.tags("SYN01", "trend", 3).dtype))

    config = {**DATA, "regime": {"plugin": "regime"}, "output": {"tags": True}}
    run = bm.run(config, strategy=Reads(), record=False)
    run.save("run")
    import pandas as pd

    written = pd.read_csv("run/tags.csv").query("symbol == 'SYN01'")
    assert [each[0] for each in seen] == [None if pd.isna(x) else x for x in written["trend"]]
    assert seen[-1][2] == np.int8


def test_an_undeclared_tag_is_refused():
    class Reads(bm.Strategy):
        def on_bar(self, ctx, symbol):
            ctx.tag(symbol, "trend")

    with pytest.raises(bm.PluginError, match="`tags`"):
        bm.run({**DATA, "regime": {"plugin": "regime"}}, strategy=Reads())


def test_what_it_raises_is_the_cause():
    class Fails(bm.Strategy):
        def on_bar(self, ctx, symbol):
            if ctx.step == 7:
                self.deeper(symbol)

        def deeper(self, symbol):
            raise KeyError(f"no {symbol}")

    with pytest.raises(bm.PluginError, match="step 7") as caught:
        bm.run(DATA, strategy=Fails())
    assert "SYN01" in str(caught.value)
    assert isinstance(caught.value.__cause__, KeyError)
    frames = []
    traceback = caught.value.__cause__.__traceback__
    while traceback is not None:
        frames.append(traceback.tb_frame.f_code.co_name)
        traceback = traceback.tb_next
    assert frames[-1] == "deeper"


@pytest.mark.parametrize("act, words", [
    (lambda ctx: ctx.buy("BTC", 1), "no symbol 'BTC'"),
    (lambda ctx: ctx.buy(17, 1), "no symbol number 17"),
    (lambda ctx: ctx.buy("SYN01", "many"), "TypeError"),
    (lambda ctx: ctx.history("SYN01", "clsoe"), "no 'clsoe'"),
    (lambda ctx: ctx.trailing_stop("SYN01", -1, 0.1, by="share"), "fraction"),
])
def test_nonsense(act, words):
    class Wrong(bm.Strategy):
        def on_step(self, ctx):
            act(ctx)

    with pytest.raises(bm.PluginError, match=words):
        bm.run(DATA, strategy=Wrong())


def test_an_order_that_is_no_number_is_rejected():
    class Nan(bm.Strategy):
        def on_step(self, ctx):
            ctx.target_weight("SYN01", float("nan"))

    assert (bm.run(DATA, strategy=Nan(), record=False).orders["status"] == "rejected").all()


def test_the_context_ends_with_its_step():
    kept = []

    class Keeps(bm.Strategy):
        def on_step(self, ctx):
            if kept:
                kept[0].equity
            kept.append(ctx)

    bm.run(DATA, strategy=Keeps(), record=False)
    with pytest.raises(RuntimeError, match="step that is over"):
        kept[0].equity


def test_arrays_keep_the_market_alive(table):
    kept = []

    class Keeps(bm.Strategy):
        def on_bar(self, ctx, symbol):
            if ctx.step == 99:
                kept.append(ctx.history(symbol))

    bm.run({"data": {"bar": "1h"}}, data=table, symbol="BTC", strategy=Keeps(), record=False)
    np.testing.assert_array_equal(kept[0], table["close"].to_numpy()[:100])
    with pytest.raises(ValueError):
        kept[0][0] = 1


def test_log_and_plot():
    class Writes(bm.Strategy):
        series = {"heat": "quote currency"}

        def on_bar(self, ctx, symbol):
            if ctx.step == 5:
                ctx.log("warm", symbol)
                ctx.plot("heat", 1.5, symbol)

    run = bm.run(DATA, strategy=Writes(), record=False)
    assert list(run.log["text"]) == ["warm"] * 3
    assert list(run.series["value"]) == [1.5] * 3


@pytest.mark.parametrize("loop", ["sleep", "spin"])
def test_ctrl_c_stops_it(loop):
    class Hangs(bm.Strategy):
        def on_step(self, ctx):
            while ctx.step == 3:
                time.sleep(60) if loop == "sleep" else None

    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        bm.run(DATA, strategy=Hangs())
    assert time.monotonic() - begun < 1.3


def test_a_table_of_many_symbols():
    run = bm.run({"data": {"bar": "1h"}}, data={"A": bars(300), "B": bars(300, seed=2)},
                 strategy=Weights(), record=False)
    assert set(run.fills["symbol"]) == {"A", "B"}
