#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The ten numbers of `ml_common_regime`, the Python way and the C++ way, on one series.

  bench/peers/ml_common_regime.py BUILD_DIR [BARS]

The Python way is that of the module which the plug-in stands in for: numba, already compiled, called
bar by bar with the trailing 192 closes and computing everything from them. Own code, written from
docs/regime_plugins.md. The C++ way is the plug-in through its slots, one bar a call. Both tag the
same closes in the same run; their numbers are compared before any time is printed.
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time

import numba
import numpy as np

HISTORY = 192
DAY = 24
REPEATS = 3
HOUR_NS = 3_600_000_000_000

jit = numba.njit(cache=False)


@jit
def volatility_id(volatility):
    if volatility < 0.015:
        return 0
    if volatility < 0.03:
        return 1
    return 2 if volatility < 0.05 else 3


@jit
def window_volatility(returns, end):
    """Of the 24 returns before index `end`; 0 for the empty slice that end = 0 stands for."""
    total = 0.0
    for i in range(max(0, end - DAY), end):
        total += returns[i] * returns[i]
    return math.sqrt(total)


@jit
def slope(prices):
    n = prices.shape[0]
    middle = (n - 1) / 2
    over = 0.0
    under = 0.0
    for i in range(n):
        over += (i - middle) * (prices[i] - prices[0])
        under += (i - middle) ** 2
    return over / under


@jit
def trend_id(prices):
    change = (prices[-1] - prices[0]) / prices[0]
    if abs(change) < 0.02:
        return 0
    if change > 0:
        return 2 if change > 0.05 and slope(prices) > 0 else 1
    return -2 if change < -0.05 and slope(prices) < 0 else -1


@jit
def trend_strength(prices):
    rise = slope(prices)
    mean = prices.mean()
    error = 0.0
    total = 0.0
    for i in range(prices.shape[0]):
        error += (prices[i] - prices[0] - rise * i) ** 2
        total += (prices[i] - mean) ** 2
    return min(1.0, max(0.0, 1 - error / total)) if total > 0 else 0.0


@jit
def percentile(returns, now):
    below = 1 if now > 0 else 0
    for j in range(1, 25):
        below += window_volatility(returns, returns.shape[0] - 6 * j) < now
    return below / 25 * 100


@jit
def volatility_duration(returns, now):
    n = returns.shape[0]
    most = min(n - DAY, 168)
    for k in range(1, most):
        if volatility_id(window_volatility(returns, n - k)) != now:
            return k
    return most


@jit
def volatility_stability(returns, now):
    same = 0
    last = now
    for back in range(6, 72, 6):
        past = volatility_id(window_volatility(returns, returns.shape[0] - back))
        same += past == last
        last = past
    return same / 11


@jit
def trend_duration(closes, now):
    n = closes.shape[0]
    most = min(n - DAY, 72)
    for k in range(1, most):
        if trend_id(closes[n - k - DAY:n - k]) != now:
            return k - 1
    return most - 1


@jit
def ten_numbers(closes, close_time_ns):
    returns = np.diff(np.log(closes))
    now = window_volatility(returns, returns.shape[0])
    volatility = volatility_id(now)
    last_day = closes[-DAY:]
    trend = trend_id(last_day)
    hours = close_time_ns // HOUR_NS
    hour = hours % 24
    session = 0 if hour < 8 else 1 if hour < 16 else 2 if hour < 22 else 3
    return (float(volatility), percentile(returns, now),
            float(volatility_duration(returns, volatility)),
            volatility_stability(returns, volatility), float(trend), trend_strength(last_day),
            float(trend_duration(closes, trend)), slope(closes[-DAY // 2:]) - slope(last_day),
            float(session), ((hours // 24 + 3) % 7) / 7)


def series(bars):
    """A random walk whose hourly volatility switches between 0.2 % and 1 %, seeded."""
    random = np.random.default_rng(7)
    wild = np.cumsum(random.random(bars) < 0.01) % 2
    return 30_000 * np.exp(np.cumsum(random.standard_normal(bars) * np.where(wild, 0.01, 0.002)))


def python_way(closes):
    """(rows of ten numbers from bar 191 on, nanoseconds a bar)"""
    rows = []
    begin = time.process_time_ns()
    for t in range(HISTORY - 1, len(closes)):
        rows.append(ten_numbers(closes[t - HISTORY + 1:t + 1], (t + 1) * HOUR_NS))
    return np.array(rows), (time.process_time_ns() - begin) / len(rows)


def cpp_way(program, closes):
    with tempfile.TemporaryDirectory() as folder:
        closes_file = pathlib.Path(folder) / "closes"
        tags_file = pathlib.Path(folder) / "tags"
        closes.tofile(closes_file)
        result = json.loads(subprocess.run([program, closes_file, tags_file], check=True,
                                           capture_output=True, text=True).stdout)
        tags = np.fromfile(tags_file, dtype=np.float32).reshape(-1, 10)
    return tags[HISTORY - 1:], result["ns_per_bar"]


def main():
    build = pathlib.Path(sys.argv[1])
    bars = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    closes = series(bars)
    python_way(closes[:HISTORY + 10])  # compiles
    python_ns, cpp_ns = [], []
    for _ in range(REPEATS):
        rows, spent = python_way(closes)
        python_ns.append(spent)
        tags, spent = cpp_way(build / "bench" / "regime_models" / "ml_common_regime_peer", closes)
        cpp_ns.append(spent)
    if not np.allclose(rows, tags, rtol=1e-5, atol=1e-6):
        worst = np.unravel_index(np.argmax(np.abs(rows - tags)), rows.shape)
        sys.exit(f"the two ways differ, most at bar and number {worst}: {rows[worst]} {tags[worst]}")
    python, cpp = np.median(python_ns), np.median(cpp_ns)
    print(f"ten numbers of ml_common_regime, {bars} hourly bars, one thread, CPU time, medians of {REPEATS}")
    print(f"  Python {sys.version.split()[0]}, numba {numba.__version__}, warm {python:12,.0f} ns a bar")
    print(f"  Barometer, one bar a call {cpp:22,.0f} ns a bar")
    print(f"  ratio {python / cpp:42,.0f}; every number agrees")


if __name__ == "__main__":
    main()
