# SPDX-License-Identifier: Apache-2.0
"""A grid of crossing averages in vectorbt, for study_peers.py; compiled by numba, one thread.

  vectorbt_grid.py SPECIFICATION

The specification is JSON: files of bars, windows, bars a year's `freq`, columns a chunk, times. Of
each time it prints the seconds, those of the processor, the trials, over them the sum of closed trades and the mean total
return, and vectorbt's version. Bars are in memory; averages, signals, portfolios and three metrics
are timed. All pairs of a chunk are columns of one portfolio: the fastest of the sizes tried.
"""
import json
import pathlib
import sys
import time

import numpy
import pandas
import vectorbt

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "race"))
from bars import ROUNDING, read_frame  # noqa: E402

CASH = 100_000.0
FEES = 0.001


def moved_on(signals):
    """Decided at a close, done at the next open."""
    moved = numpy.zeros_like(signals)
    moved[1:] = signals[:-1]
    return moved


def crossings(averages, pairs):
    """(entries, exits), a column for each pair."""
    fast = numpy.column_stack([averages[pair[0]] for pair in pairs])
    slow = numpy.column_stack([averages[pair[1]] for pair in pairs])
    least = ROUNDING * slow
    return moved_on(fast - slow > least), moved_on(slow - fast > least)


def one_symbol(frame, pairs, averages, freq):
    """All of the account while the fast average is above the slow one."""
    entries, exits = crossings(averages[0], pairs)
    return vectorbt.Portfolio.from_signals(
        frame["close"], entries, exits, price=frame["open"], size=numpy.inf, fees=FEES,
        init_cash=CASH, freq=freq)


def shared_cash(closes, opens, pairs, averages, freq):
    """Each symbol its share of the equity of the moment of entry; an account for each pair."""
    share = 1 / len(averages)
    sizes = []
    for per_pair in pairs:
        for of_symbol in averages:
            entries, exits = (column[:, 0] for column in crossings(of_symbol, [per_pair]))
            side = numpy.where(entries, share, numpy.where(exits, 0.0, numpy.nan))
            held = pandas.Series(side).ffill().fillna(0.0).to_numpy()
            before = numpy.r_[0.0, held[:-1]]
            sizes.append(numpy.where(held != before, held, numpy.nan))
    count = len(pairs)
    return vectorbt.Portfolio.from_orders(
        pandas.concat([closes] * count, axis=1, ignore_index=True), numpy.column_stack(sizes),
        size_type="targetpercent", price=numpy.tile(opens.to_numpy(), (1, count)), fees=FEES,
        init_cash=CASH, group_by=numpy.repeat(numpy.arange(count), len(averages)),
        cash_sharing=True, call_seq="auto", freq=freq)


def run(frames, fasts, slows, freq, chunk):
    closes = pandas.concat([frame["close"] for frame in frames], axis=1, ignore_index=True)
    opens = pandas.concat([frame["open"] for frame in frames], axis=1, ignore_index=True)
    windows = sorted({*fasts, *slows})
    table = vectorbt.MA.run(closes, windows).ma.to_numpy()  # a column per window and symbol
    averages = [{window: table[:, i * len(frames) + symbol] for i, window in enumerate(windows)}
                for symbol in range(len(frames))]
    pairs = [(fast, slow) for fast in fasts for slow in slows]
    accounts, gained = [], 0.0
    for begin in range(0, len(pairs), chunk):
        part = pairs[begin:begin + chunk]
        account = (one_symbol(frames[0], part, averages, freq) if len(frames) == 1
                   else shared_cash(closes, opens, part, averages, freq))
        gained += account.total_return().sum()
        account.sharpe_ratio()
        account.max_drawdown()
        accounts.append(account)
    return len(pairs), gained, accounts


def main():
    asked = json.loads(sys.argv[1])
    frames = [read_frame(file) for file in asked["files"]]
    fasts, slows, freq, chunk = (asked[key] for key in ("fasts", "slows", "freq", "chunk"))
    run([frame.iloc[:500] for frame in frames], fasts[:2], slows[:2], freq, chunk)  # compiles
    for _ in range(asked["times"]):
        begin, worked = time.perf_counter(), time.process_time()
        trials, gained, accounts = run(frames, fasts, slows, freq, chunk)
        seconds, cpu = time.perf_counter() - begin, time.process_time() - worked
        trades = sum(int(account.trades.closed.count().sum()) for account in accounts)
        print(f"{seconds:.6f} {cpu:.6f} {trials} {trades} {gained / trials:.10f} {vectorbt.__version__}")


main()
