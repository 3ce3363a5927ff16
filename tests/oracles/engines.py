# SPDX-License-Identifier: Apache-2.0
"""The rule of oracle_rule.cpp in backtesting.py and backtrader: (rows, seconds of a bar, signed
units, entry) -> (sorted trades, final equity)."""

import math

import backtesting
import backtrader
import pandas

import market


def wishes(rows, side):
    """Per bar: whether to be in, None while the averages are not known."""
    closes = [row[4] for row in rows]
    out = [None] * len(rows)
    for t in range(market.SLOW - 1, len(rows)):
        fast, slow = (math.fsum(closes[t - n + 1:t + 1]) / n for n in (market.FAST, market.SLOW))
        out[t] = side * (fast - slow) > 1e-12 * slow
    return out


def prices(row, side):
    """Of a stop and a limit entry, and (stop, target) of a bracket where there can be one."""
    _, _, high, low, close = row
    span = side * (high - low)
    stop, limit = (high, low) if side > 0 else (low, high)
    exits = (close - 2 * span, close + 4 * span)
    return stop, limit, exits if span != 0 and exits[1] > 0 else None


def frame(rows):
    index = pandas.to_datetime([row[0] for row in rows], unit="s")
    columns = {name: [row[i] for row in rows]
               for i, name in enumerate(("Open", "High", "Low", "Close"), 1)}
    return pandas.DataFrame({**columns, "Volume": 0.0}, index=index)


def run_backtesting(rows, seconds, units, entry):
    side = math.copysign(1, units)
    wish = wishes(rows, side)

    class Rule(backtesting.Strategy):
        def init(self):
            pass

        def next(self):
            t = len(self.data) - 1
            if not wish[t]:
                for order in tuple(self.orders):
                    order.cancel()
                self.position.close()
            elif not self.position and not self.orders:
                self.enter(*prices(rows[t], side))

        def enter(self, stop, limit, exits):
            send = self.buy if side > 0 else self.sell
            if entry == "market":
                send(size=abs(units))
            elif entry == "stop":
                send(size=abs(units), stop=stop)
            elif entry == "limit":
                send(size=abs(units), limit=limit)
            elif exits:
                send(size=abs(units), sl=exits[0], tp=exits[1])

    run = backtesting.Backtest(frame(rows), Rule, cash=market.CASH, commission=0, margin=0.01)
    stats = run.run()
    strategy = stats["_strategy"]
    trades = []
    for trade in (*strategy.closed_trades, *strategy.trades):
        trades.append((rows[trade.entry_bar][0] + seconds, trade.entry_price, trade.size))
        if trade.exit_bar is not None:
            trades.append((rows[trade.exit_bar][0] + seconds, trade.exit_price, -trade.size))
    return sorted(trades), stats["Equity Final [$]"]


def run_backtrader(rows, seconds, units, entry):
    side = math.copysign(1, units)
    wish = wishes(rows, side)
    trades = []

    class Rule(backtrader.Strategy):
        sent = ()

        def next(self):
            t = len(self) - 1
            self.sent = [order for order in self.sent if order.alive()]
            if not wish[t]:
                for order in self.sent:
                    self.cancel(order)
                self.close()
            elif not self.position and not self.sent:
                self.sent = self.enter(*prices(rows[t], side))

        def enter(self, stop, limit, exits):
            send, bracket = ((self.buy, self.buy_bracket) if side > 0
                             else (self.sell, self.sell_bracket))
            if entry == "market":
                return [send(size=abs(units))]
            if entry == "stop":
                return [send(size=abs(units), exectype=backtrader.Order.Stop, price=stop)]
            if entry == "limit":
                return [send(size=abs(units), exectype=backtrader.Order.Limit, price=limit)]
            return exits and bracket(size=abs(units), exectype=backtrader.Order.Market,
                                     stopprice=exits[0], limitprice=exits[1]) or []

        def notify_order(self, order):
            if order.status == order.Completed:
                trades.append((rows[len(self) - 1][0] + seconds, order.executed.price,
                               order.executed.size))

    engine = backtrader.Cerebro(stdstats=False)
    engine.broker.setcash(market.CASH)
    engine.broker.set_checksubmit(False)
    engine.broker.setcommission(commission=0, leverage=100)
    engine.adddata(backtrader.feeds.PandasData(dataname=frame(rows)))
    engine.addstrategy(Rule)
    engine.run()
    return sorted(trades), engine.broker.getvalue()


ENGINES = {"backtesting": run_backtesting, "backtrader": run_backtrader}
