# SPDX-License-Identifier: Apache-2.0
"""How far something is, where somebody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = bool | Callable[[float], None] | None
"""True draws a bar, False none; a callable gets the share that is done, 0..1; None draws a bar once
something takes longer than a second and a person watches."""

PATIENCE = 1.0  # seconds before a bar appears unasked
WIDTH = 30


def in_notebook() -> bool:
    """Whether output goes to a notebook."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return shell is not None and hasattr(shell, "kernel")


def _line(label: str, share: float, seconds: float) -> str:
    bar = "#" * round(WIDTH * share)
    left = f", {seconds * (1 - share) / share:.0f} s left" if share > 0.02 else ""
    return f"{label} [{bar:{WIDTH}}] {share:4.0%}{left}"


class _Bar:
    """Drawn on one line of standard error, or in a notebook's cell."""

    def __init__(self, label: str, patience: float) -> None:
        self._label = label
        self._start = time.monotonic()
        self._from = self._start + patience
        self._shown: Any = None

    def __call__(self, share: float) -> None:
        now = time.monotonic()
        if now < self._from:
            return
        self._from = now + 0.1
        self._draw(_line(self._label, share, now - self._start))

    def _draw(self, line: str) -> None:
        if in_notebook():
            from IPython.display import display  # type: ignore[import-not-found,unused-ignore]

            bundle = {"text/plain": line}
            if self._shown is None:
                self._shown = display(bundle, raw=True, display_id=True)
            else:
                self._shown.update(bundle, raw=True)
        else:
            self._shown = True
            print(f"\r{line}\033[K", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._shown is None:
            return
        if in_notebook():
            self._shown.update({"text/plain": ""}, raw=True)
        else:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


@contextmanager
def watcher(label: str, progress: Progress) -> Iterator[Callable[[float], None] | None]:
    """What the engine tells its progress to."""
    if callable(progress):
        yield progress
        return
    watched = progress is True or (progress is None and (in_notebook() or sys.stderr.isatty()))
    bar = _Bar(label, 0.0 if progress else PATIENCE) if watched else None
    try:
        yield bar
    finally:
        if bar is not None:
            bar.end()
