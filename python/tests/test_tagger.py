# SPDX-License-Identifier: Apache-2.0
"""Bars one by one: the tags of the same bars in a table, and nothing kept of a bad one."""

import datetime
import pickle

import barometer as bm
import numpy as np
import pandas as pd
import pytest
from conftest import bars

HOUR = 3_600_000_000_000


def rows(table):
    """(ns, open, high, low, close, volume) a row, as plain numbers."""
    times = table["timestamp"].dt.as_unit("ns").astype("int64").tolist()
    return list(zip(times, *(table[name].tolist()
                             for name in ("open", "high", "low", "close", "volume"))))


def known(value):
    return None if pd.isna(value) else value


def assert_equal(streamed, table):
    """Labels alike, and numbers to the bit."""
    assert len(streamed) == len(table)
    for name in table.columns:
        wanted = [known(value) for value in table[name]]
        assert [tags[name] for tags in streamed] == wanted, name


def stream(live, table, symbol=None):
    return [live.update(*row, symbol) for row in rows(table)]


MANY = {"preset": {"preset": "crypto"},
        "ml_common": {"plugin": "ml_common_regime"},
        "params": {"params": {"trend": {"window": 30}}},
        "close": {"preset": "crypto", "stamp": "close"},
        "fx": {"preset": "fx", "venue": "24x7"}}


@pytest.mark.parametrize("said", MANY.values(), ids=MANY)
def test_it_is_what_tag_says(table, said):
    live = bm.Tagger(bar="1h", **said)
    streamed = stream(live, table)
    wanted = bm.tag(table, bar="1h", **said)
    assert set(live.dimensions) == set(wanted.columns)
    assert_equal(streamed, wanted)
    assert sum(wanted[name].notna().sum() for name in wanted.columns) > 1000
    assert live.bars() == len(table)
    assert dict(live.tags()) == dict(streamed[-1])


@pytest.mark.parametrize("said", [{}, {"plugin": "ml_common_regime"}], ids=["regime", "ml_common"])
@pytest.mark.parametrize("at", [0, 1, 137, 599])
def test_saved_in_the_middle(table, said, at):
    live = bm.Tagger(bar="1h", symbols=["BTC"], **said)
    stream(live, table[:at])
    again = bm.Tagger.load(live.save(), bar="1h", **said)
    pickled = pickle.loads(pickle.dumps(live))
    assert again.bars("BTC") == pickled.bars() == at
    assert again.tags("BTC") == live.tags()
    wanted = bm.tag(table, bar="1h", **said)[at:]
    for each in (live, again, pickled):
        assert_equal(stream(each, table[at:]), wanted)


def test_many_symbols_interleaved(table):
    other = bars(seed=2)
    live = bm.Tagger(bar="1h", symbols=["BTC", "ETH"])
    found = [(live.update(*one, "BTC"), live.update(*two, symbol="ETH"))
             for one, two in zip(rows(table), rows(other))]
    assert_equal([each[0] for each in found], bm.tag(table, bar="1h"))
    assert_equal([each[1] for each in found], bm.tag(other, bar="1h"))
    assert live.symbols == ["BTC", "ETH"]


def test_days_of_a_venue_with_sessions():
    days = pd.bdate_range("2021-01-04", "2021-12-31")
    days = days[~days.isin(pd.to_datetime(["2021-01-18", "2021-02-15", "2021-04-02", "2021-05-31",
                                           "2021-07-05", "2021-09-06", "2021-11-25",
                                           "2021-12-24"]))]
    table = bars(len(days)).assign(timestamp=days)
    said = {"preset": "equity_daily", "bar": "1d"}
    wanted = bm.tag(table, **said)
    in_new_york = table.assign(timestamp=days.tz_localize("America/New_York"))
    for each in (table, in_new_york):
        live = bm.Tagger(**said)
        assert_equal([live.update(*row) for row in each.itertuples(index=False)], wanted)
    assert wanted["trend"].notna().any()


MOMENT = 1_704_067_200_000_000_000  # 2024-01-01
TOKYO = datetime.timezone(datetime.timedelta(hours=9))


@pytest.mark.parametrize("time", [
    MOMENT, np.int64(MOMENT), datetime.datetime(2024, 1, 1),
    datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC),
    datetime.datetime(2024, 1, 1, 9, tzinfo=TOKYO), datetime.date(2024, 1, 1),
    np.datetime64("2024-01-01"), np.datetime64("2024-01"), np.datetime64("2024-01-01T00", "ms"),
    np.datetime64(MOMENT, "ns"), pd.Timestamp("2024-01-01"),
    pd.Timestamp("2024-01-01 09:00", tz="Asia/Tokyo"), pd.Timestamp(MOMENT)], ids=repr)
def test_kinds_of_times(time):
    live = bm.Tagger(bar="1h")
    live.update(time, 1, 2, 0.5, 1.5, 3)
    with pytest.raises(bm.InputError) as caught:  # the next hour is told, were it another
        live.update(MOMENT, 1, 2, 0.5, 1.5, 3)
    assert "2024-01-01" in str(caught.value)
    live.update(MOMENT + HOUR, 1, 2, 0.5, 1.5, 3)


@pytest.mark.parametrize("time, error", [
    ("2024-01-01", TypeError), (1.5, TypeError), (None, TypeError), (True, TypeError),
    (pd.NaT, ValueError), (np.datetime64("NaT"), ValueError), (2**63, (ValueError, TypeError)),
    (datetime.datetime(2300, 1, 1), ValueError), (np.datetime64("2300-01-01"), ValueError),
    (np.datetime64(1, "ps"), ValueError)], ids=repr)
def test_no_times(time, error):
    live = bm.Tagger(bar="1h")
    with pytest.raises(error):
        live.update(time, 1, 2, 0.5, 1.5)
    assert live.bars() == 0


def test_tags_by_name(table):
    live = bm.Tagger(bar="1h", dimensions=["trend", "trend_z"])
    assert dict(live.tags()) == {"trend": None, "trend_z": None}
    streamed = stream(live, table)
    tags = streamed[-1]
    assert tags.trend == tags["trend"] and isinstance(tags.trend, str)
    assert isinstance(tags.trend_z, float) and isinstance(tags["trend_z"], float)
    assert dict(tags) == {"trend": tags.trend, "trend_z": tags.trend_z}
    assert list(tags) == [*tags.keys()]
    assert len(tags) == 2 and "trend" in tags and "volatility" not in tags
    assert repr(tags) == repr(dict(tags)) and pickle.loads(pickle.dumps(tags)) == dict(tags)
    with pytest.raises(AttributeError, match="'volatility'; there are trend, trend_z"):
        _ = tags.volatility
    with pytest.raises(KeyError, match="volatility"):
        _ = tags["volatility"]
    with pytest.raises(AttributeError):
        tags.trend = "up"


def test_changed(table):
    live = bm.Tagger(bar="1h")
    before = {}
    for tags in stream(live, table):
        assert set(tags.changed) == {name for name, value in dict(tags).items()
                                     if not isinstance(value, float) and value is not None
                                     and value != before.get(name)} | {
                                         name for name, value in before.items()
                                         if isinstance(value, str) and tags[name] is None}
        before = dict(tags)


def test_tags_of_a_bar_stay(table):
    live = bm.Tagger(bar="1h")
    first = live.update(*rows(table)[0])
    kept = dict(first)
    stream(live, table[1:])
    assert dict(first) == kept


BAD = {"high below low": ((1, 0.5, 2, 1.5, 3), ":2:"),
       "no price": ((1, 2, float("nan"), 1, 3), ":2:"), "negative": ((1, 2, -1, 1, 3), ":2:"),
       "volume": ((1, 2, 0.5, 1.5, -3), ":2:6")}


@pytest.mark.parametrize("values, place", BAD.values(), ids=BAD)
def test_a_bad_bar_is_refused_and_changes_nothing(table, values, place):
    live, other = bm.Tagger(bar="1h", symbols=["BTC"]), bm.Tagger(bar="1h", symbols=["BTC"])
    begin = rows(table)
    assert live.update(*begin[0]) == other.update(*begin[0])
    state = live.save()
    with pytest.raises(bm.InputError) as caught:
        live.update(begin[1][0], *values)
    assert caught.value.faults[0].where.startswith("BTC" + place)
    assert live.save() == state
    assert_equal(stream(live, table[1:]), bm.tag(table, bar="1h")[1:])


def test_times_that_go_back_or_off_the_grid(table):
    live = bm.Tagger(bar="1h", symbols=["BTC"])
    begin = rows(table)
    live.update(*begin[1])
    for time in (begin[0][0], begin[1][0], begin[1][0] + HOUR // 2):
        with pytest.raises(bm.InputError, match="BTC:2:1"):
            live.update(time, *begin[2][1:])
    live.update(*begin[2])


def test_symbols(table):
    live = bm.Tagger(bar="1h", symbols=["BTC", "ETH"])
    with pytest.raises(bm.InputError, match="which symbol"):
        live.update(*rows(table)[0])
    with pytest.raises(bm.InputError, match="BTC"):
        live.update(*rows(table)[0], "BTX")
    with pytest.raises(bm.InputError, match="BTC"):
        live.tags("BTX")
    with pytest.raises(TypeError, match="list of names"):
        bm.Tagger(bar="1h", symbols="BTC")
    assert live.bars("BTC") == live.bars("ETH") == 0


def test_arguments():
    with pytest.raises(TypeError, match="bar"):
        bm.Tagger()
    with pytest.raises(TypeError, match="preset, params"):
        bm.Tagger(config={"regime": {"plugin": "regime"}}, preset="crypto", params={})
    with pytest.raises(bm.InputError, match="trned"):
        bm.Tagger(bar="1h", params={"trned": 30})
    with pytest.raises(bm.InputError, match="data.bar"):
        bm.Tagger(bar="1w")
    with pytest.raises(bm.InputError, match="trend"):
        bm.Tagger(bar="1h", dimensions=["trned"])


CONFIG = {"data": {"source": "table", "bar": "1h", "symbols": ["BTC", "ETH"],
                   "time": {"stamp": "open"}},
          "regime": [{"plugin": "regime"}, {"plugin": "regime", "on": "1d", "as": "daily"}],
          "latency": {"meter": "full"}}


def test_a_config(table):
    live = bm.Tagger(config=CONFIG)
    assert live.symbols == ["BTC", "ETH"]
    tags = stream(live, table, "ETH")[-1]
    assert "daily.trend" in tags and tags["daily.session"] is not tags
    again = bm.Tagger.load(live.save(), config=CONFIG, symbols=["ETH", "BTC"])
    assert again.tags("ETH") == tags
    latency = live.latency
    assert latency["metered"] and latency["updates"] == len(table)
    assert 0 < latency["p50_ns"] <= latency["max_ns"] and latency["p99_ns"] is None
    assert bm.Tagger(bar="1h").latency["metered"] is False


def test_states_that_are_refused(table):
    live = bm.Tagger(bar="1h", symbols=["BTC"])
    stream(live, table[:50])
    state = live.save()
    other = bytearray(state)
    other[len(other) // 2] ^= 1
    for bad in (b"", state[:-1], bytes(other), b"no tagger at all"):
        with pytest.raises(bm.InputError):
            bm.Tagger.load(bad, bar="1h")
    for said in ({"bar": "15min"}, {"bar": "1h", "stamp": "close"}, {"bar": "1h", "preset": "fx"},
                 {"bar": "1h", "symbols": ["ETH"]}, {"bar": "1h", "dimensions": ["trend"]}):
        with pytest.raises(bm.InputError):
            bm.Tagger.load(state, **said)


def test_an_object_that_was_not_made():
    empty = bm.BarTags.__new__(bm.BarTags)
    with pytest.raises((AttributeError, TypeError, RuntimeError)):
        _ = empty.trend
