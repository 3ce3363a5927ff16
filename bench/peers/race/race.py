#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Barometer beside other engines on the same work: the rule of bars.py on seeded walks and on the
ten coins of BAROMETER_DATA.

  bench/peers/race/race.py BUILD_DIR ENVIRONMENTS [BARS...]

A walk's bars open where the one before closed, so that engines that size or fill at the close, as
some can do no other, have the prices of those that wait for the open; on the coins they have not.
Each coin is an account of its own; equities are added. `loop` is the engine's own run, from data in
memory to its result, `process` the whole process with reading, and for Barometer with everything
that a run writes. Medians of three processes, of one where that takes longer than SLOW seconds; each
peer has been started before, so that what it compiles for good is there. Slow peers are not run on
files of a million bars, and the table says so.
"""
import datetime
import json
import math
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[2] / "tests" / "oracles")]
import machine  # noqa: E402
import market  # noqa: E402  the same config that fills are compared by

from bars import CASH, FAST, SLOW as SLOW_BARS  # noqa: E402

WALKS = (20_000, 100_000, 1_000_000)
REPEATS = 3
SLOW = 20  # seconds
START_MS = 1_262_304_000_000
HOUR_MS = 3_600_000

# peer: the most bars that it is given, and what its run does otherwise than Barometer's.
PEERS = {
    "vectorbt": (1_000_000, ""),
    "backtesting": (1_000_000, ""),
    "regimeflow": (100_000, "fills at the close; loop reads the file"),
    "lrvx": (100_000, "sized at the close"),
    "akquant": (100_000, "sized at the close, so that a gap may reject"),
    "nautilus_trader": (100_000, "fills at the close"),
    "backtrader": (100_000, ""),
}


def write_walk(path, bars):
    """Hourly bars of a seeded walk without drift, four decimals."""
    chance = random.Random(7)
    price = 100.0
    with path.open("w") as out:
        out.write("timestamp,open,high,low,close,volume\n")
        for i in range(bars):
            close = round(price * math.exp(chance.gauss(0, 0.004)), 4)
            high = round(max(price, close) * (1 + abs(chance.gauss(0, 0.001))), 4)
            low = round(min(price, close) * (1 - abs(chance.gauss(0, 0.001))), 4)
            out.write(f"{START_MS + i * HOUR_MS},{price},{high},{low},{close},1000\n")
            price = close


def write_dated(source, target):
    """The same file with dates in words, which is all that RegimeFlow reads."""
    with source.open() as rows, target.open("w") as out:
        out.write(next(rows))
        for row in rows:
            stamp, rest = row.split(",", 1)
            moment = datetime.datetime.fromtimestamp(int(stamp) / 1000, datetime.timezone.utc)
            out.write(f"{moment:%Y-%m-%d %H:%M:%S},{rest}")


def timed(command, **options):
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, **options)
    return done, time.perf_counter() - begin


def run_barometer(program, files, folder):
    """A process for each file."""
    total = {"loop_seconds": 0.0, "fills": 0, "equity": 0.0}
    seconds = 0.0
    for file in files:
        config = folder / "run.yaml"
        config.write_text(market.CONFIG.format(
            folder=file.parent, symbol=file.stem, bar="1h",
            time="{column: timestamp, format: epoch_ms, zone: UTC, stamp: open}",
            plugin="sma_cross", params=f"{{fast: {FAST}, slow: {SLOW_BARS}, weight: 1}}",
            broker=f"{{cash: {CASH}}}"))
        done, spent = timed([program, "run", config, "--quiet", "--out", folder / "run"])
        if done.returncode != 0:
            return None, done.stderr.strip()
        run = json.loads((folder / "run" / "run.json").read_text())
        subprocess.run(["rm", "-r", folder / "run"], check=True)
        total["version"] = run["build"]["version"]
        total["loop_seconds"] += run["latency"]["loop_seconds"]
        total["fills"] += run["orders"]["filled"]
        total["equity"] += run["metrics"]["end_equity"]
        seconds += spent
    return (total, seconds), ""


def run_peer(environment, peer, files):
    done, seconds = timed([environment / "bin" / "python", "-B", HERE / f"run_{peer}.py", *files])
    if done.returncode != 0:
        return None, (done.stderr.strip().splitlines() or ["no message"])[-1]
    return (json.loads(done.stdout.splitlines()[-1]), seconds), ""


def start_once(environments, folder):
    file = folder / "first.csv"
    write_walk(file, 1_000)
    write_dated(file, folder / "dated_first.csv")
    for peer in PEERS:
        if (environments / peer / "installed").exists():
            run_peer(environments / peer, peer,
                     [folder / "dated_first.csv" if peer == "regimeflow" else file])


def repeated(run):
    """Of several processes: results of the first, medians of the times."""
    runs = []
    while len(runs) < REPEATS:
        found, why = run()
        if found is None:
            return None, why
        runs.append(found)
        if found[1] > SLOW:
            break
    loop = statistics.median(result["loop_seconds"] for result, _ in runs)
    return ({**runs[0][0], "loop_seconds": loop}, statistics.median(spent for _, spent in runs)), ""


def say(engine, bars, found, why, base, note=""):
    """A row of the table; `base` is Barometer's own."""
    if found is None:
        print(f"  {engine:24} {why}", flush=True)
        return
    result, seconds = found
    loop = result["loop_seconds"]
    times = f"{loop / base[0]['loop_seconds']:8.1f}x {seconds / base[1]:8.1f}x"
    print(f"  {engine + ' ' + result['version']:24} {1e3 * loop:11,.1f} {1e9 * loop / bars:10,.0f} "
          f"{1e3 * seconds:11,.0f} {times} {result['fills']:8,} {result['equity']:16,.4f}  {note}",
          flush=True)


def race(name, files, bars, program, environments, folder):
    print(f"\n{name}: {bars:,} bars\n  {'engine':24} {'loop ms':>11} {'ns a bar':>10} "
          f"{'process ms':>11} {'loop':>9} {'process':>9} {'fills':>8} {'final equity':>16}", flush=True)
    base, why = repeated(lambda: run_barometer(program, files, folder))
    say("Barometer", bars, base, why, base)
    if base is None:
        sys.exit(1)
    dated = [folder / f"dated_{file.name}" for file in files]
    for source, target in zip(files, dated):
        write_dated(source, target)
    for peer, (most, note) in PEERS.items():
        longest = bars / len(files)
        if not (environments / peer / "installed").exists():
            say(peer, bars, None, "is not installed", base)
        elif longest > most:
            say(peer, bars, None, f"is not run on more than {most:,} bars a file: it would take long",
                base)
        else:
            given = dated if peer == "regimeflow" else files
            found, why = repeated(lambda: run_peer(environments / peer, peer, given))
            say(peer, bars, found, f"failed: {why}", base, note)


def main():
    program = pathlib.Path(sys.argv[1]).resolve() / "barometer"
    environments = pathlib.Path(sys.argv[2]).resolve()
    walks = [int(bars) for bars in sys.argv[3:]] or WALKS
    os.environ.setdefault("BAROMETER_PLUGIN_PATH", str(program.parent / "plugins"))
    print(f"SMA {FAST}/{SLOW_BARS}, all-in, no costs, next open; {machine.name()}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        start_once(environments, folder)
        for bars in walks:
            walk = folder / f"walk_{bars}.csv"
            write_walk(walk, bars)
            race("seeded walk", [walk], bars, program, environments, folder)
        coins = sorted((market.ROOT / "crypto_1h").glob("*.csv"))
        if not coins:
            print("\nten coins: left out, there are no market data (set BAROMETER_DATA)")
            return
        bars = sum(coin.read_bytes().count(b"\n") - 1 for coin in coins)
        race(f"{len(coins)} coins, an account each", coins, bars, program, environments, folder)


if __name__ == "__main__":
    main()
