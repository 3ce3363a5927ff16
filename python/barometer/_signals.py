# SPDX-License-Identifier: Apache-2.0
"""Signals as strategies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from barometer import _engine
from barometer._signal_tables import FLAGS, SymbolTable, read_table
from barometer.errors import Fault, InputError

__all__ = ["Signals", "signals"]

DAY = 86_400 * 10**9
NONE = np.iinfo(np.int64).min  # the time that is none

Clock = Callable[[list[str]], tuple[str, list[bool]]]
"""Of symbols, as the data that they are for has it: the zone of times without one, and of each
whether its bars are days of sessions, which are stamped with dates."""


class _Rows(NamedTuple):
    """The rows of a symbol, by role what they say."""

    symbol: str
    utc: Any  # None: their clock has no zone
    wall: Any
    columns: dict[str, Any]


class Signals:
    """A strategy that does what a table says: :func:`signals` makes it."""

    def __init__(self, rows: list[_Rows], weight: float | None) -> None:
        self._rows = rows
        self._weight = weight
        self.engine(None)  # tells what is wrong with the table at once

    def engine(self, clock: Clock | None) -> Any:
        """What the engine takes in place of a plug-in; without a clock, times without a zone are
        UTC."""
        zone, dated = "UTC", [False] * len(self._rows)
        if clock is not None:
            zone, dated = clock([rows.symbol for rows in self._rows])
        faults: list[Fault] = []
        symbols = [(rows.symbol, _times(rows, zone, by_date, faults),
                    rows.columns.get("weights", np.empty(0)),
                    [rows.columns.get(flag, np.empty(0, np.uint8)) for flag in FLAGS])
                   for rows, by_date in zip(self._rows, dated)]
        raise_if_any(faults)
        return _engine.signals_strategy(symbols, self._weight)

    def __repr__(self) -> str:
        said = ", ".join(f"{rows.symbol or 'the only symbol'} {len(rows.wall)}"
                         for rows in self._rows[:8])
        return f"<Signals; rows: {said}{', ...' if len(self._rows) > 8 else ''}>"


def signals(weights: Any = None, *, entries: Any = None, exits: Any = None,
            short_entries: Any = None, short_exits: Any = None,
            weight: float | None = None) -> Signals:
    """A strategy of target weights, or of entries and exits, for ``run(..., strategy=...)``, at the
    speed of C++.

    A row acts when the bar that has its time closes, and fills at the next one, as an order of any
    strategy does. Times are those of the data's rows: of what its ``stamp`` says, opens or closes;
    without a zone in ``data.time.zone`` of the config, by default UTC; midnights where bars are
    days of sessions.

    weights        signed fractions of equity to hold; null and NaN leave the target as it is
    entries, exits, short_entries, short_exits
                   booleans with the same times. An entry makes the target +weight, a short entry
                   -weight, an exit 0 where it is long, a short exit 0 where it is short
    weight         of entries, a fraction of equity; by default 1 / number of symbols

    Each is a Series of pandas with an index of times (of the run's only symbol), or a table of
    pandas, polars, pyarrow or DuckDB with a column (or index) of times: wide, with a column for
    each symbol, or long, with a column ``symbol`` and one of values. A single column called as
    the argument is, or "weight", is that of the run's only symbol.

    Raises :class:`InputError` with every fault of the table; rows are counted from 1, by symbol.
    """
    given = {"weights": weights, "entries": entries, "exits": exits,
             "short_entries": short_entries, "short_exits": short_exits}
    faults: list[Fault] = []
    tables = {role: read_table(table, role, faults) for role, table in given.items()
              if table is not None}
    if not tables:
        raise TypeError("signals: give weights, or entries and exits")
    if "weights" in tables and len(tables) > 1:
        faults.append(Fault("signals", "has weights beside entries and exits", "give one of them"))
    raise_if_any(faults)
    rows = _together(tables, faults)
    raise_if_any(faults)
    return Signals(rows, weight)


def raise_if_any(faults: list[Fault]) -> None:
    if faults:
        raise InputError("\n".join(f"{fault.where}: {fault.what}\n    {fault.fix}"
                                   for fault in faults), tuple(faults))


def _together(tables: dict[str, list[SymbolTable]], faults: list[Fault]) -> list[_Rows]:
    """The rows of each symbol, whose columns all have the same times."""
    first_role, first = next(iter(tables.items()))
    made = {table.symbol: _Rows(table.symbol, table.utc, table.wall, {first_role: table.values})
            for table in first}
    for role, found in list(tables.items())[1:]:
        if (names := sorted(table.symbol for table in found)) != sorted(made):
            faults.append(Fault(role, f"has the symbols {', '.join(names)}; {first_role} has "
                                f"{', '.join(sorted(made))}", "give all the same symbols"))
            continue
        for table in found:
            _add(made[table.symbol], role, table, first_role, faults)
    return list(made.values())


def _add(rows: _Rows, role: str, table: SymbolTable, first_role: str, faults: list[Fault]) -> None:
    of = f" of {table.symbol}" if table.symbol else ""
    if len(table.wall) != len(rows.wall):
        faults.append(Fault(role + of, f"has {len(table.wall)} rows; {first_role} has "
                            f"{len(rows.wall)}", "give all the same times"))
    elif (table.utc is None) != (rows.utc is None) or not np.array_equal(
            *((table.wall, rows.wall) if table.utc is None else (table.utc, rows.utc))):
        one, other = (table.wall, rows.wall) if table.utc is None or rows.utc is None else \
            (table.utc, rows.utc)
        different = np.flatnonzero(one != other)
        row = f"in row {different[0] + 1}" if len(different) else "by its zone"
        faults.append(Fault(role + of, f"has another time than {first_role} {row}",
                            "give all the same times"))
    rows.columns[role] = table.values


def _times(rows: _Rows, zone: str, by_date: bool, faults: list[Fault]) -> Any:
    """The stamps as ns since 1970 UTC."""
    if by_date and bool(np.all(rows.wall % DAY == 0)):
        return rows.wall
    if rows.utc is not None or zone == "UTC":
        return rows.wall if rows.utc is None else rows.utc
    times = _engine.utc_of(rows.wall, zone)
    missing = np.flatnonzero(times == NONE)
    if len(missing):
        faults.append(Fault(f"signals{' of ' + rows.symbol if rows.symbol else ''}",
                            f"no clock of {zone} shows the time of row {missing[0] + 1}",
                            "give times with their zone"))
    return times
