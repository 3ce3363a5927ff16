#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times whole runs of the program: each figure is the median over cold processes.

  bench/whole_run/whole_run.py BUILD_DIR [PROCESSES]

Variants are interleaved (A B C A B C ...), so that a machine that drifts drifts for all of them.
Needs market data at BAROMETER_DATA (default ../shared/data).
"""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

CRYPTO = "configs/crypto_hourly.yaml"

VARIANTS = {
    "ahead, meter off": (CRYPTO, 1, ["run.tagging=ahead", "latency.meter=off"]),
    "ahead, meter full": (CRYPTO, 1, ["run.tagging=ahead", "latency.meter=full"]),
    "in step, meter full": (CRYPTO, 1, ["run.tagging=in_step", "latency.meter=full"]),
    "2 threads, all written": (CRYPTO, 2, ["run.tagging=ahead", "latency.meter=off"]),
    "one coin, meter off": (CRYPTO, 1, ["data.symbols=[BTCUSDT]", "latency.meter=off"]),
}


def start(program, config, threads, settings, folder):
    """Runs one process; returns its run.json with wall seconds and peak memory added."""
    command = [program, "run", config, "--quiet", "--threads", str(threads), "--out", str(folder)]
    for setting in settings:
        command += ["--set", setting]
    begin = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    if status != 0:
        sys.exit(f"{' '.join(command)} failed with status {status}")
    run = json.loads((folder / "run.json").read_text())
    run["process_wall"] = wall
    run["peak_mib"] = usage.ru_maxrss / 1024
    run["written"] = sum(f.stat().st_size for f in folder.iterdir())
    return run


def measure(program, processes):
    """All variants, interleaved; the first round only warms the file cache."""
    runs = {name: [] for name in VARIANTS}
    with tempfile.TemporaryDirectory() as scratch:
        for i in range(processes + 1):
            for name, (config, threads, settings) in VARIANTS.items():
                folder = pathlib.Path(scratch) / "run"
                run = start(program, config, threads, settings, folder)
                shutil.rmtree(folder)
                if i > 0:
                    runs[name].append(run)
    return runs


def median(runs, figure):
    return statistics.median(figure(run) for run in runs)


def line(name, value, unit, spread=""):
    print(f"  {name:<58} {value:>10} {unit:<14} {spread}")


def show(name, runs, figure, unit, digits=1):
    values = sorted(figure(run) for run in runs)
    text = f"{values[0]:.{digits}f} .. {values[-1]:.{digits}f}"
    line(name, f"{statistics.median(values):.{digits}f}", unit, text)


def report(runs):
    loop = lambda run: run["bars"] / run["latency"]["loop_seconds"] / 1e6
    step_ns = lambda run: run["latency"]["loop_seconds"] / run["steps"] * 1e9
    off, full = runs["ahead, meter off"], runs["ahead, meter full"]
    two, one = runs["2 threads, all written"], runs["one coin, meter off"]
    bars, steps = off[0]["bars"], off[0]["steps"]
    print(f"whole runs of {CRYPTO}: {bars:,} bars, {steps:,} steps; cold processes,")
    print(f"median of {len(off)} (smallest .. largest); the machine is shared\n")
    show("loop, ahead, meter off, 1 thread", off, loop, "M bars/s")
    show("loop, in step, full meter, 1 thread", runs["in step, meter full"], loop, "M bars/s")
    cost = [step_ns(f) - step_ns(o) for f, o in zip(full, off)]
    line("full metering, by pairs of runs", f"{statistics.median(cost):.0f}", "ns a step")
    show("full metering, as the meter states it", full,
         lambda run: run["latency"]["metering_cost_ns"], "ns a step", 0)
    show("whole process, 2 threads, everything written", two,
         lambda run: run["process_wall"] * 1e3, "ms", 0)
    show("tagging ahead, 1 thread", off,
         lambda run: run["latency"]["tag_ahead_seconds"] / run["bars"] * 1e9, "ns a bar")
    ratio = median(off, lambda r: r["latency"]["tag_ahead_seconds"]) / median(
        two, lambda r: r["latency"]["tag_ahead_seconds"])
    line("tagging, 2 threads against 1", f"{ratio:.2f}", "times")
    per_bar = lambda run: run["latency"]["loop_seconds"] / run["bars"] * 1e9
    show("loop of one coin", one, per_bar, "ns a bar")
    show("loop of ten coins", off, per_bar, "ns a bar")
    columns = bars * 48 / 2**20
    show(f"peak memory (2 x bars + 64 MiB = {2 * columns + 64:.0f})", two,
         lambda run: run["peak_mib"], "MiB")
    # Between ten coins and one, everything that a process needs anyway falls out: bars (48 bytes),
    # steps, calendar, the tag columns that are read, and what the analysis keeps for each bar.
    more = [(o["peak_mib"] - s["peak_mib"]) * 2**20 / (o["bars"] - s["bars"])
            for o, s in zip(off, one)]
    line("peak memory a bar, ten coins against one", f"{statistics.median(more):.0f}", "bytes",
         f"{min(more):.0f} .. {max(more):.0f}")
    line("written", f"{two[0]['written'] / 2**20:.1f}", "MiB")


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/bench")
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    if not pathlib.Path(os.environ.get("BAROMETER_DATA", "../shared/data")).is_dir():
        print("whole runs: skipped, there are no market data (set BAROMETER_DATA)")
        return
    report(measure(str(build / "barometer"), processes))


if __name__ == "__main__":
    main()
