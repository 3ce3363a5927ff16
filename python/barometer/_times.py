# SPDX-License-Identifier: Apache-2.0
"""Times of single bars, as the engine has them."""

from __future__ import annotations

import datetime
import sys
from typing import Any

import numpy as np

Time = int | datetime.datetime | datetime.date | np.datetime64
"""Nanoseconds since 1970 UTC, or a time of Python, NumPy or pandas; without a zone it is UTC."""

EPOCH = datetime.datetime(1970, 1, 1)
MIDNIGHT = datetime.time()
MICROSECOND = datetime.timedelta(microseconds=1)
REACH = range(-(2**63) + 1, 2**63)  # ns that a time may be


def stamp_ns(time: Any, dated: bool) -> int:
    """The time as ns since 1970 UTC. Of a bar that is a session's day (``dated``) a midnight of any
    zone is the session's date, whose stamp is midnight UTC."""
    if isinstance(time, (int, np.integer)) and not isinstance(time, bool):
        return int(time)
    if isinstance(time, np.datetime64):
        return _of_numpy(time)
    if not isinstance(time, datetime.date):
        raise TypeError("a bar's time: expected ns since 1970 as an int, a datetime, a "
                        f"numpy.datetime64 or a pandas.Timestamp, found {type(time).__name__}")
    if time != time:  # pandas' NaT
        raise ValueError("a bar's time: expected a time, found NaT")
    if not isinstance(time, datetime.datetime):
        time = datetime.datetime.combine(time, MIDNIGHT)
    if time.tzinfo is not None:
        is_date = dated and time.time() == MIDNIGHT and not getattr(time, "nanosecond", 0)
        time = (time if is_date else time.astimezone(datetime.UTC)).replace(tzinfo=None)
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(time, pandas.Timestamp):
        return _of_numpy(time.to_datetime64())
    return _within((time - EPOCH) // MICROSECOND * 1000, time)


def _of_numpy(time: np.datetime64) -> int:
    if np.isnat(time):
        raise ValueError("a bar's time: expected a time, found NaT")
    unit, count = np.datetime_data(time.dtype)
    if unit in ("ps", "fs", "as"):
        raise ValueError(f"a bar's time: expected ns at the finest, found {unit}")
    if unit in ("Y", "M"):
        time, unit, count = time.astype("M8[D]"), "D", 1
    ticks = {"W": 604_800 * 10**9, "D": 86_400 * 10**9, "h": 3_600 * 10**9, "m": 60 * 10**9,
             "s": 10**9, "ms": 10**6, "us": 1_000, "ns": 1}[unit]
    return _within(int(time.astype(np.int64)) * ticks * count, time)


def _within(time_ns: int, time: Any) -> int:
    if time_ns not in REACH:
        raise ValueError(f"a bar's time: {time} is outside of 1677-09-21 to 2262-04-11")
    return time_ns
