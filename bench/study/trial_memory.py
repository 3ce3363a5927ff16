#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Largest memory of `barometer study` against the number of its trials: draws on 1,000 bars.

  bench/study/trial_memory.py BUILD_DIR [TRIALS...]

Each line is a program of its own with a new store. What grows, if anything does, is what the
program keeps of each trial. The store is on the disk.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import machine  # noqa: E402

TRIALS = (1_000, 10_000, 100_000)
MOST_GROWTH = 1.25  # from ten thousand trials to the most

CONFIG = """data: {{source: synthetic, bar: 1d, synthetic: {{symbols: 1, bars: 1000, seed: 7}}}}
strategy: {{plugin: sma_cross}}
broker: {{cash: 100000, commission: 10bps}}
output: {{dir: {folder}/runs}}
study:
  method: random
  draws: {trials}
  over:
    strategy.params.fast: {{from: 1, to: 100}}
    strategy.params.slow: {{from: 101, to: 300}}
    strategy.params.weight: {{from: 0.1, to: 1.0}}
"""


def measure(program, trials, threads):
    """(MiB at most, seconds, MiB of the store)"""
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder) / "study.yaml"
        config.write_text(CONFIG.format(folder=folder, trials=trials))
        begin = time.perf_counter()
        process = subprocess.Popen([program, "study", config, "--quiet", "--no-supervise",
                                    "--threads", str(threads)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"a study of {trials:,} trials failed with status {status}")
        stored = sum(file.stat().st_size for file in (pathlib.Path(folder) / "runs").iterdir())
        return usage.ru_maxrss / 1024, time.perf_counter() - begin, stored / 2**20


def main():
    program = pathlib.Path(sys.argv[1]).resolve() / "barometer"
    os.environ.setdefault("BAROMETER_PLUGIN_PATH", str(program.parent / "plugins"))
    print(f"memory of studies, 1,000 bars a trial, one thread, on {machine.name()}")
    print(f"  {'trials':>9} {'MiB at most':>12} {'seconds':>9} {'MiB of store':>13}")
    most = {}
    for trials in [int(word) for word in sys.argv[2:]] or TRIALS:
        most[trials], seconds, stored = measure(program, trials, 1)
        print(f"  {trials:9,} {most[trials]:12.1f} {seconds:9.1f} {stored:13.1f}", flush=True)
    kept = [size for trials, size in most.items() if trials >= 10_000]
    if kept and max(kept) > MOST_GROWTH * kept[0]:
        sys.exit("memory grows with the number of trials")


main()
