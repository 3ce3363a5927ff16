# SPDX-License-Identifier: Apache-2.0
"""Tables of results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from barometer import _engine

SHOWN_ROWS = 10


class Table:
    """Columns in memory. ``table["price"]`` is a read-only numpy array over them, without a copy.

    Any library that speaks the Arrow PyCapsule interface takes a table as it is
    (``polars.from_arrow(table)``, ``pyarrow.table(table)``, a DuckDB query), without a copy of any
    number. Times are UTC nanoseconds; names and words are categories; what is undefined is NaN,
    NaT or None.
    """

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    @property
    def column_names(self) -> list[str]:
        """In their order."""
        return list(self._frame.names)

    def __len__(self) -> int:
        return int(self._frame.rows)

    def __contains__(self, name: object) -> bool:
        return name in self._frame.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.column_names)

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        """One column: float64, float32, int64, datetime64[ns] (UTC), or objects (text)."""
        kind = self._frame.kind(name)
        values = self._frame.values(name)
        if kind == "time":
            return np.asarray(values.view("M8[ns]"))
        if kind == "text":
            return np.asarray(values, dtype=object)
        if kind == "category":
            words = np.asarray([*self._frame.labels(name), None], dtype=object)
            return np.asarray(words[np.maximum(values, -1)])
        return np.asarray(values)

    def codes(self, name: str) -> np.ndarray[Any, Any]:
        """Of a category the numbers behind it, without a copy; negative is none."""
        return np.asarray(self._frame.values(name))

    def labels(self, name: str) -> list[str]:
        """What the codes of a category stand for."""
        return list(self._frame.labels(name))

    def rows(self, chosen: np.ndarray[Any, Any]) -> Table:
        """A new table of the rows that a mask, or their numbers, choose."""
        columns = [(name, self._frame.kind(name), _stored(self, name)[chosen],
                    self._frame.labels(name)) for name in self.column_names]
        return _restored(len(columns[0][2]), columns)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._frame.stream()

    def to_pandas(self) -> Any:
        """A pandas DataFrame; times are UTC, words are categories."""
        import pandas as pd

        return pd.DataFrame({name: pandas_column(self, name) for name in self.column_names},
                            copy=False)

    def to_polars(self) -> Any:
        """A polars DataFrame."""
        import polars as pl

        return pl.DataFrame(self)

    def to_pyarrow(self) -> Any:
        """A pyarrow Table."""
        import pyarrow as pa

        return pa.table(self)

    def __repr__(self) -> str:
        return f"{self._title()}\n{self._text()}" if len(self) > 0 else self._title()

    def _title(self) -> str:
        return f"Table of {len(self)} rows: {', '.join(self.column_names)}"

    def _shown(self) -> list[list[str]]:
        shown = min(len(self), SHOWN_ROWS)
        columns = [[name, *(_cell(value) for value in self[name][:shown])]
                   for name in self.column_names]
        return [list(row) for row in zip(*columns, strict=True)]

    def _text(self) -> str:
        rows = self._shown()
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
                 for row in rows]
        return "\n".join(lines + (["..."] if len(self) > SHOWN_ROWS else []))

    def _repr_html_(self) -> str:
        from html import escape

        head, *rows = self._shown() or [self.column_names]
        cells = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
        more = f"<p>{len(self)} rows</p>" if len(self) > SHOWN_ROWS else ""
        names = "".join(f"<th>{escape(name)}</th>" for name in head)
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        return (f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>{more}")

    def __reduce__(self) -> tuple[Any, ...]:
        columns = [(name, self._frame.kind(name), _stored(self, name), self._frame.labels(name))
                   for name in self.column_names]
        return _restored, (len(self), columns)


def pandas_column(table: Table, name: str) -> Any:
    """A column as pandas has it: an array, UTC times or a Categorical."""
    import pandas as pd

    kind = table._frame.kind(name)
    if kind == "time":
        return pd.DatetimeIndex(table[name]).tz_localize("UTC")
    if kind == "category":
        return categories(np.maximum(table.codes(name), -1), table.labels(name))
    return table[name]


def categories(codes: np.ndarray[Any, Any], labels: list[str]) -> Any:
    """A pandas Categorical of codes that are known to be numbers of labels or -1."""
    import pandas as pd

    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(labels), validate=False)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (float, np.floating)):
        return f"{value:.6g}"
    if isinstance(value, np.datetime64):
        return str(value.astype("M8[s]"))
    return str(value)


def _stored(table: Table, name: str) -> Any:
    return table[name] if table._frame.kind(name) == "text" else np.array(table._frame.values(name))


def _restored(rows: int, columns: list[tuple[str, str, Any, list[str]]]) -> Table:
    """A table that was pickled."""
    builder = _engine.FrameBuilder(rows)
    for name, kind, values, labels in columns:
        if kind == "time":
            builder.add_times(name, values, "tsn:UTC")
        elif kind == "category":
            builder.add_categories(name, values.astype(np.int32), labels)
        elif kind == "text":
            words, codes = np.unique(values.astype(str), return_inverse=True)
            builder.add_categories(name, codes.astype(np.int32), [str(word) for word in words])
        else:
            builder.add_numbers(name, values)
    return Table(builder.finish())
