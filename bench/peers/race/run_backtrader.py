# SPDX-License-Identifier: Apache-2.0
"""The rule of bars.py in backtrader. An order sent at the close is sized at the next open, which
only its cheat-on-open mode can do; the decision is that of the close before."""
import datetime

import backtrader

from bars import CASH, FAST, SLOW, main, read_columns, side


class Columns(backtrader.feeds.DataBase):
    """Lists of what bars.read_columns() reads, without pandas."""
    params = (("stamps", None), ("columns", None))

    def start(self):
        super().start()
        self.at = 0

    def _load(self):
        if self.at == len(self.p.stamps):
            return False
        moment = datetime.datetime.fromtimestamp(self.p.stamps[self.at] / 1000, datetime.timezone.utc)
        self.lines.datetime[0] = backtrader.date2num(moment.replace(tzinfo=None))
        for name, values in self.p.columns.items():
            getattr(self.lines, name)[0] = values[self.at]
        self.lines.openinterest[0] = 0
        self.at += 1
        return True


class Rule(backtrader.Strategy):
    def __init__(self):
        self.fast = backtrader.indicators.SMA(self.data.close, period=FAST)
        self.slow = backtrader.indicators.SMA(self.data.close, period=SLOW)
        self.wish, self.fills = False, 0

    def next(self):
        self.wish = side(self.fast[0], self.slow[0], self.wish)

    def next_open(self):
        if self.wish and not self.position:
            # All but a rounding error of the cash: what comes to more is rejected.
            self.buy(size=self.broker.getcash() / self.data.open[0] * (1 - 1e-14))
        elif self.position and not self.wish:
            self.close()

    def notify_order(self, order):
        self.fills += order.status == order.Completed


def run(data):
    engine = backtrader.Cerebro(stdstats=False, cheat_on_open=True)
    engine.broker.setcash(CASH)
    engine.broker.set_checksubmit(False)
    engine.adddata(Columns(stamps=data[0], columns=data[1], timeframe=backtrader.TimeFrame.Minutes,
                           compression=60))
    engine.addstrategy(Rule)
    strategy, = engine.run()
    return strategy.fills, engine.broker.getvalue()


main("backtrader", read_columns, run)
