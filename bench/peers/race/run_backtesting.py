# SPDX-License-Identifier: Apache-2.0
"""The rule of bars.py in backtesting.py, which trades whole units: of a hundred-millionth here."""
import warnings

import backtesting
import backtesting.lib

from bars import CASH, FAST, SLOW, main, read_frame, side

backtesting.backtesting._tqdm = lambda sequence, **_: sequence
warnings.filterwarnings("ignore")


def mean(values, window):
    """Zero before the slow one is known: the first bar that all indicators know is never shown."""
    means = values.s.rolling(window).mean()
    means.iloc[:SLOW - 1] = 0.0
    return means


class Rule(backtesting.Strategy):
    def init(self):
        self.fast = self.I(mean, self.data.Close, FAST)
        self.slow = self.I(mean, self.data.Close, SLOW)

    def next(self):
        now = bool(self.position)
        wish = side(self.fast[-1], self.slow[-1], now)
        if wish and not now:
            self.buy()
        elif now and not wish:
            self.position.close()


def prepare(file, rows):
    return read_frame(file, rows).rename(columns=str.capitalize)


def run(frame):
    stats = backtesting.lib.FractionalBacktest(frame, Rule, cash=CASH, commission=0,
                                               fractional_unit=1e-8).run()
    strategy = stats["_strategy"]
    return (2 * len(strategy.closed_trades) + len(strategy.trades), float(stats["Equity Final [$]"]))


main("backtesting", prepare, run)
