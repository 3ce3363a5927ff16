// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench_market.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "config/data_config.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/load_market.hpp"
#include "data/symbol_input.hpp"

namespace barometer::conformance {

namespace {

constexpr std::int64_t kSpareBars = 4096;
constexpr std::size_t kSymbols = 4;

using Bars = std::vector<data::BarRow>;

void drop(Bars& bars, std::size_t from, std::size_t count) {
  if (from + count + 10 < bars.size()) {
    bars.erase(bars.begin() + static_cast<std::ptrdiff_t>(from),
               bars.begin() + static_cast<std::ptrdiff_t>(from + count));
  }
}

void make_gaps(Bars& bars) {
  const std::size_t third = bars.size() / 3;
  drop(bars, 2 * third, 30);
  drop(bars, third + 200, 1);
  drop(bars, third, 168);
  drop(bars, 100, 5);
}

void multiply(data::BarRow& bar, double factor) {
  bar.open *= factor;
  bar.high *= factor;
  bar.low *= factor;
  bar.close *= factor;
}

void make_rough(Bars& bars) {
  const std::size_t fifth = bars.size() / 5;
  for (std::size_t b = 0; b < bars.size(); ++b) {
    data::BarRow& bar = bars[b];
    const std::size_t part = b / std::max<std::size_t>(fifth, 1);
    if (part == 1) {
      bar.open = bar.high = bar.low = bar.close = bars[fifth - 1].close;
    }
    bar.volume = part == 2 ? 0 : bar.volume;
    multiply(bar, part == 3 ? 1000 : part == 4 ? 0.001 : 1);
  }
}

// The first symbols, each with its bars changed.
template <class Change>
data::MarketData changed(const data::MarketData& whole, std::size_t symbols, const Change& change) {
  std::vector<data::SymbolInput> inputs;
  for (std::size_t s = 0; s < std::min(symbols, whole.symbols.size()); ++s) {
    inputs.push_back(data::copy_of(whole.symbols[s]));
    inputs.back().truth.clear();
    change(s, inputs.back().bars);
  }
  return data::derived_market(whole, std::move(inputs), kSpareBars);
}

}  // namespace

data::MarketData whole_market(const config::DataConfig& config, std::int64_t bars) {
  config::DataConfig synthetic = config;
  synthetic.synthetic.symbols = static_cast<int>(kManySymbols);
  synthetic.synthetic.bars = bars;
  synthetic.synthetic.seed = 11;
  return data::load_market(synthetic, 1);
}

data::MarketData bench_market(const data::MarketData& whole) {
  return changed(whole, kSymbols, [](std::size_t symbol, Bars& bars) {
    const auto size = static_cast<std::ptrdiff_t>(bars.size());
    if (symbol == 1) {
      make_gaps(bars);
    } else if (symbol == 2) {
      bars.erase(bars.begin(), bars.begin() + 2 * size / 5);
    } else if (symbol == 3) {
      bars.erase(bars.begin() + 4 * size / 5, bars.end());
    }
  });
}

data::MarketData symbols_of(const data::MarketData& whole, std::size_t symbols) {
  return changed(whole, symbols, [](std::size_t, Bars&) {});
}

data::MarketData first_bars_of(const data::MarketData& whole, std::int64_t bars) {
  return changed(whole, kSymbols, [bars](std::size_t, Bars& all) {
    all.resize(std::min(all.size(), static_cast<std::size_t>(bars)));
  });
}

data::MarketData rough_market(const data::MarketData& whole) {
  return changed(whole, kSymbols, [](std::size_t, Bars& bars) { make_rough(bars); });
}

}  // namespace barometer::conformance
