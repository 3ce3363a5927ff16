# SPDX-License-Identifier: Apache-2.0
"""The interpreter stays safe: its lock, its signals, its threads and forks, its memory."""

import gc
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import barometer as bm
import pytest

SMALL = {"data": {"source": "synthetic", "bar": "1h",
                  "synthetic": {"symbols": 1, "bars": 1500, "seed": 3}},
         "regime": {"plugin": "regime"},
         "strategy": {"plugin": "regime_momentum", "params": {"lookback": 24}},
         "output": {"regimes": ["trend"]}}
LONG = {"data.synthetic.bars": 300_000, "data.synthetic.symbols": 4}


def small(**overrides):
    return bm.run(SMALL, overrides, record=False).fingerprint


def test_runs_in_fifty_threads_at_once():
    wanted = small()
    assert len(bm.run(SMALL, record=False).fills) > 0
    with ThreadPoolExecutor(50) as pool:
        found = list(pool.map(lambda _: small(), range(100)))
    assert set(found) == {wanted}


def test_python_strategies_in_threads():
    class Buys(bm.Strategy):
        def __init__(self, weight=0.1):
            self.weight = weight

        def on_bar(self, ctx, symbol):
            ctx.target_weight(symbol, self.weight if ctx.step % 20 < 10 else 0.0)

    def made(weight):
        return bm.run(SMALL, strategy=Buys(weight=weight), record=False, threads=1).fingerprint

    weights = [0.1, 0.2, 0.3] * 6
    alone = {weight: made(weight) for weight in (0.1, 0.2, 0.3)}
    with ThreadPoolExecutor(9) as pool:
        assert list(pool.map(made, weights)) == [alone[weight] for weight in weights]


def test_other_threads_run_meanwhile():
    counted = 0
    ended = threading.Event()

    def count():
        nonlocal counted
        while not ended.is_set():
            counted += 1
            time.sleep(0.001)

    counter = threading.Thread(target=count)
    counter.start()
    begun = time.monotonic()
    bm.run(SMALL, LONG, record=False)
    spent = time.monotonic() - begun
    ended.set()
    counter.join()
    assert counted > 50 * spent


def test_ctrl_c_stops_a_run():
    threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        while time.monotonic() - begun < 20:
            bm.run(SMALL, LONG, record=False)
    assert time.monotonic() - begun < 1.2
    assert small()  # nothing is left behind


def test_progress_is_told_and_may_stop_it():
    told = []
    bm.run(SMALL, LONG, record=False, progress=told.append)
    assert told and all(0 <= share <= 1 for share in told)

    def stops(share):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        bm.run(SMALL, LONG, record=False, progress=stops)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_child_of_a_fork_runs_on_one_thread():
    wanted = small()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.starmap(small, [()] * 4) == [wanted] * 4


def test_a_spawned_child_sends_runs_back():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        run = pool.apply(bm.run, (SMALL,), {"record": False})
    assert run.fingerprint == small()


IN_A_SUB_INTERPRETER = """
try:
    import _interpreters as subs  # 3.13
except ModuleNotFoundError:
    import _xxsubinterpreters as subs
made = subs.create()
failed = getattr(subs, "exec", subs.run_string)(made, "import barometer")
if failed is not None:  # 3.13 returns what earlier ones raise
    raise SystemExit(failed.formatted)
"""


def test_a_sub_interpreter_is_refused():
    ended = subprocess.run([sys.executable, "-c", IN_A_SUB_INTERPRETER], capture_output=True,
                           text=True)
    assert ended.returncode == 1, "it must be refused, not crash"
    assert ("main interpreter alone" in ended.stderr or
            "does not support loading in subinterpreters" in ended.stderr)


class Dies(bm.Strategy):
    def on_step(self, ctx):
        if ctx.step == 5:
            os.kill(os.getpid(), signal.SIGSEGV)


class Fails(bm.Strategy):
    def on_step(self, ctx):
        raise KeyError("here")


def test_an_isolated_run_that_dies_leaves_the_interpreter():
    with pytest.raises(bm.PluginError, match="SIGSEGV"):
        bm.run(SMALL, strategy=Dies(), isolated=True)
    with pytest.raises(bm.PluginError, match="step 0"):
        bm.run(SMALL, strategy=Fails(), isolated=True)
    run = bm.run(SMALL, record=False, isolated=True)
    assert run.fingerprint == small() and len(run.fills) > 0


def test_a_run_is_let_go():
    def memory():
        gc.collect()
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    for _ in range(100):
        small()
    before = memory()
    for _ in range(1000):
        small()
    assert memory() - before < 30_000  # KB
