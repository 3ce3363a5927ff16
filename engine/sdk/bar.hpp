// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <cstdint>

namespace barometer {

// One closed bar, by value. Prices in quote currency, volume in base units, both for units of the
// symbol's first bar: a split is no jump. Time in nanoseconds since 1970 UTC.
struct Bar {
  std::uint32_t symbol = 0;  // index in the universe
  std::int64_t index = 0;    // of the bar within its symbol, from 0
  std::int64_t close_time_ns = 0;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;
  const bm_symbol_view* view = nullptr;  // strategies: where tags and history come from

  // The bar `k` bars before this one. REQUIRES: 0 <= k <= index, and a bar handed to a strategy.
  Bar ago(std::int64_t k) const;

  // The same bar as it was quoted on its day; other bars of it are in view units again. REQUIRES: a
  // bar handed to a strategy.
  Bar raw() const;
};

inline Bar bar_at(const bm_bars& bars, std::int64_t index) {
  const std::int64_t i = index * bars.stride;
  Bar bar;
  bar.index = index;
  bar.close_time_ns = bars.close_time_ns[i];
  bar.open = bars.open[i];
  bar.high = bars.high[i];
  bar.low = bars.low[i];
  bar.close = bars.close[i];
  bar.volume = bars.volume[i];
  return bar;
}

inline Bar Bar::raw() const {
  Bar bar = bar_at(view->raw, index);
  bar.symbol = symbol;
  bar.view = view;
  return bar;
}

inline Bar Bar::ago(std::int64_t k) const {
  Bar bar = bar_at(view->bars, index - k);
  bar.symbol = symbol;
  bar.view = view;
  return bar;
}

}  // namespace barometer
