# SPDX-License-Identifier: Apache-2.0
"""The ten numbers of the Python module ``ml-common.regime``, for models that were trained on them.

Labels, durations and percentiles are equal to that module's, the other numbers to 1e-5, with all
its quirks (docs/regime_plugins.md). Each function takes what lies behind the bar that is asked for,
192 closes at the least, and says the numbers of the last one; :func:`features` says those of every
bar at once, which is hundreds of times quicker than asking bar by bar.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from barometer import _engine
from barometer._table import Table

__all__ = ["HISTORY", "NAMES", "extract_time_features", "extract_trend_features",
           "extract_volatility_features", "features"]

HISTORY = 192
"""Closes that the module looks at."""
VOLATILITY = ("volatility", "volatility_percentile", "volatility_duration", "volatility_stability")
TREND = ("trend", "trend_strength", "trend_duration", "trend_acceleration")
TIME = ("session", "weekday")
NAMES = (*VOLATILITY, *TREND, *TIME)
"""The ten numbers, in the order of the columns of :func:`features`."""
TREND_SHIFT = 2  # labels are counted from strong_down, the module's numbers from -2
HOUR = 3_600_000_000_000
DAYS = 7
CONFIG = """
data: {source: table, bar: 1h, venue: 24x7, time: {column: time, stamp: close}, columns: {volume: none}}
regime: {plugin: ml_common_regime}
"""

Array = np.ndarray[Any, Any]


def _tags(closes: Array, times: Array) -> Table:
    builder = _engine.FrameBuilder(len(closes))
    builder.add_times("time", np.ascontiguousarray(times), "tsn:UTC")
    for name in ("open", "high", "low", "close"):
        builder.add_numbers(name, closes)
    plan = _engine.plan_of(_engine.config_source("ml_common", CONFIG))
    market = _engine.market_of(plan, [("bars", "closes", builder.finish().stream())], 1, None)
    return Table(_engine.tag(plan, market, 1, None).frame("bars"))


def _number(tags: Table, name: str) -> Array:
    if tags._frame.kind(name) != "category":
        return tags[name].astype(np.float64)
    codes = tags.codes(name).astype(np.float64)
    return np.where(codes < 0, np.nan, codes - (TREND_SHIFT if name == "trend" else 0))


def features(closes: Any, times: Any = None) -> Array:
    """All ten numbers of every bar: an array of shape (bars, 10), float64, columns as in
    ``NAMES``; NaN while fewer than 192 closes are known.

    closes  prices, one an hour, > 0
    times   when each bar closed, UTC: datetime64, or ns since 1970; hours from 1970 on where
            nothing is said, which matters for the last two numbers alone

    >>> import numpy as np
    >>> closes = 100 * np.exp(np.cumsum(np.random.default_rng(1).normal(0, 0.01, 300)))
    >>> features(closes).shape
    (300, 10)
    """
    prices = np.ascontiguousarray(closes, dtype=np.float64)
    stamps = _stamps(times, len(prices))
    tags = _tags(prices, stamps)
    return np.column_stack([*(_number(tags, name) for name in (*VOLATILITY, *TREND)),
                            *_clock(stamps)])


def _stamps(times: Any, bars: int) -> Array:
    if times is None:
        return np.arange(1, bars + 1, dtype=np.int64) * HOUR
    stamps = np.asarray(times)
    if stamps.dtype.kind == "M":
        stamps = stamps.astype("M8[ns]").view(np.int64)
    return np.ascontiguousarray(stamps, dtype=np.int64)


def _clock(stamps: Array) -> tuple[Array, Array]:
    """Session 0..3 by the UTC hour, from 0, 8, 16 and 22; weekday 0, 1/7, ... 6/7 from Monday."""
    hours = stamps // HOUR
    session = np.digitize(hours % 24, [8, 16, 22]).astype(np.float64)
    return session, ((hours // 24 + 3) % DAYS) / DAYS


def extract_volatility_features(closes: Any) -> Array:
    """Label 0..3, percentile 0..100, duration in bars and stability 0..1 of the last close."""
    return features(np.asarray(closes)[-HISTORY:])[-1, :4]


def extract_trend_features(closes: Any) -> Array:
    """Label -2..2, strength 0..1, duration in bars and acceleration of the last close."""
    return features(np.asarray(closes)[-HISTORY:])[-1, 4:8]


def extract_time_features(time: Any) -> Array:
    """Session 0..3 and weekday 0, 1/7, ... 6/7 of a time, UTC: datetime64, or ns since 1970."""
    return np.concatenate(_clock(_stamps(np.atleast_1d(np.asarray(time)), 1)))
