#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the CSV files of this folder: timings shaped like a "regression" that was none.

The first call of a process costs 147.552 ms, every later one 0.082 ms. The numbers are drawn from a
fixed seed with nothing but random.random(), so that every Python writes the same bytes."""

import argparse
import pathlib
import random

COLD_MS = 147.552
STEADY_MS = 0.082
PROCESSES = 10
PROCESS_SPREAD = 0.01  # standard deviation of a process's level
CALL_SPREAD = 0.03     # standard deviation of a call


def bell(rng):
    """Close to standard normal: the sum of twelve uniforms less six."""
    return sum(rng.random() for _ in range(12)) - 6


def process(rng, calls, factor):
    level = STEADY_MS * factor * (1 + PROCESS_SPREAD * bell(rng))
    times = [level * (1 + CALL_SPREAD * bell(rng)) for _ in range(calls)]
    times[0] = COLD_MS * (1 + PROCESS_SPREAD * bell(rng))
    return times


def write(path, columns):
    lines = [",".join(f"process_{i + 1}" for i in range(len(columns)))]
    lines += [",".join(f"{time:.5f}" for time in row) for row in zip(*columns)]
    path.write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    folder = parser.parse_args().folder
    rng = random.Random(147552)
    write(folder / "before.csv", [process(rng, 164, 1.0) for _ in range(PROCESSES)])
    write(folder / "after.csv", [process(rng, 32, 1.0) for _ in range(PROCESSES)])
    write(folder / "after_slower.csv", [process(rng, 32, 1.1) for _ in range(PROCESSES)])
    one = process(rng, 32, 1.0)
    middle = sorted(one[1:])[15]
    write(folder / "one_process.csv", [[COLD_MS] + [time * STEADY_MS / middle for time in one[1:]]])


if __name__ == "__main__":
    main()
