// SPDX-License-Identifier: Apache-2.0
#include "analysis/excursions.hpp"

#include <algorithm>
#include <random>

#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Bars 0..5 open and close at 100; bar i reaches from 100 - i to 100 + 2 i.
data::MarketData widening() {
  data::SymbolInput symbol = test::flat_symbol("A", 6, core::kHour);
  for (std::size_t i = 0; i < symbol.bars.size(); ++i) {
    symbol.bars[i].low = 100 - static_cast<double>(i);
    symbol.bars[i].high = 100 + 2 * static_cast<double>(i);
  }
  return test::market_of({symbol});
}

analysis::RoundTrip measured(const data::MarketData& market, analysis::RoundTrip trip) {
  std::vector<analysis::RoundTrip> trips{trip};
  analysis::measure_excursions(market, {}, trips);
  return trips.front();
}

analysis::RoundTrip trip_of(double quantity, orders::PricePoint entry, orders::PricePoint exit) {
  return {.quantity = quantity,
          .entry_bar = 1,
          .exit_bar = 4,
          .entry_point = entry,
          .exit_point = exit,
          .entry_price = 100,
          .exit_price = 100};
}

}  // namespace

TEST_CASE("from open to open the bar of exit shows nothing but its open") {
  const analysis::RoundTrip trip =
      measured(widening(), trip_of(1, orders::PricePoint::open, orders::PricePoint::open));
  CHECK(trip.mae == Approx(-0.03));
  CHECK(trip.mfe == Approx(0.06));
}

TEST_CASE("a short suffers from highs") {
  const analysis::RoundTrip trip =
      measured(widening(), trip_of(-1, orders::PricePoint::open, orders::PricePoint::close));
  CHECK(trip.mae == Approx(-0.08));
  CHECK(trip.mfe == Approx(0.04));
}

TEST_CASE("an entry inside its bar sees no extreme of that bar") {
  analysis::RoundTrip trip = trip_of(1, orders::PricePoint::intrabar, orders::PricePoint::open);
  trip.exit_bar = 2;
  trip = measured(widening(), trip);
  CHECK(trip.mae == 0);
  CHECK(trip.mfe == 0);
}

TEST_CASE("a split between entry and exit is no excursion") {
  data::MarketData market = widening();
  for (std::size_t bar = 0; bar < 3; ++bar) {
    market.symbols[0].bars[bar] = {
        static_cast<core::Timestamp>(bar + 1) * core::kHour, 200, 202, 198, 200, 1};
  }
  std::vector<analysis::RoundTrip> trips{
      trip_of(2, orders::PricePoint::open, orders::PricePoint::open)};
  portfolio::CashEvent split;
  split.kind = portfolio::CashKind::split;
  split.symbol = 0;
  split.bar = 3;
  split.rate = 2;
  analysis::measure_excursions(market, std::vector<portfolio::CashEvent>{split}, trips);
  CHECK(trips[0].mae == Approx(-0.03));
  CHECK(trips[0].mfe == Approx(0.06));
}

TEST_CASE("ranges over blocks are those of their bars one by one") {
  std::mt19937_64 random(5);
  data::SymbolInput symbol = test::flat_symbol("A", 1'500, core::kHour);
  for (data::BarRow& bar : symbol.bars) {
    bar.low = static_cast<double>(random() % 1'000'000);
    bar.high = bar.low + static_cast<double>(random() % 1'000'000);
  }
  const analysis::PriceRanges ranges(symbol.bars);
  for (int i = 0; i < 200; ++i) {
    const auto first = static_cast<std::int64_t>(random() % 1'500);
    const auto last = first + static_cast<std::int64_t>(random()) % (1'500 - first) % 1'500;
    const auto from = std::min(first, std::max<std::int64_t>(last, 0));
    const auto to = std::max(first, std::max<std::int64_t>(last, 0));
    double low = 1e18;
    double high = -1e18;
    for (std::int64_t bar = from; bar <= to; ++bar) {
      low = std::min(low, symbol.bars[static_cast<std::size_t>(bar)].low);
      high = std::max(high, symbol.bars[static_cast<std::size_t>(bar)].high);
    }
    CHECK(ranges.over(from, to).low == low);
    CHECK(ranges.over(from, to).high == high);
  }
}

}  // namespace barometer
