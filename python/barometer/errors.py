# SPDX-License-Identifier: Apache-2.0
"""What goes wrong, with every fault that was found and its place."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BarometerError", "DefectError", "Fault", "InputError", "PluginError", "WriteError"]


class Fault(NamedTuple):
    """One thing that is wrong."""

    where: str
    """"file:line:column", "table:row:column", a path or a plug-in; may be empty."""
    what: str
    """What was found and what was expected."""
    fix: str
    """What to do about it; may be empty."""


class BarometerError(Exception):
    """Every failure of the engine; ``faults`` lists all that were found, not the first alone."""

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults

    def __reduce__(self) -> tuple[type[BarometerError], tuple[str, tuple[Fault, ...]]]:
        return type(self), (str(self), self.faults)


class InputError(BarometerError, ValueError):
    """Config, data or arguments: the caller can mend it."""


class PluginError(BarometerError, RuntimeError):
    """A plug-in or a strategy failed or broke a promise; a Python strategy's exception is the
    cause."""


class WriteError(BarometerError, OSError):
    """A result could not be written."""


class DefectError(BarometerError, RuntimeError):
    """The engine broke a promise of its own: please report it."""
