// SPDX-License-Identifier: Apache-2.0
#include "backtest/perturbed_market.hpp"

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/symbol_input.hpp"

namespace barometer::backtest {

namespace {

constexpr std::int64_t kNanBars = 4096;

std::size_t bars_until(const std::vector<data::BarRow>& bars, core::Timestamp cut) {
  const auto end =
      std::upper_bound(bars.begin(), bars.end(), cut,
                       [](core::Timestamp t, const auto& bar) { return t < bar.close_time_ns; });
  return static_cast<std::size_t>(end - bars.begin());
}

// A uniform number in 0..1 from the generator's bits alone: the library's distributions differ.
double uniform(std::mt19937_64& random) {
  return static_cast<double>(random() >> 11) * 0x1p-53;
}

// Bars that keep their times and are otherwise a wild walk from the last true close.
void make_noise(std::vector<data::BarRow>& bars, std::size_t from, std::mt19937_64& random) {
  double price = from == 0 ? bars.front().open : bars[from - 1].close;
  const double low = price / 50;
  const double high = price * 50;
  for (std::size_t i = from; i < bars.size(); ++i) {
    data::BarRow& bar = bars[i];
    bar.open = price;
    price = std::clamp(price * (0.8 + 0.45 * uniform(random)), low, high);
    bar.close = price;
    bar.high = std::max(bar.open, bar.close) * (1 + 0.1 * uniform(random));
    bar.low = std::min(bar.open, bar.close) * (1 - 0.1 * uniform(random));
    bar.volume = 1000 * uniform(random);
  }
}

// Up to a hundredth of the price, where the market is quoted.
void make_noise(const std::vector<data::BarRow>& bars, std::vector<data::QuotedSpread>& spreads,
                std::size_t from, std::mt19937_64& random) {
  for (std::size_t i = from; i < spreads.size(); ++i) {
    spreads[i] = {0.01 * bars[i].open * uniform(random), 0.01 * bars[i].close * uniform(random)};
  }
}

data::SymbolInput perturbed(const data::SymbolData& symbol, Future future, core::Timestamp cut,
                            std::mt19937_64& random) {
  data::SymbolInput copy = data::copy_of(symbol);
  const std::size_t past = bars_until(copy.bars, cut);
  if (future == Future::removed) {
    copy.bars.resize(past);
    copy.spreads.resize(std::min(copy.spreads.size(), past));
  } else if (future == Future::noise) {
    make_noise(copy.bars, past, random);
    make_noise(copy.bars, copy.spreads, past, random);
  }
  return copy;
}

}  // namespace

PerturbedMarket::PerturbedMarket(const data::MarketData& market, Future future, core::Timestamp cut,
                                 std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<data::SymbolInput> symbols;
  for (const data::SymbolData& symbol : market.symbols) {
    symbols.push_back(perturbed(symbol, future, cut, random));
  }
  market_ = data::derived_market(market, std::move(symbols), kNanBars);
}

}  // namespace barometer::backtest
