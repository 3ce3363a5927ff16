# SPDX-License-Identifier: Apache-2.0
"""What the tests share."""

import signal

import numpy as np
import pandas as pd
import pytest

# Who is started in the background of a shell ignores Ctrl-C, and its children with it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def bars(count=600, seed=1, start="2024-01-01", freq="1h"):
    """Hours of a random walk as a pandas table with a column of times."""
    generator = np.random.default_rng(seed)
    close = 100 * np.exp(np.cumsum(generator.normal(0, 0.01, count)))
    first = np.roll(close, 1)
    first[0] = 100
    return pd.DataFrame({
        "timestamp": pd.date_range(start, periods=count, freq=freq, tz="UTC"),
        "open": first, "high": np.maximum(first, close) * 1.001,
        "low": np.minimum(first, close) * 0.999, "close": close,
        "volume": generator.integers(1, 100, count).astype(float)})


@pytest.fixture
def table():
    return bars()


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path, monkeypatch):
    """Runs record themselves below the working folder."""
    monkeypatch.chdir(tmp_path)


SYNTHETIC = {"data": {"source": "synthetic", "bar": "1h",
                      "synthetic": {"symbols": 2, "bars": 2000, "seed": 3}},
             "regime": {"plugin": "regime"},
             "strategy": {"plugin": "regime_momentum", "params": {"lookback": 48}}}


@pytest.fixture
def config():
    return SYNTHETIC
