# SPDX-License-Identifier: Apache-2.0
"""Barometer: backtests of regime-aware strategies, bar by bar.

    >>> import barometer as bm
    >>> run = bm.run({"data": {"source": "synthetic", "synthetic": {"symbols": 2, "bars": 2000}},
    ...               "regime": {"plugin": "regime"},
    ...               "strategy": {"plugin": "regime_momentum"}}, record=False)
    >>> len(run.equity), run.equity["equity"].dtype
    (2000, dtype('float64'))

Every function says what its tables look like; docs/python.md is the tour of ten minutes.
"""

from __future__ import annotations

import os

from barometer import _engine, compat
from barometer._causality import Causality, causality
from barometer._gate import Gate, gate
from barometer._run import Metrics, Run, run
from barometer._signals import Signals, signals
from barometer._store import Comparison, compare, runs
from barometer._strategy import Context, Strategy
from barometer._study import Study, study
from barometer._synth import synth
from barometer._table import Table
from barometer._tag import Regimes, regimes, tag
from barometer._tagger import BarTags, Tagger
from barometer.errors import (BarometerError, DefectError, Fault, InputError, PluginError,
                              WriteError)

__version__ = _engine.VERSION
__all__ = ["BarTags", "BarometerError", "Causality", "Comparison", "Context", "DefectError",
           "Fault", "Gate", "InputError", "Metrics", "PluginError", "Regimes", "Run", "Signals",
           "Strategy", "Study", "Table", "Tagger", "WriteError", "causality", "compare", "compat",
           "gate", "regimes", "run", "runs", "signals", "study", "synth", "tag"]

os.register_at_fork(after_in_child=_engine.after_fork)
