# SPDX-License-Identifier: Apache-2.0
# %% [markdown]
# # From a DataFrame to where the money came from
# A market of hours as anybody has it in a table, a strategy of a few lines, and what it earned in
# which regime. A notebook shows this file cell by cell (jupytext); it also runs as a script.

# %%
import barometer as bm
import numpy as np
import pandas as pd

generator = np.random.default_rng(7)
calm = np.repeat(generator.choice([0.004, 0.02], size=60, p=[0.7, 0.3]), 100)
close = 100 * np.exp(np.cumsum(generator.normal(0, calm)))
first = np.concatenate([[100.0], close[:-1]])
hours = pd.DataFrame(
    {"open": first, "high": np.maximum(first, close) * 1.001,
     "low": np.minimum(first, close) * 0.999, "close": close, "volume": 1000.0},
    index=pd.date_range("2024-01-01", periods=len(close), freq="1h", tz="UTC", name="time"))

# %% [markdown]
# ## What regime is it?

# %%
tags = bm.tag(hours, preset="crypto", bar="1h")
print(tags[["volatility", "trend", "volatility_forecast"]].tail(3))
print(tags["volatility"].value_counts(normalize=True))


# %% [markdown]
# ## A strategy

# %%
class Momentum(bm.Strategy):
    """Long while the price stands above where it stood, but not in an extreme market."""

    tags = ("volatility",)

    def __init__(self, lookback=72):
        self.lookback = lookback
        self.warmup = lookback

    def on_bar(self, ctx, symbol):
        closes = ctx.history(symbol, last=self.lookback + 1)
        rises = closes[-1] > closes[0]
        wild = ctx.tag(symbol, "volatility") == "extreme"
        ctx.target_weight(symbol, 0.5 if rises and not wild else 0.0)


run = bm.run({"data": {"bar": "1h"}, "regime": {"plugin": "regime"}}, data=hours, symbol="COIN",
             strategy=Momentum(lookback=48), record=False)
run

# %%
print(run)
print(run.regimes["volatility"].to_pandas()[["label", "bar_share", "net_pnl", "mean_return"]])
