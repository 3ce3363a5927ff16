# SPDX-License-Identifier: Apache-2.0
"""What every peer of the race shares: its files, the rule in words, and what it prints.

The rule: in, with all of the account, while the mean of the last FAST closes lies above that of the
last SLOW; out while it lies below; as before while they differ by rounding alone. Decided at a
close, filled at the next open, without costs. Each file is an account of its own.
"""
import csv
import itertools
import json
import sys
import time
from importlib.metadata import version

FAST, SLOW = 10, 50
CASH = 100_000.0
ROUNDING = 1e-12  # of the slow average, as the shipped sma_cross has it
COLUMNS = ("open", "high", "low", "close", "volume")


def read_columns(path, rows=None):
    """(milliseconds of the opens, {column: list of floats}), of the first rows or all."""
    with open(path, newline="") as file:
        lines = itertools.islice(csv.reader(file), 1, None if rows is None else rows + 1)
        stamps, *columns = zip(*lines)
    return ([int(stamp) for stamp in stamps],
            {name: [float(cell) for cell in cells] for name, cells in zip(COLUMNS, columns)})


def read_frame(path, rows=None):
    """The same as a frame of pandas, indexed by time."""
    import pandas
    frame = pandas.read_csv(path, nrows=rows)
    frame.index = pandas.to_datetime(frame.pop("timestamp"), unit="ms", utc=True)
    return frame


def side(fast, slow, now):
    """Whether to be in after a close, where `now` says whether one is."""
    return now if abs(fast - slow) <= ROUNDING * slow else fast > slow


def main(package, prepare, run, warm=True):
    """prepare(file, rows) -> what run() takes; run(it) -> (fills, final equity). Where it is to be
    warm, the first rows of the first file are run before: some compile themselves."""
    loop, fills, equity = 0.0, 0, 0.0
    files = sys.argv[1:]
    if warm:
        run(prepare(files[0], 1_000))
    for file in files:
        data = prepare(file, None)
        begin = time.perf_counter()
        count, worth = run(data)
        loop += time.perf_counter() - begin
        fills += count
        equity += worth
    print(json.dumps({"version": version(package), "loop_seconds": loop, "fills": fills,
                      "equity": equity}))
