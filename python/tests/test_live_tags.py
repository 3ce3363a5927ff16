# SPDX-License-Identifier: Apache-2.0
"""examples/live_tags.py: killed anywhere, it goes on to the same tags."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import barometer as bm
import pandas as pd
import pytest
from conftest import bars

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "live_tags.py"
SYMBOLS = ("BTC", "ETH")


def lines(count=600):
    tables = {symbol: bars(count, seed) for seed, symbol in enumerate(SYMBOLS)}
    return [",".join([symbol, tables[symbol]["timestamp"].iloc[row].isoformat(),
                      *(repr(float(value)) for value in tables[symbol].iloc[row, 1:])]) + "\n"
            for row in range(count) for symbol in SYMBOLS]


def start(name, every=100):
    return subprocess.Popen(
        [sys.executable, SCRIPT, "--symbols", ",".join(SYMBOLS), "--bar", "1h", "--every",
         str(every), "--state", f"{name}.state", "--out", f"{name}.csv"],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def tagged(name, feed):
    _, errors = (run := start(name)).communicate("".join(feed))
    return run.returncode, errors


@pytest.fixture
def in_one_go():
    assert tagged("whole", lines()) == (0, "")
    return Path("whole.csv").read_bytes()


def test_it_is_what_tag_says(in_one_go):
    found = pd.read_csv("whole.csv").query("symbol == 'ETH'")
    wanted = bm.tag(bars(600, 1), bar="1h")
    assert [None if pd.isna(label) else label for label in found["trend"]] == \
        [None if pd.isna(label) else label for label in wanted["trend"]]


@pytest.mark.parametrize("fed", [130, 777])
def test_killed_and_started_again(in_one_go, fed):
    feed = lines()
    run = start("cut", every=50)
    run.stdin.write("".join(feed[:fed]))
    run.stdin.flush()
    for _ in range(600):  # until it has saved something and is in the middle
        if Path("cut.state").exists():
            break
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    with pytest.raises(BrokenPipeError):
        run.stdin.write(feed[fed])
        run.stdin.flush()
    run.stderr.close()
    assert Path("cut.state").exists()
    assert tagged("cut", feed) == (0, "")
    assert Path("cut.csv").read_bytes() == in_one_go


def test_a_bad_line_is_told_and_the_rest_goes_on(in_one_go):
    feed = lines()
    bad = [feed[100].replace("BTC", "XRP"), "nonsense\n",
           feed[100].rsplit(",", 5)[0] + ",1,0.5,2,1,1\n"]
    code, errors = tagged("other", feed[:100] + bad + feed[100:])
    assert code == 1 and errors.count("XRP") >= 1 and "nonsense" in errors
    assert Path("other.csv").read_bytes() == in_one_go
