# SPDX-License-Identifier: Apache-2.0
"""The rule of bars.py in lrvx, which fills an order of a bar's callback at the next open. It is
sized at the close that sends it. The account is kept by its fills: lrvx's own has closed trades."""
import lrvx
import numpy

from bars import CASH, FAST, SLOW, main, read_columns, side

HOUR_NS = 3_600_000_000_000


class Rule(lrvx.Strategy):
    def __init__(self, symbol):
        super().__init__([symbol])
        self.symbol = symbol
        self.fast, self.slow = lrvx.SMA(FAST), lrvx.SMA(SLOW)
        self.cash, self.units, self.wish = CASH, 0.0, False
        self.fills = 0

    def on_bar(self, ctx, bar):
        fast, slow = self.fast.update(bar.close), self.slow.update(bar.close)
        if slow is None:
            return
        wish = side(fast, slow, self.wish)
        if wish and not self.wish:
            self.emit_market_buy(self.symbol, self.cash / bar.close)
        elif self.wish and not wish:
            self.emit_market_sell(self.symbol, self.units)
        self.wish, self.last = wish, bar.close

    def on_fill(self, ctx, event):
        bought = self.units == 0
        self.units = event.fill_qty if bought else 0.0
        self.cash += event.fill_price * event.fill_qty * (-1 if bought else 1)
        self.fills += 1


def run(data):
    stamps, columns = data
    registry = lrvx.SymbolRegistry()
    symbol = registry.add_symbol("sim", "X", tick_size=0.0001)
    runner = lrvx.BacktestRunner(registry, fee_rate=0.0, initial_capital=CASH)
    rule = Rule(symbol)
    runner.set_strategy(rule)
    opens = numpy.array(stamps, dtype=numpy.int64) * 1_000_000
    runner.run_bars(opens, opens + HOUR_NS,
                    *(numpy.array(columns[name]) for name in columns), symbol="X")
    return rule.fills, rule.cash + rule.units * rule.last


main("lrvx", read_columns, run)
