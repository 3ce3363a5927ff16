# SPDX-License-Identifier: Apache-2.0
"""One run."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from typing import Any

from barometer import _engine
from barometer._config import Config, load
from barometer._isolated import in_a_process
from barometer._progress import Progress, watcher
from barometer._table import Table
from barometer.errors import InputError

__all__ = ["Metrics", "Run", "run"]

NARROW, WIDE = 80, 120  # columns of text


class Metrics(Mapping[str, float | None]):
    """Figures of a run by the keys of run.json: ``run.metrics.sharpe``, ``run.metrics["sharpe"]``.

    An undefined one is None. docs/metrics.md has their units.
    """

    def __init__(self, values: dict[str, float | None]) -> None:
        self._values = values

    def __getitem__(self, key: str) -> float | None:
        return self._values[key]

    def __getattr__(self, key: str) -> float | None:
        try:
            return self.__dict__["_values"][key]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(f"there is no metric '{key}'; there are "
                                 f"{', '.join(self.__dict__.get('_values', {}))}") from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._values]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return "\n".join(f"{key:32} {value}" for key, value in self._values.items())


class Run:
    """A finished run. Made by :func:`run`; it never changes, can be pickled, and printed it is its
    headline.

    A run that was pickled has everything but its page and its folder, which need the engine's own
    record of it.
    """

    def __init__(self, result: Any, market: Any) -> None:
        self._result = result
        self._market = market
        self._kept: dict[str, Any] = {}

    def _keep(self, key: str, make: Any) -> Any:
        if key not in self._kept:
            if self._result is None:
                raise InputError(f"a run that was pickled has no {key}: run it again", ())
            self._kept[key] = make(self._result)
        return self._kept[key]

    @property
    def fingerprint(self) -> str:
        """Equal for two runs exactly when their fills and equity are equal to the bit."""
        return str(self._keep("fingerprint", lambda result: result.fingerprint))

    @property
    def json(self) -> dict[str, Any]:
        """The whole run as run.json has it (docs/run.schema.json)."""
        made: dict[str, Any] = self._keep("json", lambda result: json.loads(result.json()))
        return made

    @property
    def metrics(self) -> Metrics:
        """Return, risk, exposure, costs and trades."""
        return Metrics(self.json["metrics"])

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """What a reader of the numbers should know: (code, sentence)."""
        return list(self._keep("warnings", lambda result: result.warnings))

    def table(self, name: str) -> Table:
        """A table of the run folder by its name there (docs/run_folder.md), such as "orders"."""
        if name not in _engine.RUN_TABLES:
            raise KeyError(f"there is no table '{name}'; there are {', '.join(_engine.RUN_TABLES)}")
        table: Table = self._keep(name, lambda result: Table(result.frame(name)))
        return table

    @property
    def equity(self) -> Table:
        """The account at the close of every step: time, cash, equity, gross_exposure,
        net_exposure; account currency."""
        return self.table("equity")

    @property
    def fills(self) -> Table:
        """In the order in which they happened."""
        return self.table("fills")

    @property
    def orders(self) -> Table:
        """Every order, rejected ones included, in the order of arrival."""
        return self.table("orders")

    @property
    def trades(self) -> Table:
        """Round trips."""
        return self.table("trades")

    @property
    def log(self) -> Table:
        """What the strategy logged."""
        return self.table("log")

    @property
    def series(self) -> Table:
        """What the strategy plotted."""
        return self.table("series")

    @property
    def regimes(self) -> dict[str, Table]:
        """By dimension a row for each of its labels: how often it held, what was earned in it, and
        how sure that is (docs/run_folder.md, regimes.csv)."""
        table = self.table("regimes")
        if len(table) == 0:
            return {}
        of = table["dimension"]
        return {name: table.rows(of == name) for name in dict.fromkeys(of)}

    @property
    def returns(self) -> Any:
        """Simple returns of sessions: a pandas Series by day where pandas is installed (as
        QuantStats and empyrical take it), else a :class:`Table`."""
        table: Table = self._keep("returns", lambda result: Table(result.returns()))
        try:
            import pandas as pd
        except ModuleNotFoundError:
            return table
        days = pd.DatetimeIndex(table["time"] - 1).normalize()  # a midnight closes the day before
        return pd.Series(table["return"], index=days, name="return")

    def bars(self, symbol: str) -> dict[str, Any]:
        """The bars of a symbol as read-only arrays over the engine's own memory, which they keep
        alive: close_time (ns since 1970 UTC), open, high, low, close, volume."""
        if self._market is None:
            raise InputError("a run that was pickled has no bars: run it again", ())
        columns: dict[str, Any] = self._market.bars(symbol)
        return columns

    def headline(self) -> str:
        """What ``barometer run`` prints: one screen of 80 columns."""
        text = str(self._keep("headline", lambda result: result.text(NARROW, False)))
        return text.replace("--verbose prints the whole summary", "run.summary() says all of it")

    def summary(self) -> str:
        """What ``barometer run --verbose`` prints."""
        return str(self._keep("summary", lambda result: result.text(WIDE, True)))

    def report(self, path: str | os.PathLike[str] = "report.html") -> str:
        """Writes the page for a browser, one file without network, and returns its path."""
        if self._result is None:
            raise InputError("a run that was pickled has no page: run it again", ())
        self._result.write_page(os.fspath(path))
        return str(os.fspath(path))

    def save(self, folder: str | os.PathLike[str]) -> str:
        """Writes the run folder (docs/run_folder.md), whole or not at all; returns its path."""
        if self._result is None:
            raise InputError("a run that was pickled has no folder: run it again", ())
        return str(self._result.write_folder(os.fspath(folder)))

    def __repr__(self) -> str:
        return self.headline()

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(self.headline())}</pre>{self.picture()}"

    def picture(self) -> str:
        """Equity and drawdown as an SVG, which a notebook shows under the headline."""
        return str(self._keep("picture", lambda result: result.picture()))

    def __getstate__(self) -> dict[str, Any]:
        if self._result is not None:
            for name in _engine.RUN_TABLES:
                self.table(name)
            self._keep("returns", lambda result: Table(result.returns()))
            _ = (self.json, self.fingerprint, self.warnings)
            self.headline(), self.summary(), self.picture()
        return {"_kept": self._kept}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._result = self._market = None
        self._kept = state["_kept"]


def run(config: Config, overrides: Mapping[str, Any] | None = None, *, data: Any = None,
        strategy: Any = None, symbol: str | None = None, threads: int = 0, record: bool = True,
        progress: Progress = None, isolated: bool = False) -> Run:
    """Runs a strategy over bars, and says where the money came from, regime by regime.

    config     the path of a YAML file, YAML text, or the same as a mapping (docs/config.md)
    overrides  {"strategy.params.lookback": 48, ...}: what ``--set`` says on the command line
    data       bars in place of the config's: a table of pandas, polars, pyarrow or DuckDB (wide or
               long), or a mapping of symbol to table; then of the config's ``data`` only bar,
               venue, period and time zone count (docs/python.md)
    strategy   a :class:`Strategy`, or :func:`signals`, in place of the config's plug-in
    symbol     what the only symbol of ``data`` is called
    threads    at the most; 0: as the config says, or all cores
    record     whether the run store counts it (docs/run_store.md)
    progress   True draws a bar, a callable gets the share done; None: a bar where it takes long
               and somebody watches
    isolated   whether it is made in a process of its own, so that a plug-in that crashes ends
               that one alone; the run is then as one that was pickled

    The interpreter's lock is released meanwhile, and Ctrl-C stops the run. Raises
    :class:`InputError` or :class:`PluginError` with every fault.
    """
    if isolated:
        made: Run = in_a_process(run, config, overrides, data=data, strategy=strategy,
                                 symbol=symbol, threads=threads, record=record, progress=False)
        return made
    with watcher("running", progress) as watched:
        _, plan, market, _ = load(config, overrides, data, strategy=strategy, symbol=symbol,
                                  threads=threads)
        result = _engine.run(plan, market, None, None, threads, watched)
    made = Run(result, market)
    if record:
        _record(result)
    return made


def _record(result: Any) -> None:
    """As on the command line: the run has succeeded, whatever becomes of its row."""
    try:
        result.record("")
    except Exception as error:
        import warnings

        warnings.warn("the run is not in the run store, and not counted among the trials of its "
                      f"strategy: {error}", stacklevel=3)


def text_width() -> int:
    """Columns of the terminal."""
    return min(WIDE, shutil.get_terminal_size((NARROW, 24)).columns)
