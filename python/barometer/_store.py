# SPDX-License-Identifier: Apache-2.0
"""Runs of the run store, and two of them side by side."""

from __future__ import annotations

import json
import os
from functools import cached_property
from html import escape
from typing import Any

from barometer import _engine
from barometer._run import text_width
from barometer._table import Table

__all__ = ["Comparison", "compare", "runs"]

STORE = "runs/barometer.db"


def runs(store: str | os.PathLike[str] = STORE) -> Table:
    """Every row of a run store in the order in which they came, trials of studies included: id,
    kind, study, number, state, strategy, params, objective, fingerprint, folder, times, and a
    column a metric (docs/run_store.md)."""
    return Table(_engine.runs_of(os.fspath(store)))


class Comparison:
    """What differs between two runs: :func:`compare` makes it, and printed it is the text of
    ``barometer compare``."""

    def __init__(self, found: Any) -> None:
        self._found = found

    @cached_property
    def json(self) -> dict[str, Any]:
        """All of it: keys, metrics, first fill, and the difference of the Sharpe ratios, in all and
        by regime (docs/cli.md)."""
        made: dict[str, Any] = json.loads(self._found.json())
        return made

    @property
    def same_results(self) -> bool:
        """Whether fills and equity are the same to the bit."""
        return bool(self.json["same_results"])

    def report(self, path: str | os.PathLike[str] = "compare.html") -> str:
        """Writes the page for a browser, one file without network, and returns its path."""
        self._found.write_page(os.fspath(path))
        return os.fspath(path)

    def __repr__(self) -> str:
        return str(self._found.text(text_width()))

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>"


def compare(a: str | int | os.PathLike[str], b: str | int | os.PathLike[str],
            store: str | os.PathLike[str] | None = None) -> Comparison:
    """Two runs side by side, and whether chance explains their difference.

    a, b   run folders, or rows of the store: their number (:func:`runs`), or how the fingerprint or
           the name of the run folder begins
    store  the file of the run store; None: runs/barometer.db
    """
    file = os.fspath(STORE if store is None else store)
    return Comparison(_engine.compare(_word(a), _word(b), file))


def _word(named: str | int | os.PathLike[str]) -> str:
    return str(named) if isinstance(named, int) else os.fspath(named)
