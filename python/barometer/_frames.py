# SPDX-License-Identifier: Apache-2.0
"""Tables of other libraries on their way into the engine."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from barometer import _engine
from barometer.errors import Fault, InputError


class Source(NamedTuple):
    """One table as the engine takes it."""

    symbol: str  # "": a column names the symbols, or the config names one
    name: str  # what messages call it
    capsule: Any


def sources_of(data: Any) -> list[Source]:
    """The tables of ``data``: one table, a mapping of symbol to table, or a wide table of pandas
    whose columns have two levels, one of them the fields of a bar."""
    if isinstance(data, Mapping):
        if not data:
            raise InputError("data has no tables: give at least one symbol", ())
        return [Source(str(symbol), str(symbol), _stream(table, str(symbol)))
                for symbol, table in data.items()]
    if is_pandas(data) and data.columns.nlevels == 2:
        return [Source(symbol, symbol, _stream(table, symbol))
                for symbol, table in split_wide(data)]
    return [Source("", "table", _stream(data, "table"))]


def is_pandas(table: Any) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(table, pandas.DataFrame)


FIELDS = frozenset({"open", "high", "low", "close", "volume", "adj close", "adj_close"})


def split_wide(table: Any) -> Iterable[tuple[str, Any]]:
    """The tables of a wide one, whose columns are (field, symbol) or (symbol, field)."""
    levels = [{str(value).lower() for value in table.columns.get_level_values(level)}
              for level in (0, 1)]
    inner = [level for level in (0, 1) if {"open", "high", "low", "close"} <= levels[level]]
    if len(inner) != 1:
        raise InputError("columns of two levels are (field, symbol) or (symbol, field): one level "
                         "must be the fields open, high, low, close", ())
    symbol_level = 1 - inner[0]
    for symbol in dict.fromkeys(table.columns.get_level_values(symbol_level)):
        part = table.xs(symbol, axis=1, level=symbol_level)
        yield str(symbol), part.dropna(how="all")  # symbols that begin later have no rows there


def _stream(table: Any, name: str) -> Any:
    if is_pandas(table):
        return _pandas_frame(table, name).stream()
    if not hasattr(table, "__arrow_c_stream__"):
        raise TypeError(
            f"{name}: expected a table of pandas, polars, pyarrow or DuckDB (anything with "
            f"__arrow_c_stream__), found {type(table).__name__}")
    return table.__arrow_c_stream__()


def _pandas_frame(table: Any, name: str) -> Any:
    """The columns of a DataFrame and its index where that has times; numbers are not copied."""
    columns = _named_columns(table)
    builder = _engine.FrameBuilder(len(table))
    faults = _doubled(columns, name)
    for column, values in columns:
        fault = _add(builder, column, values, name)
        faults += [fault] if fault else []
    if faults:
        raise InputError("\n".join(f"{fault.where}: {fault.what}\n    {fault.fix}"
                                   for fault in faults), tuple(faults))
    return builder.finish()


def _doubled(columns: list[tuple[str, Any]], name: str) -> list[Fault]:
    seen: dict[str, int] = {}
    for column, _ in columns:
        seen[column] = seen.get(column, 0) + 1
    return [Fault(name, f"{count} columns are called '{column}'", "rename or drop all but one")
            for column, count in seen.items() if count > 1]


def _named_columns(table: Any) -> list[tuple[str, Any]]:
    import pandas as pd

    columns = [(str(label), table.iloc[:, i]) for i, label in enumerate(table.columns)]
    index = table.index
    if isinstance(index, pd.MultiIndex):
        levels = [index.get_level_values(i) for i in range(index.nlevels)]
    else:
        levels = [] if isinstance(index, pd.RangeIndex) else [index]
    return [(_index_name(level), level) for level in levels] + columns


def _index_name(level: Any) -> str:
    import pandas as pd

    if level.name is not None:
        return str(level.name)
    return "time" if isinstance(level, pd.DatetimeIndex) else "index"


def _add(builder: Any, column: str, values: Any, name: str) -> Fault | None:
    """Adds one column; what keeps it from being one."""
    import pandas as pd

    dtype = values.dtype
    if isinstance(dtype, pd.DatetimeTZDtype) or dtype.kind == "M":
        _add_times(builder, column, values)
    elif isinstance(dtype, pd.CategoricalDtype) or _is_text(values):
        return _add_words(builder, column, values, name)
    elif pd.api.types.is_numeric_dtype(dtype):
        builder.add_numbers(column, _numbers(values))
    else:
        return Fault(f"{name}, column '{column}'", f"its dtype is {dtype}, which is no column of "
                     "numbers, times or names", "convert it with astype(), or drop the column")
    return None


def _is_text(values: Any) -> bool:
    import pandas as pd

    if isinstance(values.dtype, pd.StringDtype):
        return True
    return bool(values.dtype == object
                and pd.api.types.infer_dtype(values, skipna=True) == "string")


def _numbers(values: Any) -> np.ndarray[Any, Any]:
    """As the engine takes them: doubles, floats and 64-bit integers as they lie, else doubles."""
    array = values.to_numpy()
    if array.dtype == object or array.dtype.kind == "b":  # nullable columns with a null
        array = values.to_numpy(dtype="float64", na_value=np.nan)
    if array.dtype not in (np.float64, np.float32, np.int64):
        array = array.astype(np.int64 if array.dtype.kind in "iu" and array.itemsize < 8
                             else np.float64)
    return np.ascontiguousarray(array)


def _add_times(builder: Any, column: str, values: Any) -> None:
    import pandas as pd

    zone = values.dtype.tz if isinstance(values.dtype, pd.DatetimeTZDtype) else None
    index = pd.DatetimeIndex(values)
    naive = index.tz_convert("UTC").tz_localize(None) if zone is not None else index
    array = np.ascontiguousarray(naive.to_numpy())
    unit = np.datetime_data(array.dtype)[0]
    tick = {"s": "s", "ms": "m", "us": "u", "ns": "n"}[unit]
    builder.add_times(column, array.view(np.int64), f"ts{tick}:{'UTC' if zone is not None else ''}")


def _add_words(builder: Any, column: str, values: Any, name: str) -> Fault | None:
    import pandas as pd

    words = pd.Categorical(values)
    labels = [str(label) for label in words.categories]
    builder.add_categories(column, np.ascontiguousarray(words.codes, dtype=np.int32), labels)
    return None
