# SPDX-License-Identifier: Apache-2.0
"""Runs: the same bits as the command line, results as tables."""

import json
import pickle
import subprocess
import sys
from pathlib import Path

import barometer as bm
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
QUICKSTART = ROOT / "configs" / "quickstart.yaml"


def cli(*arguments):
    return subprocess.run([sys.executable, "-m", "barometer", *map(str, arguments)],
                          capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def quickstart():
    return bm.run(QUICKSTART, record=False)


def test_it_is_the_run_of_the_command_line(quickstart, tmp_path):
    cli("run", QUICKSTART, "--out", tmp_path / "run", "--no-record")
    written = json.loads((tmp_path / "run" / "run.json").read_text())
    assert quickstart.fingerprint == written["fingerprint"]
    assert dict(quickstart.metrics) == written["metrics"]
    assert quickstart.json["regimes"] == written["regimes"]


def test_overrides_are_those_of_set(quickstart, tmp_path):
    cli("run", QUICKSTART, "--out", tmp_path / "run", "--no-record",
        "--set", "strategy.params.lookback=24", "--set", "data.synthetic.symbols=3")
    written = json.loads((tmp_path / "run" / "run.json").read_text())
    run = bm.run(QUICKSTART, {"strategy.params.lookback": 24, "data.synthetic.symbols": 3},
                 record=False)
    assert run.fingerprint == written["fingerprint"] != quickstart.fingerprint


def test_tables_are_those_of_the_run_folder(quickstart, tmp_path):
    import pandas as pd

    quickstart.save(tmp_path / "saved")
    for name in ("fills", "orders", "trades", "equity", "regimes"):
        csv = pd.read_csv(tmp_path / "saved" / f"{name}.csv")
        table = quickstart.table(name).to_pandas()
        assert list(table.columns) == list(csv.columns)
        assert len(table) == len(csv)
        for column in csv.columns:
            if pd.api.types.is_numeric_dtype(csv[column]):
                np.testing.assert_array_equal(table[column].to_numpy(float), csv[column], column)
    times = pd.read_csv(tmp_path / "saved" / "fills.csv", parse_dates=["time"])["time"]
    assert (quickstart.fills.to_pandas()["time"] == times).all()


def test_columns_are_views(quickstart):
    first, second = quickstart.equity["equity"], quickstart.equity["equity"]
    assert first.ctypes.data == second.ctypes.data
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0
    import pyarrow as pa

    arrow = pa.table(quickstart.equity)
    assert arrow["equity"].chunk(0).buffers()[1].address == first.ctypes.data


def test_metrics_by_name(quickstart):
    assert quickstart.metrics.sharpe == quickstart.metrics["sharpe"]
    with pytest.raises(AttributeError, match="sharpe"):
        _ = quickstart.metrics.sharp
    assert "sharpe" in dir(quickstart.metrics)


def test_returns_are_a_series_of_days(quickstart):
    returns = quickstart.returns
    equity = quickstart.equity["equity"]
    np.testing.assert_allclose(np.prod(1 + returns.to_numpy()), equity[-1] / 100_000, rtol=1e-12)
    assert returns.index.is_monotonic_increasing and returns.index.is_unique
    assert str(returns.index[-1].date()) == "2023-12-31"


def test_a_pickled_run_says_the_same(quickstart):
    again = pickle.loads(pickle.dumps(quickstart))
    assert again.fingerprint == quickstart.fingerprint
    assert repr(again) == repr(quickstart)
    assert again.trades.to_pandas().equals(quickstart.trades.to_pandas())
    assert again.metrics.sharpe == quickstart.metrics.sharpe
    with pytest.raises(bm.InputError, match="run it again"):
        again.report("page.html")


def test_what_a_notebook_shows(quickstart):
    shown = quickstart._repr_html_()
    assert "By regime" in shown and "<svg" in shown and "<script" not in shown


def test_the_page(quickstart, tmp_path):
    page = Path(quickstart.report(tmp_path / "page.html")).read_text()
    assert quickstart.fingerprint in page


def test_bars_keep_the_market_alive():
    columns = bm.run(QUICKSTART, record=False).bars("SYN01")
    assert columns["close"].shape == (17520,)
    assert columns["high"].min() >= columns["low"].min() > 0


def test_runs_are_recorded(config):
    bm.run(config)
    bm.run(config, {"strategy.params.lookback": 12})
    assert "regime_momentum" in cli("runs", "list").stdout


def test_a_text_and_a_mapping_are_one_config(config):
    text = json.dumps(config, indent=2)
    assert bm.run(text, record=False).fingerprint == bm.run(config, record=False).fingerprint


@pytest.mark.parametrize("stamp", ["open", "close"])
@pytest.mark.parametrize("kind", ["file", "mapping"])
def test_a_table_is_stamped_as_the_config_says(table, tmp_path, stamp, kind):
    config = {"data": {"source": "csv", "path": "nowhere/{symbol}.csv", "bar": "1h",
                       "time": {"format": "epoch_ms", "stamp": stamp}},
              "strategy": {"plugin": "buy_and_hold"}}
    if kind == "file":
        (tmp_path / "c.yaml").write_text(json.dumps(config))
    run = bm.run(tmp_path / "c.yaml" if kind == "file" else config, data=table, symbol="A",
                 record=False)
    hours = 1 if stamp == "open" else 0
    first = np.datetime64("2024-01-01T00:00") + np.timedelta64(hours, "h")
    assert run.equity["time"][0] == first
