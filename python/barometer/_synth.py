# SPDX-License-Identifier: Apache-2.0
"""Markets whose regimes are known."""

from __future__ import annotations

import numpy as np

from barometer import _engine
from barometer._table import Table

__all__ = ["synth"]

TRUTH = ["calm", "normal", "turbulent"]


def synth(*, symbols: int = 1, bars: int = 17_520, bar: str = "1h",
          seed: int = 1) -> dict[str, Table]:
    """A seeded market that switches between three regimes, as ``data.source: synthetic`` has it.

    Returns a table for each symbol: time (the bar's open, UTC), open, high, low, close, volume and
    truth, the regime that each bar was drawn from.

    >>> import barometer as bm
    >>> market = bm.synth(symbols=2, bars=1000)
    >>> list(market), len(market["SYN01"]), market["SYN01"].labels("truth")
    (['SYN01', 'SYN02'], 1000, ['calm', 'normal', 'turbulent'])
    """
    overrides = [f"data.synthetic.symbols={symbols}", f"data.synthetic.bars={bars}",
                 f"data.synthetic.seed={seed}", f"data.bar={bar}"]
    text = "data: {source: synthetic}\nstrategy: {plugin: buy_and_hold}\n"
    plan = _engine.plan_of(_engine.config_source("synth", text, overrides=overrides))
    market = _engine.load_market(plan, 0, None)
    return {symbol: _table(market, symbol) for symbol in market.symbols}


def _table(market: _engine.Market, symbol: str) -> Table:
    columns = market.bars(symbol)
    closes = columns.pop("close_time")
    builder = _engine.FrameBuilder(len(closes))
    builder.add_times("time", closes - market.bar_ns, "tsn:UTC")
    for name, values in columns.items():
        builder.add_numbers(name, np.ascontiguousarray(values))
    builder.add_categories("truth", np.asarray(market.truth(symbol), dtype=np.int32), TRUTH)
    return Table(builder.finish())
