# SPDX-License-Identifier: Apache-2.0
"""Tags of bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from barometer import _engine
from barometer._config import Loaded, TableNames, load
from barometer._frames import is_pandas, split_wide
from barometer._progress import Progress, watcher
from barometer._table import Table, categories
from barometer.errors import InputError

__all__ = ["Regimes", "regimes", "tag"]


def tagging_config(preset: str, bar: str, stamp: str, order: str, venue: str | None, plugin: str,
                   params: Mapping[str, Any] | None) -> dict[str, Any]:
    """The config of who only tags."""
    hours = venue or ("us_equity" if preset.startswith("equity") else "24x7")
    given = dict(params or {})
    if plugin == "regime":
        given = {"preset": preset, **given}
    return {"data": {"source": "table", "bar": bar, "venue": hours, "order": order,
                     "time": {"stamp": stamp}},
            "regime": {"plugin": plugin, "params": given}}


class _Tagged:
    """What was tagged, with the way back to the caller's rows."""

    def __init__(self, data: Any, table: Any, market: Any, names: TableNames) -> None:
        self.data = data
        self.symbols: list[str] = list(market.symbols)
        self.tables = {symbol: Table(table.frame(symbol)) for symbol in self.symbols}
        self.names = names

    @property
    def dimensions(self) -> list[str]:
        return self.tables[self.symbols[0]].column_names[1:]


def tag(data: Any, *, bar: str, preset: str = "crypto", stamp: str = "open",
        order: str = "oldest_first", venue: str | None = None, plugin: str = "regime",
        params: Mapping[str, Any] | None = None,
        symbol: str | None = None, threads: int = 0, progress: Progress = None) -> Any:
    """Tags every bar with the regimes that it closes in, from nothing but it and those before it.

    data    bars: a table of pandas, polars, pyarrow or DuckDB with a time column (or index), open,
            high, low, close and perhaps volume; one symbol, or long with a column ``symbol``, or
            wide (pandas, columns of two levels), or a mapping of symbol to table
    bar     how long a bar is: "1h", "15min", "1d"
    preset  "crypto", "equity_daily", ... (docs/regimes.md)
    stamp   whether times are those at which bars "open" or "close"
    order   "oldest_first" or "newest_first"
    venue   "24x7", "us_equity", "fx" or the path of a venue file; by default the preset's
    plugin  the regime plug-in, with its ``params``

    Returns the same kind of table with a row for each row of ``data``, in its order (pandas: with
    its index), and a column for each dimension: labels as categories, numbers as float32; null and
    NaN where nothing is known yet. A relation of DuckDB comes back with times and symbols.
    """
    tagged = _tagged(data, tagging_config(preset, bar, stamp, order, venue, plugin, params), symbol,
                     threads, progress)
    return _as_given(tagged)


def _tagged(data: Any, config: Mapping[str, Any], symbol: str | None, threads: int,
            progress: Progress) -> _Tagged:
    loaded = load_table(data, config, symbol, threads)
    assert loaded.names is not None
    with watcher("tagging", progress) as watched:
        table = _engine.tag(loaded.plan, loaded.market, threads, watched)
    return _Tagged(data, table, loaded.market, loaded.names)


def load_table(data: Any, config: Mapping[str, Any], symbol: str | None, threads: int) -> Loaded:
    """The bars of who only tags: a symbol without a name is called "symbol"."""
    return load(config, None, data, symbol=symbol, unnamed="symbol", threads=threads)


def _as_given(tagged: _Tagged) -> Any:
    data = tagged.data
    if isinstance(data, Mapping):
        return {symbol: _rows_of(table, tagged, str(symbol)) for symbol, table in data.items()}
    if is_pandas(data) and data.columns.nlevels == 2:
        return _wide(tagged)
    if tagged.names.symbol is None:
        return _rows_of(data, tagged, tagged.symbols[0])
    return _long(tagged)


def _kind(data: Any) -> str:
    return type(data).__module__.partition(".")[0]


def _column(data: Any, name: str) -> np.ndarray[Any, Any]:
    """A column, or a named level of pandas' index, as an array."""
    if _kind(data) == "pandas" and name not in data.columns:
        index = data.index
        return _plain(index.get_level_values(name) if index.nlevels > 1 else index)
    return _plain(data[name])


def _plain(values: Any) -> np.ndarray[Any, Any]:
    """Times with a zone would become an object each in pandas."""
    if isinstance(values, np.ndarray):  # of a Table
        return values
    is_time = _kind(values) == "pandas" and getattr(values.dtype, "kind", "") == "M"
    return np.asarray(values.to_numpy(dtype="datetime64[ns]") if is_time else values.to_numpy())


def _order(data: Any, names: TableNames, rows: np.ndarray[Any, Any] | None,
           bars: int, symbol: str) -> np.ndarray[Any, Any] | None:
    """Of each row its bar; None where they are the same."""
    if names.time is None:
        raise InputError("there is no column of times", ())
    times = _column(data, names.time)
    times = times if rows is None else times[rows]
    if len(times) != bars:
        raise InputError(f"{symbol}: of {len(times)} rows {bars} are bars of the run: tag a table "
                         "without bad rows", ())
    if len(times) < 2 or bool(np.all(times[1:] > times[:-1])):
        return None
    ranks = np.empty(len(times), dtype=np.int64)
    ranks[np.argsort(times, kind="stable")] = np.arange(len(times))
    return ranks


def _rows_of(data: Any, tagged: _Tagged, symbol: str) -> Any:
    """Tags of the rows of a table of one symbol."""
    table = tagged.tables[symbol]
    if _kind(data) in ("duckdb", "_duckdb"):
        return _relation(tagged)
    order = _order(data, tagged.names, None, len(table), symbol)
    columns = {name: (_values(table, name) if order is None else _values(table, name)[order])
               for name in tagged.dimensions}
    return _made(data, tagged, columns)


def _values(table: Table, name: str) -> np.ndarray[Any, Any]:
    return table.codes(name) if table._frame.kind(name) == "category" else table[name]


def _long(tagged: _Tagged) -> Any:
    data, names = tagged.data, tagged.names
    if _kind(data) in ("duckdb", "_duckdb"):
        return _relation(tagged)
    assert names.symbol is not None
    of = _column(data, names.symbol)
    symbols, which = np.unique(of.astype(str), return_inverse=True)
    columns = {name: np.empty(len(of), _values(tagged.tables[tagged.symbols[0]], name).dtype)
               for name in tagged.dimensions}
    for i, symbol in enumerate(symbols):
        rows = np.flatnonzero(which == i)
        table = tagged.tables[str(symbol)]
        order = _order(data, names, rows, len(table), str(symbol))
        for name, column in columns.items():
            values = _values(table, name)
            column[rows] = values if order is None else values[order]
    return _made(data, tagged, columns)


def _made(data: Any, tagged: _Tagged, columns: dict[str, np.ndarray[Any, Any]]) -> Any:
    """The columns as the kind of table that ``data`` is."""
    model = tagged.tables[tagged.symbols[0]]
    kind = _kind(data)
    if kind == "pandas":
        return _pandas(data.index, model, columns)
    builder = _engine.FrameBuilder(len(next(iter(columns.values()))))
    for name, values in columns.items():
        if model._frame.kind(name) == "category":
            builder.add_categories(name, values.astype(np.int32), model.labels(name))
        else:
            builder.add_numbers(name, np.ascontiguousarray(values))
    table = Table(builder.finish())
    return {"polars": table.to_polars, "pyarrow": table.to_pyarrow}.get(kind, lambda: table)()


def _pandas(index: Any, model: Table, columns: dict[str, np.ndarray[Any, Any]]) -> Any:
    import pandas as pd

    made = {name: categories(np.maximum(values, -1), model.labels(name))
            if model._frame.kind(name) == "category" else values
            for name, values in columns.items()}
    return pd.DataFrame(made, index=index, copy=False)


def _wide(tagged: _Tagged) -> Any:
    import pandas as pd

    parts = {symbol: _rows_of(part, tagged, symbol) for symbol, part in split_wide(tagged.data)}
    wide = pd.concat(parts, axis=1).reindex(tagged.data.index)
    fields_first = {"open", "close"} <= {str(value).lower() for value in
                                         tagged.data.columns.get_level_values(0)}
    return wide.swaplevel(axis=1) if fields_first else wide


def long_table(tagged: _Tagged) -> Table:
    """All symbols below each other: close_time, symbol and the tags."""
    tables = list(tagged.tables.values())
    rows = [len(table) for table in tables]
    builder = _engine.FrameBuilder(sum(rows))
    builder.add_times("close_time", np.concatenate([t.codes("close_time") for t in tables]),
                      "tsn:UTC")
    builder.add_categories("symbol", np.repeat(np.arange(len(rows), dtype=np.int32), rows),
                           tagged.symbols)
    for name in tagged.dimensions:
        values = np.concatenate([_values(table, name) for table in tables])
        if tables[0]._frame.kind(name) == "category":
            builder.add_categories(name, values.astype(np.int32), tables[0].labels(name))
        else:
            builder.add_numbers(name, values)
    return Table(builder.finish())


def _relation(tagged: _Tagged) -> Any:
    import duckdb

    tags = long_table(tagged)  # found by its name in the query
    return duckdb.sql("select * from tags")


class Regimes:
    """How the tags of bars behave: :func:`regimes` makes it, printed it is the text of
    ``barometer regimes``, and in a notebook its picture too."""

    def __init__(self, table: Any, title: str) -> None:
        self._table = table
        self._title = title

    def __repr__(self) -> str:
        return str(self._table.text(120))

    def picture(self, dimensions: list[str] | None = None) -> str:
        """An SVG: prices shaded by the first dimension, and a lane for each."""
        shown = dimensions or [name for name in self._table.categories
                               if name.rpartition(".")[2] not in ("session", "weekday", "calendar")]
        return str(self._table.picture(shown, self._title))

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(repr(self))}</pre>{self.picture()}"


def regimes(data: Any, *, bar: str, preset: str = "crypto", stamp: str = "open",
            order: str = "oldest_first", venue: str | None = None, plugin: str = "regime",
            params: Mapping[str, Any] | None = None, symbol: str | None = None, threads: int = 0,
            progress: Progress = None) -> Regimes:
    """How often and how long each regime holds, and how well the volatility is forecast. Arguments
    as of :func:`tag`."""
    config = tagging_config(preset, bar, stamp, order, venue, plugin, params)
    loaded = load_table(data, config, symbol, threads)
    with watcher("tagging", progress) as watched:
        return Regimes(_engine.tag(loaded.plan, loaded.market, threads, watched), "regimes")


