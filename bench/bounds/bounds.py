#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the hot paths cost on this machine, beside what they are meant to reach.

  bench/bounds/bounds.py BUILD_DIR

Times are medians, of one thread unless a row says otherwise; on a machine that does other work they
are too large, so instructions are counted as well where valgrind is installed: these repeat. A row
that cannot be measured here says why.
"""
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "bench" / "whole_run")]
import machine  # noqa: E402
import whole_run  # noqa: E402

PROCESSES = 11
CHECKED = "configs/crypto_hourly.yaml"
LOOP_ROW = re.compile(r"^(.+?) +(first|repeated) +median +([0-9.]+) ns an? (?:bar|order)", re.M)


def data_folder():
    return pathlib.Path(os.environ.get("BAROMETER_DATA", "../shared/data"))


def run(command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True)


def loop_rows(build):
    """{(work, first or repeated): ns} of what loop_bench prints; empty where it is not built."""
    program = build / "bench/loop/loop_bench"
    if not program.exists():
        return {}
    return {(work, which): float(ns)
            for work, which, ns in LOOP_ROW.findall(run([program]).stdout)}


def tag_ns(build, name):
    """Of a benchmark of bench/regime, ns a bar; None where it is not built."""
    program = build / "bench/regime/regime_bench"
    if not program.exists():
        return None
    said = run([program, f"--benchmark_filter=^{name}$", "--benchmark_repetitions=5",
                "--benchmark_report_aggregates_only=true", "--benchmark_format=json"]).stdout
    found = [row for row in json.loads(said)["benchmarks"] if row["aggregate_name"] == "median"]
    return 1e9 * found[0]["per_bar"] if found else None


def whole_process_ms(build):
    """Cold processes on two threads, metered, everything written."""
    times = []
    with tempfile.TemporaryDirectory() as scratch:
        for i in range(PROCESSES + 1):
            folder = pathlib.Path(scratch) / "run"
            found = whole_run.start(str(build / "barometer"), whole_run.CRYPTO, 2,
                                    ["latency.meter=full"], folder)
            shutil.rmtree(folder)
            if i > 0:  # the first one warms the file cache
                times.append(1e3 * found["process_wall"])
    return statistics.median(times)


def instructions_a_row(build):
    """Of read_csv() with all that it calls, a row of the ten coins."""
    rows = sum(file.read_bytes().count(b"\n") - 1
               for file in (data_folder() / "crypto_1h").glob("*.csv"))
    with tempfile.TemporaryDirectory() as scratch:
        run(["valgrind", "--tool=callgrind", "--trace-children=yes",
             f"--callgrind-out-file={scratch}/out.%p", build / "barometer", "check", CHECKED,
             "--threads", "1"])
        # The largest is the child that did the work.
        profile = max(pathlib.Path(scratch).iterdir(), key=lambda file: file.stat().st_size)
        said = run(["callgrind_annotate", "--inclusive=yes", profile]).stdout
    line = next(line for line in said.splitlines() if "barometer::data::read_csv(" in line)
    return int(line.split("(")[0].replace(",", "")) / rows


def parsed_ns(build):
    """A row that is parsed and checked in memory, of a generated file."""
    program = build / "bench/data/data_bench"
    if not program.exists():
        return None
    said = run([program, "--benchmark_filter=^generated_epoch/", "--benchmark_repetitions=5",
                "--benchmark_report_aggregates_only=true", "--benchmark_format=json"]).stdout
    found = [row for row in json.loads(said)["benchmarks"] if row["aggregate_name"] == "median"]
    return 1e9 / found[0]["items_per_second"]


def show(work, today, reach):
    print(f"  {work:<58} {today:>34}   {reach}", flush=True)


def show_loop(build):
    rows = loop_rows(build)
    if not rows:
        show("step loop and orders", "loop_bench is not built", "")
        return

    def pair(work, reach):
        first, again = (rows[work, which] for which in ("first", "repeated"))
        show(f"loop, {work}", f"{first:.1f} ns a bar, repeated {again:.1f}", reach)

    pair("1 symbol, tags ahead, meter off", "<= 60 ns in a first run, <= 40 repeated")
    pair("10 symbols, tags ahead, meter off", "<= 33, <= 28 repeated")
    in_step = rows["10 symbols, tags in step, meter full", "repeated"]
    show("loop, 10 symbols, tags in step, meter full", f"{1e3 / in_step:.1f} M bars/s", ">= 7.5 M")
    order = rows["an order, submit to fill", "repeated"]
    show("an order, submit to fill", f"{order:.0f} ns", "<= 150 ns")


def show_tags(build):
    for work, name, reach in (("ten dimensions, block 1", "ten_dimensions/bars:100000/block:1",
                               "<= 70 ns, aim 60"),
                              ("ten dimensions, block 64", "ten_dimensions/bars:100000/block:64",
                               "<= 46"),
                              ("weekday alone, a call for each bar", "only_weekday/100000/1",
                               "<= 6")):
        ns = tag_ns(build, name)
        show(work, "regime_bench is not built" if ns is None else f"{ns:.1f} ns a bar", reach)


def show_files(build):
    ns = parsed_ns(build)
    show("a CSV row in memory, parsed and checked",
         "data_bench is not built" if ns is None else f"{ns:.0f} ns", "")
    if not (data_folder() / "crypto_1h").is_dir():
        show("CSV rows and whole runs of the ten coins", "no market data: set BAROMETER_DATA", "")
        return
    counted = (f"{instructions_a_row(build):,.0f} instructions" if shutil.which("valgrind")
               else "valgrind is not installed")
    show("a CSV row of the ten coins, with its share of the checks", counted, "<= 900")
    show("crypto_hourly, whole process, 2 threads, full meter",
         f"{whole_process_ms(build):.0f} ms", "<= 170 ms, aim 140")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    os.environ.setdefault("BAROMETER_PLUGIN_PATH", str(build / "plugins"))
    os.chdir(ROOT)
    print(f"hot paths on {machine.name()}")
    show("work", "today", "reach")
    show_loop(build)
    show_tags(build)
    show_files(build)


if __name__ == "__main__":
    main()
