# SPDX-License-Identifier: Apache-2.0
"""The rule of bars.py in RegimeFlow, sized and filled at the close that sends the order: the next
open is the same price on the walks alone. Its run reads the file too."""
import os

import regimeflow

from bars import CASH, FAST, SLOW, main, side


class Rule(regimeflow.Strategy):
    def __init__(self, symbol):
        super().__init__()
        self.symbol = symbol
        self.closes = []
        self.wish, self.cash, self.units, self.fills = False, CASH, 0.0, 0

    def initialize(self, context):
        self.context = context

    def on_bar(self, bar):
        self.closes.append(bar.close)
        if len(self.closes) < SLOW:
            return
        fast, slow = (sum(self.closes[-window:]) / window for window in (FAST, SLOW))
        self.wish = side(fast, slow, self.wish)
        if self.wish and not self.units:
            self.send(regimeflow.OrderSide.BUY, self.cash / bar.close)
        elif self.units and not self.wish:
            self.send(regimeflow.OrderSide.SELL, self.units)

    def send(self, way, units):
        self.context.submit_order(
            regimeflow.Order(self.symbol, way, regimeflow.OrderType.MARKET, units))

    def on_fill(self, fill):
        self.units += fill.quantity
        self.cash -= fill.quantity * fill.price
        self.fills += 1


def prepare(file, _):
    folder, name = os.path.split(file)
    symbol = name.removesuffix(".csv")
    return symbol, regimeflow.BacktestConfig.from_dict(
        {"data_source": "csv", "symbols": [symbol], "bar_type": "1h", "initial_capital": CASH,
         "data_config": {"data_directory": folder, "file_pattern": "{symbol}.csv"},
         "start_date": "1970-01-01", "end_date": "2200-01-01",
         "slippage_model": "zero", "commission_model": "zero"})


def run(prepared):
    symbol, config = prepared
    engine, rule = regimeflow.BacktestEngine(config), Rule(symbol)
    engine.run(rule)
    return rule.fills, engine.portfolio.equity


main("regimeflow", prepare, run, warm=False)
