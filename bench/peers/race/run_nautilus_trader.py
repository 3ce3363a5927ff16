# SPDX-License-Identifier: Apache-2.0
"""The rule of bars.py in NautilusTrader, sized at the close that sends the order and filled there:
the next open is the same price on the walks alone."""
import math
from decimal import Decimal

import pandas
from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
from nautilus_trader.config import LoggingConfig, StrategyConfig
from nautilus_trader.indicators import SimpleMovingAverage
from nautilus_trader.model.currencies import BTC, USDT
from nautilus_trader.model.data import BarType
from nautilus_trader.model.enums import AccountType, OmsType, OrderSide
from nautilus_trader.model.identifiers import InstrumentId, Symbol, Venue
from nautilus_trader.model.instruments import CurrencyPair
from nautilus_trader.model.objects import Money, Price, Quantity
from nautilus_trader.persistence.wranglers import BarDataWrangler
from nautilus_trader.trading.strategy import Strategy

from bars import CASH, FAST, SLOW, main, read_frame, side

VENUE = Venue("SIM")
DIGITS = 8
SMALLEST = 10 ** DIGITS  # units of the account in one of the coin
INSTRUMENT = CurrencyPair(
    instrument_id=InstrumentId(Symbol("X"), VENUE), raw_symbol=Symbol("X"), base_currency=BTC,
    quote_currency=USDT, price_precision=DIGITS, size_precision=DIGITS,
    price_increment=Price(10 ** -DIGITS, DIGITS), size_increment=Quantity(10 ** -DIGITS, DIGITS),
    margin_init=Decimal(0), margin_maint=Decimal(0), maker_fee=Decimal(0), taker_fee=Decimal(0),
    ts_event=0, ts_init=0)
BARS = BarType.from_str("X.SIM-1-HOUR-LAST-EXTERNAL")


class Rule(Strategy):
    def __init__(self):
        super().__init__(StrategyConfig())
        self.fast, self.slow = SimpleMovingAverage(FAST), SimpleMovingAverage(SLOW)
        self.wish, self.cash, self.units, self.fills, self.last = False, CASH, 0, 0, 0.0

    def on_start(self):
        for mean in (self.fast, self.slow):
            self.register_indicator_for_bars(BARS, mean)
        self.subscribe_bars(BARS)

    def on_bar(self, bar):
        self.last = float(bar.close)
        if not self.slow.initialized:
            return
        self.wish = side(self.fast.value, self.slow.value, self.wish)
        if self.wish and not self.units:
            self.send(OrderSide.BUY, math.floor(self.cash / self.last * SMALLEST))
        elif self.units and not self.wish:
            self.send(OrderSide.SELL, self.units)

    def send(self, way, units):
        self.submit_order(self.order_factory.market(INSTRUMENT.id, way,
                                                    Quantity(units / SMALLEST, DIGITS)))

    def on_order_filled(self, event):
        units = float(event.last_qty) * (1 if event.order_side == OrderSide.BUY else -1)
        self.units += round(units * SMALLEST)
        self.cash -= units * float(event.last_px)
        self.fills += 1


def prepare(file, rows):
    frame = read_frame(file, rows)
    frame["volume"] = 1e9  # nothing is too large for a bar, as elsewhere
    return BarDataWrangler(BARS, INSTRUMENT).process(frame)


def run(bars):
    engine = BacktestEngine(BacktestEngineConfig(logging=LoggingConfig(bypass_logging=True)))
    # A cash account rounds what it has, and then rejects what takes all of it.
    engine.add_venue(VENUE, OmsType.NETTING, AccountType.MARGIN,
                     starting_balances=[Money(CASH, USDT)])
    engine.add_instrument(INSTRUMENT)
    engine.add_data(bars)
    rule = Rule()
    engine.add_strategy(rule)
    engine.run()
    fills, worth = rule.fills, rule.cash + rule.units / SMALLEST * rule.last
    engine.dispose()
    return fills, worth


main("nautilus_trader", prepare, run)
