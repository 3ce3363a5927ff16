# SPDX-License-Identifier: Apache-2.0
"""The rule of bars.py in AKQuant, filled at the next open and sized at the close that sends it. It
trades whole units: the account is larger by UNIT, so that one is as small as elsewhere."""
import logging
import math

import akquant

from bars import CASH, FAST, SLOW, main, read_frame, side

UNIT = 1e6
logging.disable(logging.INFO)


class Rule(akquant.Strategy):
    def __init__(self):
        super().__init__()
        self.fast, self.slow = akquant.SMA(FAST), akquant.SMA(SLOW)
        self.wish = False

    def on_bar(self, bar):
        fast, slow = self.fast.update(bar.close), self.slow.update(bar.close)
        if slow is None:
            return
        self.wish = side(fast, slow, self.wish)
        now = self.get_position(bar.symbol) > 0
        if self.wish and not now:
            self.buy(symbol=bar.symbol, quantity=math.floor(self.cash / bar.close))
        elif now and not self.wish:
            self.close_position(symbol=bar.symbol)


def run(frame):
    result = akquant.run_backtest(
        data=frame, strategy=Rule, symbols="X", initial_cash=CASH * UNIT, commission_rate=0.0,
        stamp_tax_rate=0.0, transfer_fee_rate=0.0, min_commission=0.0, volume_limit_pct=1e12,
        risk_config={"safety_margin": 0.0}, timezone="UTC", show_progress=False,
        fill_policy=akquant.NextOpen())
    return len(result.executions), float(result.equity_curve.iloc[-1]) / UNIT


main("akquant", read_frame, run)
