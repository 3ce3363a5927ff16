# SPDX-License-Identifier: Apache-2.0
"""What callers say of a run, as the engine's plan."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from barometer import _engine
from barometer._frames import sources_of
from barometer._strategy import engine_strategy

Config = str | os.PathLike[str] | Mapping[str, Any]
"""The path of a YAML file, YAML text (with a line feed in it), or the same as a mapping."""


def written(value: Any) -> str:
    """A value as the command line's ``--set`` would say it."""
    if isinstance(value, str):
        return json.dumps(value) if value[:1] in ("[", "{", '"', "'") else value
    if isinstance(value, datetime.datetime):  # pandas' Timestamp is one
        return str(value.isoformat())
    if isinstance(value, np.generic):
        return written(value.item())
    if isinstance(value, os.PathLike):
        return str(os.fspath(value))
    return json.dumps(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (datetime.date, os.PathLike)):
        return str(value)
    return value


def overrides_of(overrides: Mapping[str, Any] | None) -> list[str]:
    return [f"{key}={written(value)}" for key, value in (overrides or {}).items()]


def config_text(config: Config) -> tuple[str, str | None]:
    """The file's name for messages, and the text where it is no file."""
    if isinstance(config, Mapping):
        return "config", json.dumps(_plain(config), indent=1)
    if isinstance(config, str) and ("\n" in config or config.lstrip().startswith("{")):
        return "config", config
    return os.fspath(config), None


class TableNames(NamedTuple):
    """What a table's columns are called."""

    time: str | None
    symbol: str | None
    fields: dict[str, str]


TIME_NAMES = ("timestamp", "time", "datetime", "date", "open_time")
FIELDS = ("open", "high", "low", "close", "volume")
SYMBOL_NAMES = ("symbol", "ticker", "instrument")


def names_in(columns: list[tuple[str, str]]) -> TableNames:
    """The columns of bars among (name, Arrow format), whatever their letters' case."""
    by_name = {name.lower(): name for name, _ in reversed(columns)}
    of_time = [name for name, kind in columns if kind[:2] in ("ts", "td")]
    time = (of_time[0] if len(of_time) == 1 else
            next((by_name[name] for name in TIME_NAMES if name in by_name), None))
    symbol = next((by_name[name] for name in SYMBOL_NAMES if name in by_name), None)
    fields: dict[str, str] = {field: by_name[field] for field in FIELDS if field in by_name}
    return TableNames(time, symbol, fields)


def overrides_of_names(names: TableNames, many: bool) -> list[str]:
    """What the engine is told of them; of many tables none has a column of symbols."""
    told = [f"data.time.column={names.time}"] if names.time is not None else []
    told += [f"data.columns.{field}={name}" for field, name in names.fields.items()]
    if "volume" not in names.fields:
        told.append("data.columns.volume=none")
    if names.symbol is not None and not many:
        told.append(f"data.columns.symbol={names.symbol}")
    return told


class Loaded(NamedTuple):
    """A plan with the bars that it is for."""

    source: Any  # where the plan is from
    plan: Any
    market: Any
    names: TableNames | None  # of the columns of ``data``


def load(config: Config, overrides: Mapping[str, Any] | None, data: Any, *, strategy: Any = None,
         symbol: str | None = None, unnamed: str | None = None, threads: int = 0) -> Loaded:
    """Plan and market of a config; with ``data`` its rows stand in place of the config's.
    ``symbol`` is what the only symbol of ``data`` is called, ``unnamed`` where nothing says it."""
    if data is not None and isinstance(config, Mapping) and not _states(config, "data.source"):
        config = {**config, "data": {**config.get("data", {}), "source": "table"}}
    file, text = config_text(config)
    given = overrides_of(overrides)
    strategy = engine_strategy(
        strategy, lambda symbols: _engine.clock_of(file, text, given, symbols))
    if data is None:
        source = _engine.config_source(file, text, overrides=given, strategy=strategy)
        plan = _engine.plan_of(source)
        return Loaded(source, plan, _engine.load_market(plan, threads, None), None)
    sources = sources_of(data)
    many = len(sources) > 1 or sources[0].symbol != ""
    names = names_in(_engine.stream_columns(sources[0].capsule))
    if symbol is None and not many and names.symbol is None:
        symbol = unnamed
    if symbol is not None and len(sources) == 1:
        sources = [sources[0]._replace(symbol=symbol)]
        many = True
    told = overrides_of_names(names, many)
    if isinstance(config, Mapping):  # of files and texts the engine keeps what they say
        told.append("data.time.stamp=open")
    told = [each for each in told if not _states(config, each.partition("=")[0])]
    source = _engine.config_source(file, text, told, isinstance(config, Mapping), given, strategy)
    plan = _engine.plan_of(source)
    market = _engine.market_of(plan, [tuple(each) for each in sources], threads, None)
    return Loaded(source, plan, market, names)


def _states(config: Config, key: str) -> bool:
    """Whether a mapping says so itself."""
    group: Any = config
    for part in key.split("."):
        if not isinstance(group, Mapping) or part not in group:
            return False
        group = group[part]
    return True
