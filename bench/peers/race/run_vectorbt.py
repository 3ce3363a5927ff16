# SPDX-License-Identifier: Apache-2.0
"""The rule of bars.py in vectorbt: whole columns, compiled by numba."""
import numpy
import vectorbt

from bars import CASH, FAST, ROUNDING, SLOW, main, read_frame


def run(frame):
    close = frame["close"]
    fast, slow = (vectorbt.MA.run(close, window).ma for window in (FAST, SLOW))
    least = ROUNDING * slow
    entries, exits = ((fast - slow > least), (slow - fast > least))
    account = vectorbt.Portfolio.from_signals(
        close, entries.shift(1, fill_value=False), exits.shift(1, fill_value=False),
        price=frame["open"], size=numpy.inf, init_cash=CASH, freq="1h")
    return int(account.orders.count()), float(account.final_value())


main("vectorbt", read_frame, run)
