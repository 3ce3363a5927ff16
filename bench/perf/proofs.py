#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What latency metering and the profiler promise, held against programs with planted faults on a
real clock. Takes minutes; run it on a machine that does nothing else.

  bench/perf/proofs.py BUILD_FOLDER [CONFIG]     (a build with tests, for the planted strategies)

Checks, one line each: five races of a program against itself find no change; a strategy that works
a tenth longer is a regression; one that is slow in the first step of each instance is none; one that
looks at all bars so far grows; one that works in extreme volatility only is slow there and nowhere
else; results with the meter off, sampled and full are the same bits. The exit code is the number of checks that failed. Options of `barometer profile`
may be given in PERF_OPTIONS.
"""
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

REGRESSION = 1
RACES = 5
EXTREME = "extreme"
CLEARLY = 2  # times the p50 of every other label

faults = 0


def check(name, kept, found):
    global faults
    faults += not kept
    print(f"{'ok   ' if kept else 'FAULT'}  {name:<28} {found}", flush=True)


class Program:
    """A build's program, with one planted strategy beside the shipped ones where it has one."""

    def __init__(self, build, scratch, plant=None, name=None):
        fixtures = build / "tests/fixtures"
        self.folder = scratch / (plant or "as_built")
        self.folder.mkdir()
        self.binary = self.folder / "barometer"
        shutil.copy2(build / "barometer", self.binary)
        shutil.copytree(build / "plugins", self.folder / "plugins")
        if plant:
            shutil.copy2(fixtures / f"{plant}.so", self.folder / "plugins" / f"{name or plant}.so")

    def call(self, *arguments):
        words = [str(self.binary), *map(str, arguments)]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    def run(self, config, *settings):
        """The run folder's figures: (run.json, latency.json or None)."""
        out = self.folder / "run"
        options = [word for setting in settings for word in ("--set", setting)]
        done = self.call("run", config, "--quiet", "--out", out, *options)
        if done.returncode != 0:
            sys.exit(f"the run of {config} failed: {done.stderr}")
        run = json.loads((out / "run.json").read_text())
        metered = out / "latency.json"
        latency = json.loads(metered.read_text()) if metered.exists() else None
        shutil.rmtree(out)
        return run, latency

    def profile(self, config, *arguments):
        """(exit code, the profile's JSON)."""
        out = self.folder / "profile.json"
        done = self.call("profile", config, "--quiet", "--json", out, *arguments,
                         *shlex.split(os.environ.get("PERF_OPTIONS", "")))
        if not out.exists():
            sys.exit(f"the profile of {config} failed: {done.stderr}")
        found = json.loads(out.read_text())
        out.unlink()
        return done.returncode, found


def verdict(found):
    """The verdict, and the changes of the steady state and of the p99 that it rests on."""
    text = found["verdict"]
    for name in ("steady", "steady_mean", "p99"):
        change = (found["comparison"] or {}).get(name)
        if change:
            text += " {} {:+.1%} ({:+.1%} to {:+.1%})".format(
                name, *(change[end] - 1 for end in ("estimate", "low", "high")))
    return text


def same_code(program, config):
    for race in range(1, RACES + 1):
        code, found = program.profile(config, "--against", program.binary)
        no_change = found["verdict"] in ("NO CHANGE", "TOO NOISY")
        check(f"A/A {race}", no_change, f"{verdict(found)}, exit code {code}")


def tenth_slower(before, after, config):
    code, found = after.profile(config, "--plugin", "working_strategy", "--set",
                                "strategy={plugin: working_strategy}", "--against", before.binary)
    check("A/B, work + 10 %", code == REGRESSION, f"{verdict(found)}, exit code {code}")


def metered(program, config, strategy):
    return program.run(config, "latency.meter=full", f"strategy={{plugin: {strategy}}}")[1]


def slow_once(before, after, config):
    code, found = after.profile(config, "--plugin", "working_strategy", "--set",
                                "strategy={plugin: working_strategy}", "--against", before.binary)
    cold = (found["comparison"] or {}).get("replay_cold") or {}
    check("A/B, slow once per instance", code != REGRESSION and cold.get("change") == "regression",
          f"{verdict(found)}, exit code {code}, cold steps {cold.get('change')}")


def growth(program, planted, config):
    grows = metered(planted, config, "remembers_everything")["growth"]
    check("O(n) strategy grows", grows and grows["grows"], growth_text(grows))
    grows = program.run(config, "latency.meter=full")[1]["growth"]
    check("the config itself does not", not (grows and grows["grows"]), growth_text(grows))


def growth_text(grows):
    return f"rise {grows['rise']:+.0%}, z {grows['z_score']:.1f}" if grows else "not tested"


def extremes(planted, config):
    latency = metered(planted, config, "slow_in_extremes")
    p50 = {row["label"]: row["p50_ns"] for row in latency["by_regime"]["volatility"]
           if row["p50_ns"] is not None}
    others = [ns for label, ns in p50.items() if label != EXTREME]
    seen = EXTREME in p50 and others and p50[EXTREME] > CLEARLY * max(others)
    check("slow in extremes is seen", seen,
          "p50 a bar: " + ", ".join(f"{label} {ns:.0f} ns" for label, ns in p50.items()))


def same_bits(program, config):
    results = {meter: program.run(config, f"latency.meter={meter}")[0]["fingerprint"]
               for meter in ("off", "sampled", "full")}
    check("meters change no bit", len(set(results.values())) == 1,
          ", ".join(f"{meter} {bits[:8]}" for meter, bits in results.items()))


def main():
    build = pathlib.Path(sys.argv[1])
    config = sys.argv[2] if len(sys.argv) > 2 else "configs/crypto_hourly.yaml"
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        program = Program(build, scratch)
        before = Program(build, scratch, "working_strategy")
        after = Program(build, scratch, "slower_strategy", "working_strategy")
        same_bits(program, config)
        growth(program, Program(build, scratch, "remembers_everything"), config)
        extremes(Program(build, scratch, "slow_in_extremes"), config)
        tenth_slower(before, after, config)
        slow_once(before, Program(build, scratch, "slow_once_strategy", "working_strategy"), config)
        same_code(program, config)
    print(f"{faults} faults")
    sys.exit(faults)


if __name__ == "__main__":
    main()
