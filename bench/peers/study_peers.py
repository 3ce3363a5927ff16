#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Grids of crossing averages: Barometer's study beside vectorbt's columns, in one run.

  bench/peers/study_peers.py BUILD_DIR ENVIRONMENTS

The same bars, next open, 10 bps. Barometer's trials are timed with their metrics and their rows in
a run store, vectorbt's with total return, Sharpe ratio and largest fall; both from bars in memory,
one thread each, numba warm. Processes alternate, so that a machine that drifts drifts for both;
medians of the rates and of the ratio of neighbours, by the clock and by the processor's time, which
other programs on the machine disturb less. Closed trades and the mean total return say
that the work is the same.
"""
import json
import os
import pathlib
import random
import math
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import machine  # noqa: E402

ROUNDS = 3  # processes of each, two times a process
START_MS = 1_262_304_000_000
ONE_THREAD = {"NUMBA_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

CONFIG = """data:
  source: csv
  path: {folder}/{{symbol}}.csv
  symbols: [{symbols}]
  bar: {bar}
  venue: 24x7
  time: {{column: timestamp, format: epoch_ms, zone: UTC, stamp: open}}
strategy: {{plugin: sma_cross}}
broker: {{cash: 100000, commission: 10bps, margin: scale}}
study:
  over: {{strategy.params.fast: {fasts}, strategy.params.slow: {slows}}}
"""

# name: symbols, bars, their size in ms and words, fast and slow windows, vectorbt's chunk
GRIDS = {
    "10,000 pairs, 1 symbol x 1,000 bars":
        (1, 1_000, 86_400_000, "1d", list(range(1, 101)), list(range(101, 201)), 500),
    "20 pairs, 10 symbols x 45,000 bars":
        (10, 45_000, 3_600_000, "1h", [5, 10, 20, 30], [50, 75, 100, 150, 200], 20),
}


def write_walk(file, bars, step, seed):
    """Bars of a seeded walk without drift, which open where the one before closed."""
    chance = random.Random(seed)
    price = 100.0
    with file.open("w") as out:
        out.write("timestamp,open,high,low,close,volume\n")
        for i in range(bars):
            close = round(price * math.exp(chance.gauss(0, 0.004)), 4)
            high, low = round(max(price, close) * 1.001, 4), round(min(price, close) * 0.999, 4)
            out.write(f"{START_MS + i * step},{price},{high},{low},{close},1000\n")
            price = close


def runs_of(command, environment):
    """[seconds, of the processor, trials, closed trades, mean total return, ...] of each time."""
    said = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          env={**os.environ, **environment})
    if said.returncode != 0:
        sys.exit(f"{command[0]}: {said.stderr.strip().splitlines()[-1:]}")
    return [line.split() for line in said.stdout.splitlines()]


def rates(runs):
    """Trials a second of a process by the clock and by the processor, each its best time."""
    return [max(float(run[2]) / float(run[clock]) for run in runs) for clock in (0, 1)]


def say(name, of_process, last):
    wall, cpu = (statistics.median(column) for column in zip(*of_process))
    print(f"  {name:18} {wall:12,.1f} {cpu:12,.1f} {float(last[3]):12,.0f} {float(last[4]):14.8f}",
          flush=True)


def compare(title, grid, build, python, folder):
    symbols, bars, step, bar, fasts, slows, chunk = grid
    files = [folder / f"S{i}.csv" for i in range(symbols)]
    for seed, file in enumerate(files):
        write_walk(file, bars, step, seed)
    config = folder / "study.yaml"
    config.write_text(CONFIG.format(folder=folder, symbols=", ".join(file.stem for file in files),
                                    bar=bar, fasts=fasts, slows=slows))
    asked = json.dumps({"files": [str(file) for file in files], "fasts": fasts, "slows": slows,
                        "freq": bar, "chunk": chunk, "times": 2})
    ours, theirs = [], []
    for _ in range(ROUNDS):
        mine = runs_of([build / "bench/study/study_rate", config, 2], {})
        peer = runs_of([python, "-B", HERE / "vectorbt_grid.py", asked], ONE_THREAD)
        ours.append(rates(mine))
        theirs.append(rates(peer))
    print(f"\n{title}\n  {'trials a second':18} {'clock':>12} {'processor':>12} {'trades':>12} "
          f"{'mean return':>14}")
    say("Barometer", ours, mine[-1])
    say(f"vectorbt {peer[-1][5]}", theirs, peer[-1])
    wall, cpu = (statistics.median(a[clock] / b[clock] for a, b in zip(ours, theirs))
                 for clock in (0, 1))
    print(f"  Barometer runs {wall:.1f} times as many by the clock, {cpu:.1f} by the processor",
          flush=True)
    return min(wall, cpu) > 1


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    python = pathlib.Path(sys.argv[2]).resolve() / "vectorbt" / "bin" / "python"
    if not python.exists():
        print("studies beside vectorbt: left out, vectorbt is not installed")
        return
    os.environ.setdefault("BAROMETER_PLUGIN_PATH", str(build / "plugins"))
    print(f"studies beside vectorbt, one thread each, on {machine.name()}")
    with tempfile.TemporaryDirectory() as folder:
        ahead = [compare(title, grid, build, python, pathlib.Path(folder))
                 for title, grid in GRIDS.items()]
    sys.exit(0 if all(ahead) else 1)


main()
