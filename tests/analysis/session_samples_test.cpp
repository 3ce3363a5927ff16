// SPDX-License-Identifier: Apache-2.0
#include "analysis/session_samples.hpp"

#include <barometer/abi/bars.h>

#include "core/bar_size.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

std::vector<portfolio::EquityPoint> equity_counting_up(const data::MarketData& market,
                                                       std::int64_t first_step) {
  std::vector<portfolio::EquityPoint> equity;
  for (std::int64_t step = first_step; step < market.timeline.steps(); ++step) {
    equity.push_back({market.timeline.time(step), 0, static_cast<double>(step), 0, 0});
  }
  return equity;
}

}  // namespace

TEST_CASE("sessions of hourly bars end at midnight and where the data end") {
  // 50 bars that close at 01:00, 02:00, ...: the 24th and 48th close at midnight.
  const data::MarketData market = test::market_of({test::flat_symbol("A", 50, core::kHour)});
  CHECK(analysis::session_end_steps(market, 0) == std::vector<std::int64_t>{23, 47, 49});
}

TEST_CASE("sessions that end before the first live step are left out") {
  const data::MarketData market = test::market_of({test::flat_symbol("A", 50, core::kHour)});
  CHECK(analysis::session_end_steps(market, 24) == std::vector<std::int64_t>{47, 49});
}

TEST_CASE("with ragged symbols the session is that of whichever symbol has a bar") {
  // B has bars 30..59 only, A ends after 40.
  const data::MarketData market = test::market_of(
      {test::flat_symbol("A", 40, core::kHour), test::flat_symbol("B", 30, 31 * core::kHour)});
  CHECK(analysis::session_end_steps(market, 0) == std::vector<std::int64_t>{23, 47, 59});
}

TEST_CASE("a date without a session ends one only where the run's own venue has a bar") {
  std::vector<bm_calendar_row> days(4);
  for (std::size_t i = 0; i < days.size(); ++i) {
    days[i].session_date = static_cast<std::int32_t>(i);
  }
  days[1].flags = BM_NO_SESSION;
  const auto ends = [&](bool has_bar) {
    return analysis::session_end_steps(days, [has_bar](std::size_t) { return has_bar; });
  };
  CHECK(ends(true) == std::vector<std::int64_t>{0, 1, 2, 3});
  CHECK(ends(false) == std::vector<std::int64_t>{0, 2, 3});
}

TEST_CASE("the first sample is the starting cash at the first live step") {
  const data::MarketData market = test::market_of({test::flat_symbol("A", 50, core::kHour)});
  const auto samples = analysis::session_samples(market, 10, 777, equity_counting_up(market, 10));
  REQUIRE(samples.size() == 4);
  CHECK(samples[0].time_ns == 11 * core::kHour);
  CHECK(samples[0].equity == 777);
  CHECK(samples[1].equity == 23);
  CHECK(samples[2].equity == 47);
  CHECK(samples[3].equity == 49);
}

TEST_CASE("a first live step that ends a session is the start, not a return") {
  const data::MarketData market = test::market_of({test::flat_symbol("A", 50, core::kHour)});
  const auto samples = analysis::session_samples(market, 23, 777, equity_counting_up(market, 23));
  REQUIRE(samples.size() == 3);
  CHECK(samples[0].equity == 777);
  CHECK(samples[1].equity == 47);
}

TEST_CASE("a year has the venue's sessions, or its weeks or months of bars of that size") {
  data::MarketData market = test::market_of({test::flat_symbol("A", 50, core::kHour)});
  market.session_days_per_year = 252;
  market.bar = core::kHour;
  CHECK(analysis::samples_per_year(market) == 252);
  market.bar = core::kWeek;
  CHECK(analysis::samples_per_year(market) == Approx(365.2425 / 7));
  market.bar = core::kMonth;
  CHECK(analysis::samples_per_year(market) == Approx(12));
}

TEST_CASE("a run without live steps has no samples") {
  const data::MarketData market = test::market_of({test::flat_symbol("A", 5, core::kHour)});
  CHECK(analysis::session_samples(market, 5, 777, {}).empty());
}

}  // namespace barometer
