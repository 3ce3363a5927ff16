#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the figures of price_indicators_test.cpp, evaluated from the printed formulas.

Every figure is worked out anew from the whole history (no running state) in exact fractions, and
rounded once at the end; square roots in 50 digits. Needs nothing but Python's own library.
"""

from decimal import Decimal, getcontext
from fractions import Fraction as F

getcontext().prec = 50

# The bars of Tulip Indicators' regression vectors, as in the test.
HIGH = "82.15 81.89 83.03 83.30 83.85 83.90 83.33 84.30 84.84 85.00 85.90 86.58 86.98 88.00 87.87"
LOW = "81.29 80.64 81.31 82.65 83.07 83.11 82.49 82.30 84.15 84.11 84.03 85.39 85.76 87.17 87.01"
CLOSE = "81.59 81.06 82.87 83.00 83.61 83.15 82.84 83.99 84.55 84.36 85.53 86.54 86.89 87.77 87.29"
VOLUME = "5653100 6447400 7690900 3831400 4455100 3798000 3936200 4732000 4841300 3915300 6830800 " \
         "6694100 5293600 7985800 4807900"
high, low, close, volume = ([F(x) for x in s.split()] for s in (HIGH, LOW, CLOSE, VOLUME))
N = len(close)


def smoothed(values, n, weight):
    """Mean of the first n, then each new value with its weight written out as a power."""
    start = sum(values[:n]) / n
    rest = values[n:]
    keep = 1 - weight
    return keep ** len(rest) * start + sum(weight * keep ** (len(rest) - 1 - i) * v
                                           for i, v in enumerate(rest))


def ema(values, n):
    return smoothed(values, n, F(2, n + 1))


def wilder(values, n):
    return smoothed(values, n, F(1, n))


def true_range(t):
    if t == 0:
        return high[0] - low[0]
    return max(high[t] - low[t], abs(high[t] - close[t - 1]), abs(low[t] - close[t - 1]))


def root(value):
    return F((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


def wma(t, n):
    return sum((k + 1) * close[t - n + 1 + k] for k in range(n)) / F(n * (n + 1), 2)


def macd(t, fast, slow, signal):
    line = [ema(close[:s + 1], fast) - ema(close[:s + 1], slow) for s in range(slow - 1, t + 1)]
    return line[-1], ema(line, signal)


def bollinger(t, n, width):
    window = close[t - n + 1:t + 1]
    mean = sum(window) / n
    deviation = root(sum((x - mean) ** 2 for x in window) / n)
    return mean, mean + width * deviation, mean - width * deviation


def directional(t, n):
    up, down = [], []
    for s in range(1, t + 1):
        rise, fall = high[s] - high[s - 1], low[s - 1] - low[s]
        up.append(rise if rise > fall and rise > 0 else F(0))
        down.append(fall if fall > rise and fall > 0 else F(0))
    span = wilder([true_range(s) for s in range(1, t + 1)], n)
    return 100 * wilder(up, n) / span, 100 * wilder(down, n) / span


def adx(t, n):
    dx = []
    for s in range(n, t + 1):
        plus, minus = directional(s, n)
        dx.append(100 * abs(plus - minus) / (plus + minus))
    return wilder(dx, n), *directional(t, n)


def keltner(t, n, m, width):
    middle = ema(close[:t + 1], n)
    span = wilder([true_range(s) for s in range(t + 1)], m)
    return middle, middle + width * span, middle - width * span


def vwap(t, length):
    bars = range(t - t % length, t + 1)
    return sum(volume[s] * (high[s] + low[s] + close[s]) / 3 for s in bars) / sum(
        volume[s] for s in bars)


def obv(t):
    return sum((1 if close[s] > close[s - 1] else -1) * volume[s] for s in range(1, t + 1))


def show(name, rows):
    print(name)
    for row in rows:
        row = row if isinstance(row, tuple) else (row,)
        print("  {" + ", ".join(f"{float(x):.12f}" for x in row) + "},")


show("Wma(5)", [wma(t, 5) for t in range(4, N)])
show("Macd(2, 5, 3): line, signal", [macd(t, 2, 5, 3) for t in range(6, N)])
show("Bollinger(5, 2): middle, upper, lower", [bollinger(t, 5, 2) for t in range(4, N)])
show("Donchian(4): upper, lower", [(max(high[t - 3:t + 1]), min(low[t - 3:t + 1]))
                                   for t in range(3, N)])
show("Adx(4): ADX, DI+, DI-", [adx(t, 4) for t in range(7, N)])
show("Keltner(5, 4, 1.5): middle, upper, lower", [keltner(t, 5, 4, F(3, 2)) for t in range(4, N)])
show("SessionVwap, sessions of 6 bars", [vwap(t, 6) for t in range(N)])
show("Obv", [obv(t) for t in range(N)])
