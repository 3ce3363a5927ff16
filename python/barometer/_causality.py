# SPDX-License-Identifier: Apache-2.0
"""Does anything know the future?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from barometer import _engine
from barometer._config import Config, load
from barometer._progress import Progress, watcher

__all__ = ["Causality", "causality"]


class Causality(NamedTuple):
    """What :func:`causality` found."""

    clean: bool
    """Whether nothing depends on more than the bars up to now."""
    found: list[str]
    """What was not the same, a sentence each; of a strategy that acts by the date a note."""

    def __repr__(self) -> str:
        verdict = ("nothing here knows the future" if self.clean else
                   "SOMETHING DEPENDS ON MORE THAN THE BARS UP TO NOW")
        return "\n".join([verdict, *self.found])


def causality(config: Config, overrides: Mapping[str, Any] | None = None, *, data: Any = None,
              strategy: Any = None, symbol: str | None = None, cuts: int = 10, threads: int = 0,
              progress: Progress = None) -> Causality:
    """Runs again with the bars after a cut removed or replaced by noise, and in other ways that
    must change nothing: whatever happened up to the cut must have happened in the same way, to the
    bit. Arguments as of :func:`run`.
    """
    _, plan, market, _ = load(config, overrides, data, strategy=strategy, symbol=symbol,
                              threads=threads)
    with watcher("checking", progress) as watched:
        clean, found = _engine.check_causality(plan, market, cuts, threads, watched)
    return Causality(clean, found)
