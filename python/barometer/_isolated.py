# SPDX-License-Identifier: Apache-2.0
"""Runs in a process of their own."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from typing import Any

from barometer.errors import PluginError


def _work(pipe: Any, work: Callable[..., Any], args: tuple[Any, ...],
          named: dict[str, Any]) -> None:
    try:
        answer = (True, work(*args, **named))
    except BaseException as error:  # whatever it is, the caller is to have it
        answer = (False, error)
    pipe.send(answer)


def in_a_process(work: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """What ``work`` returns or raises, in a new process; :class:`PluginError` where that dies."""
    spawning = multiprocessing.get_context("spawn")
    ours, theirs = spawning.Pipe(duplex=False)
    child = spawning.Process(target=_work, args=(theirs, work, args, named), daemon=True)
    child.start()
    theirs.close()
    try:
        succeeded, answer = ours.recv()
    except EOFError:
        child.join()
        raise PluginError(_death(child.exitcode)) from None
    finally:
        child.kill()
        child.join()
    if not succeeded:
        raise answer
    return answer


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        how = f"was ended by {signal.Signals(-code).name}"
    else:
        how = f"ended with exit code {code}"
    return (f"the process of the run {how}: a plug-in or strategy took it along\n"
            "    `barometer run` on the command line says which, at which bar")
