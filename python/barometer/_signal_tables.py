# SPDX-License-Identifier: Apache-2.0
"""Tables of signals of other libraries, by symbol."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from barometer._frames import _named_columns
from barometer.errors import Fault

FLAGS = ("entries", "exits", "short_entries", "short_exits")
SYMBOL_NAMES = ("symbol", "ticker", "instrument")
NONE = np.iinfo(np.int64).min


class SymbolTable(NamedTuple):
    """The rows of one symbol: times as ns, and a value each."""

    symbol: str  # "": the run's only one
    utc: Any  # None: the clock has no zone
    wall: Any  # what the clock showed
    values: Any  # float64, or uint8 of flags


def read_table(table: Any, role: str, faults: list[Fault]) -> list[SymbolTable]:
    """The rows of every symbol of a table; of one with faults none."""
    columns = dict(_columns(table, role))
    times = [name for name, values in columns.items() if _is_time(values)]
    if len(times) != 1:
        faults.append(Fault(role, f"has {len(times)} columns of times"
                            + (f": {', '.join(times)}" if times else ""),
                            "give one, or in pandas an index of times"))
        return []
    utc, wall = _times(columns.pop(times[0]))
    if len(missing := np.flatnonzero(wall == NONE)):
        faults.append(Fault(role, f"has no time in {_rows(missing)}", "drop these rows"))
        return []
    named = next((name for name in columns if name.lower() in SYMBOL_NAMES), None)
    if named is not None:
        return _long(columns, named, utc, wall, role, faults)
    if len(columns) == 1 and next(iter(columns)).lower() in (role, role[:-1], "weight"):
        columns = {"": next(iter(columns.values()))}
    if not columns:
        faults.append(Fault(role, "has no column of values", "give one for each symbol"))
    return [SymbolTable(symbol, utc, wall,
                        _values(values, f"{role} of {symbol}" if symbol else role, role, faults))
            for symbol, values in columns.items()]


def _long(columns: dict[str, Any], named: str, utc: Any, wall: Any, role: str,
          faults: list[Fault]) -> list[SymbolTable]:
    symbols = columns.pop(named)
    if len(columns) != 1:
        faults.append(Fault(role, f"has beside '{named}' {len(columns)} columns of values"
                            + (f": {', '.join(columns)}" if columns else ""), "give one"))
        return []
    column, values = next(iter(columns.items()))
    read = _values(values, f"{role}, column '{column}'", role, faults)
    words = _array(symbols)
    nulls = np.fromiter((word is None or word != word for word in words), bool, len(words))
    if nulls.any():
        faults.append(Fault(role, f"names no symbol in {_rows(np.flatnonzero(nulls))}",
                            "name one in each row"))
        return []
    labels, which = np.unique(words.astype(str), return_inverse=True)
    return [SymbolTable(str(label), None if utc is None else utc[rows], wall[rows], read[rows])
            for i, label in enumerate(labels) for rows in [np.flatnonzero(which == i)]]


def _columns(table: Any, role: str) -> Iterator[tuple[str, Any]]:
    pandas = sys.modules.get("pandas")
    kind = type(table).__module__.partition(".")[0]
    if pandas is not None and isinstance(table, pandas.Series):
        table = table.to_frame(role)
    if pandas is not None and isinstance(table, pandas.DataFrame):
        index = table.index  # without a name and times it only numbers the rows
        numbers = index.nlevels == 1 and index.name is None and not _is_time(index)
        return iter(_named_columns(table.reset_index(drop=True) if numbers else table))
    if kind == "polars" and hasattr(table, "get_columns"):
        return ((column.name, column) for column in table.get_columns())
    if not hasattr(table, "__arrow_c_stream__") or kind == "polars":
        raise TypeError(f"{role}: expected a Series of pandas or a table of pandas, polars, "
                        f"pyarrow or DuckDB, found {type(table).__name__}")
    import pyarrow as pa

    arrow = pa.table(table)
    return ((name, arrow[name]) for name in arrow.column_names)


def _kind(values: Any) -> str:
    return type(values).__module__.partition(".")[0]


def _is_time(values: Any) -> bool:
    if _kind(values) == "pandas":
        return getattr(values.dtype, "kind", "O") == "M"
    kind = str(values.dtype if _kind(values) == "polars" else values.type)
    return kind.startswith(("Date", "timestamp", "date"))


def _times(values: Any) -> tuple[Any, Any]:
    """As UTC, where there is a zone, and as its clock shows them."""
    if _kind(values) == "pandas":
        import pandas as pd

        index = pd.DatetimeIndex(values)
        wall = _ns(index.tz_localize(None).to_numpy())
        return (_ns(index.tz_convert("UTC").tz_localize(None).to_numpy())
                if index.tz is not None else None), wall
    if _kind(values) == "polars":
        zone = getattr(values.dtype, "time_zone", None)
        here = values.dt.replace_time_zone(None) if zone else values
        return (_ns(values.dt.convert_time_zone("UTC").dt.replace_time_zone(None).to_numpy())
                if zone else None), _ns(here.to_numpy())
    import pyarrow.compute as pc

    zone = getattr(values.type, "tz", None)
    here = pc.local_timestamp(values) if zone else values
    return _ns(values.to_numpy()) if zone else None, _ns(here.to_numpy())


def _ns(times: Any) -> Any:
    """datetime64 of any unit as ns since 1970; what 64 bits do not hold is none."""
    made = times.astype("M8[ns]")
    unit = np.datetime_data(times.dtype)[0]
    return np.where(made.astype(f"M8[{unit}]") == times, made.view(np.int64), NONE)


def _array(values: Any) -> Any:
    return np.asarray(values.to_numpy())


def _values(values: Any, where: str, role: str, faults: list[Fault]) -> Any:
    """Weights as float64 with NaN for null, flags as uint8."""
    array = _array(values)
    if array.dtype == object:
        array = np.array([np.nan if _is_null(value) else value for value in array], dtype=object)
        if all(isinstance(value, (bool, int, float, np.number, np.bool_)) for value in array):
            array = array.astype(np.float64)
    if array.dtype.kind not in "biuf":
        faults.append(Fault(where, "holds no numbers or booleans", "convert it, or drop it"))
        return np.zeros(len(array))
    numbers = np.ascontiguousarray(array, dtype=np.float64)
    if role not in FLAGS:
        return numbers
    bad = np.flatnonzero((numbers != 0) & (numbers != 1))
    if len(bad):
        faults.append(Fault(where, f"expected true or false, found another value or null in "
                            f"{_rows(bad)}", "fill what is missing with false"))
    return (numbers == 1).astype(np.uint8)


def _is_null(value: Any) -> bool:
    return value is None or type(value).__name__ == "NAType" or value != value


def _rows(numbers: Any) -> str:
    """Row numbers from 1, the first five of them."""
    said = ", ".join(str(number + 1) for number in numbers[:5])
    more = f" and {len(numbers) - 5} more" if len(numbers) > 5 else ""
    return f"row{'s' if len(numbers) > 1 else ''} {said}{more}"
