# SPDX-License-Identifier: Apache-2.0
"""Synthetic markets, and whether anything knows the future."""

import barometer as bm
import numpy as np
import pytest


def test_synth_is_the_market_of_the_config(config):
    market = bm.synth(symbols=2, bars=2000, seed=3)
    run = bm.run(config, record=False)
    for symbol, table in market.items():
        np.testing.assert_array_equal(table["close"], run.bars(symbol)["close"])
    assert market["SYN01"]["time"][0] == np.datetime64("2022-01-01T00:00")


def test_tags_find_the_regimes_of_a_synthetic_market():
    table = bm.synth(bars=4000)["SYN01"]
    assert len(bm.tag(table, bar="1h")) == 4000


def test_nothing_knows_the_future(config):
    found = bm.causality(config, cuts=4)
    assert found.clean and "nothing here knows the future" in repr(found)


def test_what_depends_on_more_than_its_bars_is_found(table):
    calls = []

    class Remembers(bm.Strategy):
        def on_bar(self, ctx, symbol):
            calls.append(ctx.step)  # of all runs together
            ctx.target_weight(symbol, 0.5 if len(calls) % 7 < 3 else 0.0)

    class Honest(bm.Strategy):
        def on_bar(self, ctx, symbol):
            history = ctx.history(symbol, last=10)
            ctx.target_weight(symbol, 0.5 if history[-1] > history[0] else 0.0)

    by_bar = {"data": {"bar": "1h"}}
    assert bm.causality(by_bar, data=table, symbol="A", strategy=Honest(), cuts=4).clean
    found = bm.causality(by_bar, data=table, symbol="A", strategy=Remembers(), cuts=4)
    assert not found.clean and found.found


def test_what_a_strategy_raises_there_is_the_cause(table):
    class Fails(bm.Strategy):
        def on_bar(self, ctx, symbol):
            raise KeyError("here")

    with pytest.raises(bm.PluginError, match="step 0") as caught:
        bm.causality({"data": {"bar": "1h"}}, data=table, symbol="A", strategy=Fails(), cuts=2)
    assert isinstance(caught.value.__cause__, KeyError)
