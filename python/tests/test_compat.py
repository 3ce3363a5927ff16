# SPDX-License-Identifier: Apache-2.0
"""The old module's ten numbers, beside its own output where that is at hand."""

import os
from pathlib import Path

import barometer as bm
import numpy as np
import pandas as pd
import pytest
from barometer.compat import ml_common

GOLDEN = (Path(os.environ.get("BAROMETER_DATA", "/nonexistent")).parent / "golden" /
          "reference_regimes.csv")
COLUMNS = ("volatility_id", "volatility_percentile", "volatility_duration", "volatility_stability",
           "trend_id", "trend_strength", "trend_duration", "trend_acceleration")


def walk(count=400):
    return 100 * np.exp(np.cumsum(np.random.default_rng(5).normal(0, 0.01, count)))


def test_the_last_row_is_what_a_call_says():
    closes = walk()
    every = ml_common.features(closes)
    assert every.shape == (400, 10) and len(ml_common.NAMES) == 10
    assert np.isnan(every[:191, :8]).all() and not np.isnan(every[191:]).any()
    for bar in (191, 250, 399):
        np.testing.assert_array_equal(
            ml_common.extract_volatility_features(closes[:bar + 1]), every[bar, :4])
        np.testing.assert_array_equal(
            ml_common.extract_trend_features(closes[:bar + 1]), every[bar, 4:8])


def test_the_clock():
    times = pd.to_datetime(["2024-01-01 00:00", "2024-01-02 08:00", "2024-01-06 16:00",
                            "2024-01-07 22:00"]).to_numpy()
    np.testing.assert_array_equal(
        [ml_common.extract_time_features(time) for time in times],
        [[0, 0], [1, 1 / 7], [2, 5 / 7], [3, 6 / 7]])


def test_the_clock_is_that_of_the_plugin():
    closes = walk(300)
    times = np.arange("2024-01-01T01", "2024-01-13T13", dtype="M8[h]").astype("M8[ns]")
    table = pd.DataFrame({"time": times, "open": closes, "high": closes, "low": closes,
                          "close": closes})
    tags = bm.tag(table, bar="1h", stamp="close", plugin="ml_common_regime")
    every = ml_common.features(closes, times)
    names = ["asia", "europe", "us", "overnight"]
    assert list(tags["session"]) == [names[int(session)] for session in every[:, 8]]
    days = [tags["weekday"].cat.categories[round(7 * day)] for day in every[:, 9]]
    assert list(tags["weekday"]) == days


@pytest.mark.skipif(not GOLDEN.exists(), reason="the module's own output is not at hand")
def test_every_cell_of_the_module():
    golden = pd.read_csv(GOLDEN)
    for _, series in golden.groupby("series", sort=False):
        ours = ml_common.features(series["close"].to_numpy())
        known = series["volatility_id"].notna().to_numpy()
        np.testing.assert_allclose(ours[known, :8], series.loc[known, list(COLUMNS)], rtol=1e-5,
                                   atol=1e-6)
