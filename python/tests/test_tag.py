# SPDX-License-Identifier: Apache-2.0
"""Tags of every kind of table, in its rows' order."""

import barometer as bm
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import bars


def labels(column):
    return [None if pd.isna(label) else label for label in column]


@pytest.fixture
def expected(table):
    return bm.tag(table, bar="1h")


def test_pandas_keeps_its_index(table, expected):
    by_time = bm.tag(table.set_index("timestamp"), bar="1h")
    assert by_time.index.equals(pd.DatetimeIndex(table["timestamp"]))
    assert labels(by_time["trend"]) == labels(expected["trend"])
    assert expected.index.equals(table.index)
    assert isinstance(expected["trend"].dtype, pd.CategoricalDtype)
    assert expected["trend_z"].dtype == np.float32
    assert expected["trend"].notna().sum() > 300


def test_polars_pyarrow_and_duckdb_agree(table, expected):
    of_polars = bm.tag(pl.from_pandas(table), bar="1h")
    of_arrow = bm.tag(pa.Table.from_pandas(table), bar="1h")
    rows = table
    of_duck = bm.tag(duckdb.sql("select * from rows"), bar="1h")
    assert isinstance(of_polars, pl.DataFrame) and isinstance(of_arrow, pa.Table)
    for name in ("trend", "session"):
        wanted = labels(expected[name])
        assert of_polars[name].to_list() == wanted
        assert of_arrow[name].to_pylist() == wanted
        assert [row[0] for row in of_duck.select(name).fetchall()] == wanted
    np.testing.assert_array_equal(of_polars["trend_z"].to_numpy(), expected["trend_z"])


def test_long_tables_keep_their_rows(table, expected):
    other = bars(seed=2)
    long = pd.concat([table.assign(symbol="BTC"), other.assign(symbol="ETH")])
    shuffled = long.sample(frac=1, random_state=4)
    tags = bm.tag(long.sort_values(["timestamp", "symbol"]), bar="1h")
    assert labels(tags["trend"].iloc[0::2]) == labels(expected["trend"])
    assert labels(tags["trend"].iloc[1::2]) == labels(bm.tag(other, bar="1h")["trend"])
    with pytest.raises(bm.InputError, match="time"):
        bm.tag(shuffled, bar="1h")


def test_a_mapping_of_tables(table, expected):
    tags = bm.tag({"BTC": table, "ETH": pl.from_pandas(bars(seed=2))}, bar="1h")
    assert labels(tags["BTC"]["trend"]) == labels(expected["trend"])
    assert isinstance(tags["ETH"], pl.DataFrame)


@pytest.mark.parametrize("symbol_first", [True, False])
def test_wide_tables(table, expected, symbol_first):
    parts = {"BTC": table.set_index("timestamp"), "ETH": bars(seed=2).set_index("timestamp")}
    wide = pd.concat(parts, axis=1)
    wide = wide if symbol_first else wide.swaplevel(axis=1)
    tags = bm.tag(wide, bar="1h")
    assert tags.index.equals(wide.index)
    column = ("BTC", "trend") if symbol_first else ("trend", "BTC")
    assert labels(tags[column]) == labels(expected["trend"])


def test_newest_first_is_turned(table, expected):
    tags = bm.tag(table.iloc[::-1], bar="1h", order="newest_first")
    assert labels(tags["trend"].iloc[::-1]) == labels(expected["trend"])


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_units_and_zones(table, expected, unit):
    times = table["timestamp"].dt.tz_convert("Asia/Tokyo").dt.as_unit(unit)
    assert labels(bm.tag(table.assign(timestamp=times), bar="1h")["trend"]) == \
        labels(expected["trend"])


def test_names_in_any_case(table, expected):
    titled = table.rename(columns=str.title).set_index("Timestamp")
    assert labels(bm.tag(titled, bar="1h")["trend"]) == labels(expected["trend"])


def test_float32_and_integers(table):
    small = table.astype({"open": "float32", "high": "float32", "low": "float32",
                          "close": "float32", "volume": "int16"})
    assert bm.tag(small, bar="1h")["trend"].notna().any()


def test_tags_of_a_run_are_those_of_tag(table):
    config = {"data": {"bar": "1h"},
              "regime": {"plugin": "regime", "params": {"preset": "crypto"}},
              "strategy": {"plugin": "regime_momentum"}, "output": {"tags": True}}
    run = bm.run(config, data=table, symbol="BTC", record=False)
    run.save("run")
    written = pd.read_csv("run/tags.csv")
    tags = bm.tag(table, bar="1h")
    assert labels(written["trend"]) == labels(tags["trend"])


def test_regimes(table):
    found = bm.regimes(table, bar="1h")
    assert "volatility" in repr(found)
    assert "<svg" in found._repr_html_()
