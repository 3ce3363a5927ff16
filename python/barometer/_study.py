# SPDX-License-Identifier: Apache-2.0
"""Many runs judged together."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from html import escape
from typing import Any

import numpy as np

from barometer import _engine
from barometer._config import Config, load
from barometer._progress import Progress, watcher
from barometer._run import text_width
from barometer._table import Table

__all__ = ["Study", "study"]


class Study:
    """A finished study: :func:`study` makes it, and printed it is the table of its best trials and
    what may be believed of them."""

    def __init__(self, judged: Any, top: int) -> None:
        self._judged = judged
        self._top = top

    @cached_property
    def json(self) -> dict[str, Any]:
        """All of it with the best 1,000 trials, as ``barometer study --json`` writes it
        (docs/study.md)."""
        made: dict[str, Any] = json.loads(self._judged.json())
        return made

    @cached_property
    def trials(self) -> Table:
        """Every trial that has an objective, the best first: number, a column for each key that is
        swept (numbers where all values are), objective, seconds that it took, and its metrics by
        their keys; ``session_sharpe`` is not scaled to a year."""
        return Table(self._judged.trials())

    @property
    def best(self) -> dict[str, Any]:
        """Values of the best trial by the keys that were swept; empty where none has an objective.
        Of keys whose values have no names of their own they are overrides:
        ``bm.run(config, study.best)``."""
        if self.json["best"] is None:
            return {}
        return {axis: _value(text) for axis, text in
                zip(self.json["axes"], self.json["best"]["values"], strict=True)}

    @property
    def verdict(self) -> str:
        """In one sentence, what may be believed of the best trial."""
        return str(self.json["sentence"])

    @property
    def doubts(self) -> list[str]:
        """What speaks against believing it; empty: nothing here does."""
        return list(self.json["doubts"])

    @property
    def idle_axes(self) -> list[str]:
        """Keys that change nothing: trials that differ in one of them alone are the same."""
        return list(self._judged.idle_axes)

    @property
    def store(self) -> str:
        """The file of the run store that has its trials."""
        return str(self._judged.store)

    def overfitting(self) -> dict[str, float | None]:
        """What chance and choosing make of the best, None where it cannot be said (docs/study.md):

        trials                   that were counted, those of earlier studies included
        pbo                      probability of backtest overfitting, 0..1
        sharpe                   of the best, a year
        probabilistic_sharpe     probability that its true Sharpe ratio is above 0
        deflated_sharpe          the same, above what the best of as many trials shows by luck
        expected_best_by_luck    that Sharpe ratio, a year
        luck                     chance that the best of as many without an edge is as good
        superior_ability_p       against the benchmark, Hansen's consistent p
        minimum_years            of data that so many trials ask for, and ``years`` that there are
        """
        figures = self.json["figures"]

        def of(figure: str, *keys: str) -> float | None:
            found: Any = figures[figure]
            for key in keys:
                found = found.get(key) if found is not None else None
            return None if found is None else float(found)

        return {"trials": float(self.json["counts"]["counted"]),
                "pbo": of("overfitting", "probability"),
                "sharpe": of("sharpe", "sharpe"),
                "probabilistic_sharpe": of("sharpe", "probabilistic_sharpe"),
                "deflated_sharpe": of("deflated_sharpe", "probability"),
                "expected_best_by_luck": of("deflated_sharpe", "expected_best"),
                "luck": of("luck", "chance"),
                "superior_ability_p": of("superior_ability", "p_values", "consistent"),
                "minimum_years": of("backtest_length", "years"),
                "years": of("backtest_length", "have")}

    def to_pandas(self) -> Any:
        """:attr:`trials` as a pandas DataFrame."""
        return self.trials.to_pandas()

    def report(self, path: str | os.PathLike[str] = "study.html") -> str:
        """Writes the page for a browser, one file without network, and returns its path."""
        self._judged.write_page(os.fspath(path))
        return os.fspath(path)

    def __repr__(self) -> str:
        width = text_width()
        idle = "".join(f"warning: {axis} changes nothing: leave it out of the study\n"
                       for axis in self.idle_axes)
        return (f"{self._judged.table_text(self._top, width)}\n"
                f"{self._judged.verdict_text(width)}{idle}")

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>"


def _value(text: str) -> Any:
    """A value of an axis as the number or boolean that it is."""
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def _axis(values: Any) -> Any:
    """Values of an axis as the config has them: a range or an array is a list."""
    if isinstance(values, np.ndarray):
        return values.tolist()
    if isinstance(values, Iterable) and not isinstance(values, (str, Mapping)):
        return list(values)
    return values


def study(config: Config, over: Mapping[str, Any] | None = None,
          overrides: Mapping[str, Any] | None = None, *, data: Any = None, strategy: Any = None,
          symbol: str | None = None, store: str | os.PathLike[str] | None = None,
          resume: bool = False, top: int = 10, threads: int = 0,
          progress: Progress = None) -> Study:
    """Runs a config many times with other values, writes every trial into the run store, and says
    what may be believed of the best.

    over     {"strategy.params.fast": [5, 10, 20], ...}: keys that trials differ in, with a list or
             range of values each, or what ``study.over`` takes (docs/config.md); in place of the
             config's own. Objective, walk-forward, holdout and all else are the config's ``study``,
             or overrides: {"study.objective": "calmar", "study.holdout": "20%"}
    store    the file of the run store; None: barometer.db in the config's output.dir
    resume   go on with a study that Ctrl-C has ended; a strategy in Python has to begin anew
    top      trials that are printed

    Everything else is as of :func:`run`. Ctrl-C ends it, and what is done is in the store. A trial
    that fails is counted and said, and ends nothing. A strategy in Python is run on several
    threads, which take turns at the interpreter's lock.
    """
    given = dict(overrides or {})
    if over is not None:
        given["study.over"] = {key: _axis(values) for key, values in over.items()}
    with watcher("trials", progress) as watched:
        source, plan, market, _ = load(config, given, data, strategy=strategy,
                                       symbol=symbol, threads=threads)
        file = None if store is None else os.fspath(store)
        judged = _engine.run_study(source, plan, market, file, resume, top, threads, watched)
    return Study(judged, top)
