// SPDX-License-Identifier: Apache-2.0
#include "backtest/perturbed_market.hpp"

#include <algorithm>
#include <limits>
#include <random>

namespace barometer::backtest {

namespace {

constexpr std::size_t kNanBars = 4096;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

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

data::SymbolData perturbed(const data::SymbolData& symbol, Future future, core::Timestamp cut,
                           std::mt19937_64& random) {
  data::SymbolData copy = symbol;
  const std::size_t past = bars_until(copy.bars, cut);
  if (future == Future::removed) {
    copy.bars.resize(past);
    copy.calendar.resize(past);
  } else if (future == Future::noise) {
    make_noise(copy.bars, past, random);
  }
  return copy;
}

}  // namespace

PerturbedMarket::PerturbedMarket(const data::MarketData& market, Future future, core::Timestamp cut,
                                 std::uint64_t seed) {
  std::mt19937_64 random(seed);
  market_.bar = market.bar;
  market_.venue = market.venue;
  market_.hours = market.hours;
  market_.session_days_per_year = market.session_days_per_year;
  market_.symbols.reserve(market.symbols.size());
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    market_.symbols.push_back(perturbed(market.symbols[s], future, cut, random));
    market_.instruments.push_back(market.instruments[s]);
    market_.instruments.back().symbol = market_.symbols.back().name.c_str();

    const data::SymbolData& symbol = market_.symbols.back();
    shown_.push_back(symbol.bars);
    shown_.back().resize(
        symbol.bars.size() + kNanBars,
        data::BarRow{std::numeric_limits<core::Timestamp>::max(), kNan, kNan, kNan, kNan, kNan});
    shown_calendar_.push_back(symbol.calendar);
    shown_calendar_.back().resize(symbol.calendar.size() + kNanBars);
  }
  market_.timeline = data::Timeline(market_.symbols);
}

std::vector<regime::BarSource> PerturbedMarket::sources() const {
  std::vector<regime::BarSource> sources;
  for (std::size_t s = 0; s < shown_.size(); ++s) {
    sources.push_back({data::view_of(shown_[s]), shown_calendar_[s].data(),
                       static_cast<std::int64_t>(market_.symbols[s].bars.size()),
                       &market_.instruments[s], static_cast<std::int64_t>(kNanBars)});
  }
  return sources;
}

}  // namespace barometer::backtest
