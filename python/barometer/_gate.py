# SPDX-License-Identifier: Apache-2.0
"""Whether knowing the regime helps."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cached_property
from html import escape
from typing import Any

from barometer import _engine
from barometer._config import Config, load
from barometer._progress import Progress, watcher
from barometer._run import text_width

__all__ = ["Gate", "gate"]


class Gate:
    """What a gate found: :func:`gate` makes it; printed it is the text of ``barometer gate``."""

    def __init__(self, found: Any) -> None:
        self._found = found

    @cached_property
    def json(self) -> dict[str, Any]:
        """All of it: twins, placebo, thresholds, verdict (docs/gate.md)."""
        made: dict[str, Any] = json.loads(self._found.json())
        return made

    def picture(self) -> str:
        """An SVG of the twins, the moved tags and the thresholds."""
        return str(self._found.picture())

    def report(self, path: str | os.PathLike[str] = "gate.html") -> str:
        """Writes the page for a browser, one file without network, and returns its path."""
        self._found.write_page(os.fspath(path))
        return os.fspath(path)

    def __repr__(self) -> str:
        return str(self._found.text(text_width()))

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>{self.picture()}"


def gate(config: Config, overrides: Mapping[str, Any] | None = None, *, data: Any = None,
         strategy: Any = None, symbol: str | None = None, placebos: int | None = None,
         seed: int | None = None, threads: int = 0, progress: Progress = None) -> Gate:
    """Judges whether a strategy is better for knowing the regime: the run beside its twin without
    the regime, runs on tags moved in time, and other thresholds of the taggers (docs/gate.md).

    placebos  runs on moved tags, at the most; 0: none; None: as the config says, or 500
    seed      of the moves; None: the config's run.seed

    Everything else is as of :func:`run`. The same bits for any number of threads.
    """
    with watcher("judging", progress) as watched:
        _, plan, market, _ = load(config, overrides, data, strategy=strategy, symbol=symbol,
                                  threads=threads)
        return Gate(_engine.run_gate(plan, market, placebos, seed, threads, watched))
