// SPDX-License-Identifier: Apache-2.0
#include "analysis/observations.hpp"

#include <algorithm>
#include <memory>

#include "analysis/observation_kinds.hpp"
#include "calendar/venue.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

namespace barometer {

using barometer_test::utc;

namespace {

// Days of alternating prices; `change` edits them before they are a market.
template <class Change>
data::SymbolInput days_with(const std::string& name, Change change) {
  data::SymbolInput symbol = test::flat_symbol(name, 100, core::kDay);
  for (std::size_t day = 0; day < symbol.bars.size(); ++day) {
    const double price = day % 2 == 0 ? 100 : 101;
    symbol.bars[day] = {
        static_cast<core::Timestamp>(day + 1) * core::kDay, price, price + 1, price - 1, price, 5};
  }
  symbol.report.zero_volume_bars = symbol.report.flat_bars = 0;
  change(symbol);
  return symbol;
}

void multiply_from(data::SymbolInput& symbol, std::size_t from, double factor) {
  for (std::size_t day = from; day < symbol.bars.size(); ++day) {
    data::BarRow& bar = symbol.bars[day];
    for (double* const price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
      *price *= factor;
    }
  }
}

std::vector<analysis::Observation> seen_in(std::vector<data::SymbolInput> symbols) {
  return analysis::observe(test::market_of(std::move(symbols), core::kDay));
}

const analysis::Observation& only(const std::vector<analysis::Observation>& seen) {
  REQUIRE(seen.size() == 1);
  return seen.front();
}

}  // namespace

TEST_CASE("of sound bars there is nothing to look at") {
  CHECK(seen_in({days_with("A", [](data::SymbolInput&) {})}).empty());
}

TEST_CASE("jumps are named largest first, with the split that would explain them") {
  const auto seen = seen_in({days_with("A", [](data::SymbolInput& symbol) {
    multiply_from(symbol, 20, 0.5);
    multiply_from(symbol, 40, 10);
    multiply_from(symbol, 60, 1.0 / 3);
    multiply_from(symbol, 80, 0.25);
  })});
  const analysis::Observation& jumps = only(seen);
  CHECK(jumps.code == analysis::SplitLikeJumps::kCode);
  CHECK(jumps.symbol == "A");
  CHECK(jumps.count == 4);
  REQUIRE(jumps.worst.size() == analysis::kMostExamples);
  CHECK(jumps.worst[0].time_ns == 41 * core::kDay);
  CHECK(jumps.worst[0].value == Approx(10 * 100.0 / 101));
  CHECK(jumps.worst[0].after == 1);
  CHECK(jumps.worst[0].before == 10);
  CHECK(jumps.worst[1].after == 4);
  CHECK(jumps.worst[2].after == 3);
}

TEST_CASE("a jump after a gap of years may be another company's ticker") {
  const auto seen = seen_in({days_with("A", [](data::SymbolInput& symbol) {
    multiply_from(symbol, 50, 0.5);
    for (std::size_t day = 50; day < symbol.bars.size(); ++day) {
      symbol.bars[day].close_time_ns += 400 * core::kDay;
    }
  })});
  const auto reuse =
      std::ranges::find(seen, analysis::JumpsAfterGaps::kCode, &analysis::Observation::code);
  REQUIRE(reuse != seen.end());
  CHECK(reuse->worst.at(0).gap == 401 * core::kDay);
}

TEST_CASE("runs of bars without volume or with one price are named longest first") {
  const auto seen = seen_in({days_with("A", [](data::SymbolInput& symbol) {
    for (const std::size_t day : {3U, 10U, 11U, 12U, 20U, 21U, 98U, 99U}) {
      symbol.bars[day].volume = 0;
    }
    symbol.report.zero_volume_bars = 8;
    for (const std::size_t day : {30U, 31U}) {
      symbol.bars[day].high = symbol.bars[day].low = symbol.bars[day].open;
    }
    symbol.report.flat_bars = 2;
  })});
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].code == analysis::kZeroVolume);
  CHECK(seen[0].count == 8);
  CHECK(seen[0].of == 100);
  REQUIRE(seen[0].worst.size() == 3);
  CHECK(seen[0].worst[0].time_ns == 11 * core::kDay);
  CHECK(seen[0].worst[0].value == 3);
  CHECK(seen[0].worst[1].time_ns == 21 * core::kDay);
  CHECK(seen[0].worst[2].time_ns == 99 * core::kDay);
  CHECK(seen[0].worst[2].value == 2);
  CHECK(seen[1].code == analysis::kFlatBars);
  CHECK(seen[1].worst.at(0).time_ns == 31 * core::kDay);
}

TEST_CASE("gaps of one symbol are found by the calendar of its venue") {
  const auto seen = seen_in({days_with("A", [](data::SymbolInput& symbol) {
    symbol.bars.erase(symbol.bars.begin() + 60, symbol.bars.begin() + 64);
    symbol.bars.erase(symbol.bars.begin() + 10);
    symbol.report.bars = 95;
    symbol.report.gaps = 2;
    symbol.report.missing_bars = 5;
  })});
  const analysis::Observation& gaps = only(seen);
  CHECK(gaps.code == analysis::MissingBars::kCode);
  CHECK(gaps.count == 5);
  CHECK(gaps.of == 100);
  REQUIRE(gaps.worst.size() == 2);
  CHECK(gaps.worst[0].time_ns == 60 * core::kDay);
  CHECK(gaps.worst[0].value == 4);
  CHECK(gaps.worst[1].time_ns == 10 * core::kDay);
}

TEST_CASE("a bar size that hardly any step supports is told by steps that are another") {
  const auto seen = seen_in({days_with("A", [](data::SymbolInput& symbol) {
    for (std::size_t day = 0; day < symbol.bars.size(); ++day) {
      symbol.bars[day].close_time_ns = static_cast<core::Timestamp>(7 * day + 1) * core::kDay;
    }
    symbol.report.gaps = 99;
    symbol.report.missing_bars = 6 * 99;
  })});
  const analysis::Observation& size = only(seen);
  CHECK(size.code == analysis::UnsupportedBarSize::kCode);
  CHECK(size.count == 99);
  CHECK(size.of == 99);
  CHECK(size.worst.at(0).time_ns == 8 * core::kDay);
  CHECK(size.worst.at(0).gap == 7 * core::kDay);
}

TEST_CASE("bars outside sessions and off hours are named with their close and the zone that fits") {
  data::SymbolInput symbol = test::flat_symbol("A", 48, utc("2024-03-11T01:00:00Z"));
  for (data::BarRow& bar : symbol.bars) {
    bar = {bar.close_time_ns, 10, 11, 9, 10, 5};
  }
  symbol.bars[0].close = 10.5;
  symbol.report.zero_volume_bars = symbol.report.flat_bars = 0;
  symbol.report.out_of_session_bars = 36;
  symbol.report.off_hours_bars = 16;
  symbol.report.off_hours = {symbol.bars[0].close_time_ns};
  symbol.report.fitting_zone = "Asia/Tokyo";
  const core::Timestamp first = symbol.bars[0].close_time_ns;
  data::MarketData market = test::market_of({symbol});
  market.venues[0].hours =
      std::make_shared<const calendar::Venue>(calendar::find_venue("us_equity"));
  const auto seen = analysis::observe(market);
  REQUIRE(seen.size() >= 2);
  CHECK(seen[0].code == analysis::OffHours::kCode);
  CHECK(seen[0].fitting_zone == "Asia/Tokyo");
  CHECK(seen[0].worst.at(0).value == 10.5);
  CHECK(seen[1].code == analysis::kOutOfSession);
  CHECK(seen[1].count == 36);
  REQUIRE(seen[1].worst.size() == 3);
  CHECK(seen[1].worst[0].time_ns == first);
}

TEST_CASE("rows that were skipped, widened or repeated and symbols left out are counted") {
  data::MarketData market = test::market_of(
      {days_with("A",
                 [](data::SymbolInput& days) {
                   days.report.skipped_rows = 2;
                   days.report.skipped = {"a.csv:3:5: close is 'x'", "a.csv:9:1: no time"};
                   days.report.widened_bars = 4;
                   days.report.widened = {2 * core::kDay};
                   days.report.repeated_rows = 7;
                   days.report.repeated = {3 * core::kDay};
                 })},
      core::kDay);
  market.left_out.push_back({"GONE", data::LeftOutWhy::no_file, "no file"});
  const auto seen = analysis::observe(market);
  REQUIRE(seen.size() == 4);
  CHECK(seen[0].code == analysis::SymbolsLeftOut::kCode);
  CHECK(seen[0].symbol == "GONE");
  CHECK(seen[0].worst.at(0).text == "no file");
  CHECK(seen[1].code == analysis::SkippedRows::kCode);
  CHECK(seen[1].of == 102);
  CHECK(seen[1].worst.at(1).text == "a.csv:9:1: no time");
  CHECK(seen[2].code == analysis::kWidenedBars);
  CHECK(seen[2].count == 4);
  CHECK(seen[2].worst.at(0).time_ns == 2 * core::kDay);
  CHECK(seen[2].worst.at(0).value == 101);
  CHECK(seen[3].code == analysis::kRepeatedRows);
  CHECK(seen[3].count == 7);
  CHECK(seen[3].worst.at(0).value == 100);
}

}  // namespace barometer
