// SPDX-License-Identifier: Apache-2.0
#include "support/test_market.hpp"
#include "data/build_market.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include "data/symbol_input.hpp"

namespace barometer {

namespace {

constexpr core::Timestamp kStart = 1'640'995'200 * core::kSecond;  // 2022-01-01

// The public uniform_real_distribution is not the same everywhere; a test must be.
double unit(std::mt19937_64& random) {
  return static_cast<double>(random() >> 11) * 0x1p-53;
}

double moved(double price, const RandomMarket& shape, std::int64_t step, std::mt19937_64& random) {
  const double force = shape.stormy && step / 100 % 4 == 3 ? 4 : 1;
  const double next = price * (1 + force * shape.volatility * 3.46 * (unit(random) - 0.5));
  return shape.on_grid ? std::max(1.0, std::round(next * 64) / 64) : next;
}

std::vector<data::BarRow> random_bars(const RandomMarket& shape, std::mt19937_64& random) {
  const bool ragged = shape.ragged;
  const auto steps = static_cast<std::uint64_t>(shape.steps);
  const auto first = static_cast<std::int64_t>(ragged && random() % 3 == 0 ? random() % steps : 0);
  const auto last =
      shape.steps - static_cast<std::int64_t>(ragged && random() % 3 == 0 ? random() % steps : 0);
  const std::uint64_t misses = ragged ? random() % 4 : 0;  // of 10
  std::vector<data::BarRow> bars;
  double price = 50 + 100 * unit(random);
  for (std::int64_t step = first; step < last; ++step) {
    const double open = moved(price, shape, step, random);
    price = moved(open, shape, step, random);
    if (random() % 10 >= misses) {
      bars.push_back(test_bar(step, open, price));
    }
  }
  return bars;
}

bm_calendar_row calendar_of(core::Timestamp close_time) {
  const core::Timestamp middle = close_time - core::kHour / 2;
  bm_calendar_row row{};
  row.session_date = static_cast<std::int32_t>(middle / core::kDay);
  row.session_open_ns = middle / core::kDay * core::kDay;
  row.session_close_ns = row.session_open_ns + core::kDay;
  row.local_minute = static_cast<std::int32_t>(middle % core::kDay / core::kMinute);
  return row;
}

}  // namespace

core::Timestamp test_time(std::int64_t step) {
  return kStart + (step + 1) * core::kHour;
}

data::BarRow test_bar(std::int64_t step, double open, double close) {
  return {test_time(step), open, std::max(open, close), std::min(open, close), close, 1'000};
}

data::MarketData test_market(std::vector<std::vector<data::BarRow>> bars) {
  std::vector<data::SymbolInput> symbols;
  for (std::vector<data::BarRow>& rows : bars) {
    data::SymbolInput& symbol = symbols.emplace_back();
    symbol.name = std::string(1, static_cast<char>('A' + symbols.size() - 1));
    symbol.bars = std::move(rows);
  }
  data::MarketData market = data::build_market(std::move(symbols));
  std::ranges::transform(market.timeline.times(), market.calendar.begin(), calendar_of);
  market.bar = core::kHour;
  market.venue = "24x7";
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    market.instruments.push_back({market.symbols[s].name.c_str(), BM_VENUE_ALWAYS_OPEN,
                                  static_cast<std::uint32_t>(s), core::kHour, 24, 365});
  }
  return market;
}

data::MarketData random_market(std::uint64_t seed, const RandomMarket& shape) {
  std::mt19937_64 random(seed);
  std::vector<std::vector<data::BarRow>> bars;
  for (std::size_t s = 0; s < shape.symbols; ++s) {
    bars.push_back(random_bars(shape, random));
  }
  return test_market(std::move(bars));
}

double last_close(const data::SymbolData& symbol, core::Timestamp time) {
  const auto after = std::ranges::upper_bound(symbol.bars, time, {}, &data::BarRow::close_time_ns);
  return after == symbol.bars.begin() ? 0 : std::prev(after)->close;
}

}  // namespace barometer
