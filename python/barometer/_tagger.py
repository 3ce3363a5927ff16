# SPDX-License-Identifier: Apache-2.0
"""Tags of bars that come one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from barometer import _engine
from barometer._config import Config, config_text
from barometer._tag import tagging_config
from barometer._times import Time, stamp_ns
from barometer.errors import Fault, InputError

__all__ = ["BarTags", "Tagger"]

BarTags = _engine.BarTags


class Tagger:
    """Tags bars as they come, any number of symbols: to the bit what :func:`tag` says of the same
    bars in a table.

    >>> import barometer as bm
    >>> live = bm.Tagger(preset="crypto", bar="1h", symbols=["BTC"])
    >>> tags = live.update(1704067200_000_000_000, 100.0, 101.0, 99.5, 100.5, 12.0)
    >>> tags.session, tags["trend"], tags.trend_z, tags.changed
    ('asia', None, None, ('session', 'weekday', 'calendar'))

    bar         how long a bar is, a day at the most: "1h", "15min", "1d"
    preset      "crypto" where nothing is said, "equity_daily", ... (docs/regimes.md)
    symbols     those that will come; where nothing is said one, called "symbol"
    stamp       whether times are those at which bars "open" (where nothing is said) or "close"
    venue       "24x7", "us_equity", "fx" or the path of a venue file; by default the preset's
    plugin      the regime plug-in, by default "regime", with its ``params``
    dimensions  the tags to compute, by name; by default all
    config      in place of all but symbols and dimensions: a config (path, text or mapping) whose
                groups ``data`` and ``regime`` say it, and ``latency``

    One object is for one thread at a time. It can be pickled, which is :meth:`save` and
    :meth:`load`. Raises :class:`InputError` for what a stream cannot have (docs/library.md).
    """

    __slots__ = ("_arguments", "_dated", "_live", "_update")

    def __init__(self, *, bar: str | None = None, preset: str | None = None,
                 symbols: Sequence[str] | None = None, stamp: str | None = None,
                 venue: str | None = None, plugin: str | None = None,
                 params: Mapping[str, Any] | None = None, dimensions: Sequence[str] | None = None,
                 config: Config | None = None) -> None:
        said = {"bar": bar, "preset": preset, "stamp": stamp, "venue": venue, "plugin": plugin,
                "params": params, "config": config}
        plan = _plan(said)
        if symbols is None:
            symbols = ["symbol"] if config is None else []
        only = [] if dimensions is None else list(dimensions)
        self._become(_engine.make_tagger(plan, _names(symbols), only),
                     {**said, "symbols": symbols, "dimensions": dimensions})

    def _become(self, live: Any, arguments: dict[str, Any]) -> None:
        self._live = live
        self._update: Callable[..., BarTags] = live.update
        self._dated: bool = live.dated
        self._arguments = arguments

    def update(self, time: Time, open: float, high: float, low: float, close: float,
               volume: float = 0.0, symbol: str | None = None) -> BarTags:
        """Takes the next closed bar of a symbol and returns its tags.

        time    int, ns since 1970 UTC (the quickest), datetime, numpy.datetime64 or
                pandas.Timestamp; without a zone it is UTC. Of daily bars of a venue with sessions
                the session's date: its midnight
        volume  base units, >= 0
        symbol  may be left out where there is one

        Raises :class:`InputError` for a bad bar, with its place "SYMBOL:row:column" (time 1, open
        2 .. volume 6), and then nothing has changed; :class:`PluginError` where a tagger fails.
        """
        if type(time) is not int:
            time = stamp_ns(time, self._dated)
        return self._update(time, open, high, low, close, volume, symbol)

    def tags(self, symbol: str | None = None) -> BarTags:
        """Those of the symbol's last bar."""
        found: BarTags = self._live.tags(symbol)
        return found

    def bars(self, symbol: str | None = None) -> int:
        """How many bars of the symbol there were."""
        return int(self._live.bars(symbol))

    @property
    def symbols(self) -> list[str]:
        """Those that may come."""
        return list(self._live.symbols)

    @property
    def dimensions(self) -> list[str]:
        """Names of the tags that are computed."""
        return list(self._live.dimensions)

    @property
    def latency(self) -> dict[str, Any]:
        """What updates took inside the engine, where the config's ``latency.meter`` is not off:
        metered, updates, p50_ns, p99_ns (None while there are too few), max_ns, budgets, breached.
        """
        found: dict[str, Any] = self._live.latency
        return found

    def save(self) -> bytes:
        """Everything that :meth:`load` needs to go on from here, the bars included: 48 bytes each
        and what the taggers keep."""
        return bytes(self._live.save())

    @classmethod
    def load(cls, state: bytes, *, bar: str | None = None, preset: str | None = None,
             symbols: Sequence[str] | None = None, stamp: str | None = None,
             venue: str | None = None, plugin: str | None = None,
             params: Mapping[str, Any] | None = None, dimensions: Sequence[str] | None = None,
             config: Config | None = None) -> Tagger:
        """A tagger that goes on where :meth:`save` was called, to the same bits. Arguments as those
        of the tagger that was saved; its symbols and dimensions are in the state, and may be left
        out. Raises :class:`InputError` for damaged bytes, and for those of other arguments or of
        another version."""
        said = {"bar": bar, "preset": preset, "stamp": stamp, "venue": venue, "plugin": plugin,
                "params": params, "config": config}
        live = _engine.load_tagger(_plan(said), bytes(state))
        _require("symbols", symbols, list(live.symbols))
        _require("dimensions", dimensions, list(live.dimensions))
        made = cls.__new__(cls)
        made._become(live, {**said, "symbols": symbols, "dimensions": dimensions})
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.save(), self._arguments)

    def __repr__(self) -> str:
        bars = ", ".join(f"{symbol} {self.bars(symbol)}" for symbol in self.symbols[:8])
        more = ", ..." if len(self.symbols) > 8 else ""
        return f"<Tagger of {', '.join(self.dimensions)}; bars: {bars}{more}>"


def _restored(cls: type[Tagger], state: bytes, arguments: dict[str, Any]) -> Tagger:
    return cls.load(state, **{**arguments, "symbols": None, "dimensions": None})


def _names(symbols: Sequence[str]) -> list[str]:
    if isinstance(symbols, str):
        raise TypeError(f"symbols: expected a list of names, found the text '{symbols}'")
    return [str(symbol) for symbol in symbols]


def _plan(said: Mapping[str, Any]) -> Any:
    config = said["config"]
    beside = [name for name, value in said.items() if name != "config" and value is not None]
    if config is not None and beside:
        raise TypeError(f"config says what {', '.join(beside)} would say: leave one of them out")
    if config is None:
        if said["bar"] is None:
            raise TypeError('bar: say how long a bar is, such as bar="1h"')
        config = tagging_config(said["preset"] or "crypto", said["bar"], said["stamp"] or "open",
                                "oldest_first", said["venue"], said["plugin"] or "regime",
                                said["params"])
    file, text = config_text(config)
    return _engine.plan_of(_engine.config_source(file, text))


def _require(what: str, asked: Sequence[str] | None, saved: list[str]) -> None:
    if asked is None or sorted(_names(asked)) == sorted(saved):
        return
    fault = Fault("state", f"{what}: the tagger that was saved had {', '.join(saved)}",
                  f"leave {what} out, or say the same")
    raise InputError(f"{fault.where}: {fault.what}\n    {fault.fix}", (fault,))
