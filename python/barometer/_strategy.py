# SPDX-License-Identifier: Apache-2.0
"""Strategies written in Python."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from barometer import _engine
from barometer._signals import Clock, Signals

__all__ = ["Strategy"]

Context = _engine.Context


class Strategy:
    """The base of strategies in Python: the same rules, fills and report as those in C++, at the
    speed of Python.

    >>> import barometer as bm
    >>> class Above(bm.Strategy):
    ...     \"\"\"Long while the close is above its mean.\"\"\"
    ...     def __init__(self, lookback=50):
    ...         self.lookback = lookback
    ...         self.warmup = lookback
    ...     def on_bar(self, ctx, symbol):
    ...         closes = ctx.history(symbol, last=self.lookback)
    ...         ctx.target_weight(symbol, 0.5 if closes[-1] > closes.mean() else 0.0)
    >>> run = bm.run({"data": {"source": "synthetic", "synthetic": {"symbols": 1, "bars": 500}}},
    ...              strategy=Above(lookback=20), record=False)
    >>> len(run.fills) > 10
    True

    Each run makes its own object, with the arguments of the one that it was given: what a strategy
    keeps is never another run's. Arguments that are numbers or booleans are parameters, which
    overrides and studies may set: ``{"strategy.params.lookback": 30}``.
    """

    tags: Sequence[str] = ()
    """Dimensions of tags that it reads: only these are computed and may be asked for."""
    warmup: int = 0
    """Bars of a symbol on which no order of it is meant."""
    series: Mapping[str, str] = {}
    """Series that it plots, with their units."""

    _arguments: ClassVar[dict[str, Any]] = {}

    def __new__(cls, *args: Any, **kwargs: Any) -> Strategy:
        made = super().__new__(cls)
        if cls.__init__ is not object.__init__:
            bound = inspect.signature(cls.__init__).bind(made, *args, **kwargs)
            bound.apply_defaults()
            made.__dict__["_arguments"] = _flat(bound)
        return made

    def on_step(self, ctx: Context) -> None:
        """Called once a step, when the bars of one time have closed; by default it calls
        :meth:`on_bar` for each symbol that has just closed one."""
        for symbol in ctx.active:
            self.on_bar(ctx, symbol)

    def on_bar(self, ctx: Context, symbol: str) -> None:
        """Called once a closed bar."""


def _flat(bound: inspect.BoundArguments) -> dict[str, Any]:
    """The arguments by name, without self; those of ** as their own."""
    arguments = dict(list(bound.arguments.items())[1:])
    for name, parameter in bound.signature.parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            arguments.update(arguments.pop(name, {}))
        elif parameter.kind is inspect.Parameter.VAR_POSITIONAL and arguments.pop(name, ()):
            raise TypeError("a strategy's arguments have names: no *args")
    return arguments


def _kind(value: Any) -> str | None:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int) and abs(value) <= 2**53:
        return "integer"
    return "number" if isinstance(value, float) else None


def engine_strategy(strategy: Any, clock: Clock | None = None) -> Any:
    """What the engine takes in place of a plug-in; ``clock`` tells signals whose times they are."""
    if isinstance(strategy, Signals):
        return strategy.engine(clock)
    if strategy is None or isinstance(strategy, _engine.CallersStrategy):
        return strategy
    if isinstance(strategy, type) and issubclass(strategy, Strategy):
        strategy = strategy()
    if not isinstance(strategy, Strategy):
        raise TypeError("strategy: expected a barometer.Strategy or barometer.signals(...), found "
                        f"{type(strategy).__name__}")
    cls, arguments = type(strategy), dict(strategy._arguments)

    def made(params: dict[str, Any], symbols: list[str], dimensions: list[str]) -> Strategy:
        return cls(**{**arguments, **params})

    declared = [(name, kind, float(value)) for name, value in arguments.items()
                if (kind := _kind(value)) is not None]
    return _engine.make_strategy(_snake(cls.__name__), made, declared)


def _snake(name: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return re.sub(r"[^a-z0-9_]", "_", words).strip("_") or "strategy"
