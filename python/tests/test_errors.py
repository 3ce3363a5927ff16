# SPDX-License-Identifier: Apache-2.0
"""Faults: all at once, each with its place."""

import pickle
from pathlib import Path

import barometer as bm
import numpy as np
import pandas as pd
import pytest
from conftest import bars


def test_all_faults_of_a_config(config):
    with pytest.raises(bm.InputError) as caught:
        bm.run(config, {"strategy.params.lokback": 3, "broker.cash": "much", "data.bars": 4})
    found = str(caught.value)
    assert len(caught.value.faults) >= 3
    assert "lokback" in found and "lookback" in found and "broker.cash" in found
    assert all(isinstance(fault, bm.Fault) for fault in caught.value.faults)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.faults == caught.value.faults and str(again) == found


def test_a_file_that_is_not_there():
    with pytest.raises(bm.InputError, match="nowhere.yaml"):
        bm.run("nowhere.yaml")


def faulty(table, **columns):
    return table.assign(**columns)


def test_rows_with_faults_name_row_and_column(table):
    high = table["high"].copy()
    high.iloc[[3, 7]] = np.nan
    with pytest.raises(bm.InputError) as caught:
        bm.tag(faulty(table, high=high), bar="1h")
    assert "table:4:" in str(caught.value) and "table:8:" in str(caught.value)


def test_no_time(table):
    with pytest.raises(bm.InputError, match="timestamp"):
        bm.tag(table.drop(columns="timestamp"), bar="1h")


def test_not_a_time(table):
    times = table["timestamp"].copy()
    times.iloc[5] = pd.NaT
    with pytest.raises(bm.InputError, match="table:6:"):
        bm.tag(faulty(table, timestamp=times), bar="1h")


def test_object_columns_are_all_named(table):
    odd = table.assign(open=[{}] * len(table), close=[[1]] * len(table))
    with pytest.raises(bm.InputError) as caught:
        bm.tag(odd, bar="1h")
    assert len(caught.value.faults) == 2 and "astype" in str(caught.value)


def test_doubled_columns(table):
    doubled = pd.concat([table, table[["close"]]], axis=1)
    with pytest.raises(bm.InputError, match="2 columns are called 'close'"):
        bm.tag(doubled, bar="1h")


def test_an_empty_table(table):
    with pytest.raises(bm.InputError):
        bm.tag(table.iloc[:0], bar="1h")


def test_naive_times_on_a_venue_with_hours(table):
    naive = table.assign(timestamp=table["timestamp"].dt.tz_localize(None))
    with pytest.raises(bm.InputError, match="zone"):
        bm.tag(naive, bar="1h", venue="us_equity", preset="equity_intraday")


def test_no_table():
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        bm.tag(object(), bar="1h")
    with pytest.raises(bm.InputError, match="no tables"):
        bm.tag({}, bar="1h")


def test_a_plugin_of_another_version(config, tmp_path):
    shipped = Path(bm.__file__).parent / "plugins" / "sma_cross.so"
    older = tmp_path / "older.so"
    older.write_bytes(shipped.read_bytes().replace(b"BAROMTR2", b"BRMETER1"))
    with pytest.raises(bm.BarometerError, match="older.so"):
        bm.run(config, {"strategy.plugin": older, "strategy.params": {}})


def test_a_table_that_changes_during_a_run():
    table = bars(100_000)
    config = {"data": {"bar": "1h"}, "regime": {"plugin": "regime"},
              "strategy": {"plugin": "regime_momentum", "params": {"lookback": 24}}}
    wanted = bm.run(config, data=table, symbol="A", record=False)
    calls = []

    def changes(share):
        calls.append(share)
        table.loc[:, "close"] = -1.0

    run = bm.run(config, data=table, symbol="A", record=False, progress=changes)
    assert calls and len(run.fills) > 0
    assert run.fingerprint == wanted.fingerprint
