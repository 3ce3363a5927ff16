// SPDX-License-Identifier: Apache-2.0
// The days on which a benchmark does not trade entered as its returns of 0: BTC on seven days
// against SPY on five had a beta of 0.1988 over 199 periods where the 143 common ends give 0.0809.
// Only the benchmark's own session ends count, and the first return runs from close to close.
#include "analysis/benchmark_metrics.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("weekends without a bar of the benchmark are no returns of it") {
  data::SymbolInput coin = test::flat_symbol("COIN", 70, core::kDay);
  data::SymbolInput fund = test::flat_symbol("FUND", 70, core::kDay);
  for (std::size_t day = 0; day < 70; ++day) {
    coin.bars[day].close_time_ns = fund.bars[day].close_time_ns =
        static_cast<std::int64_t>(day + 1) * core::kDay;
    fund.bars[day].close = 100 + static_cast<double>(day % 5) + static_cast<double>(day) / 7;
  }
  std::erase_if(fund.bars,
                [](const data::BarRow& bar) { return (bar.close_time_ns / core::kDay) % 7 >= 5; });
  const std::vector<data::BarRow> own = fund.bars;
  const data::MarketData market = test::market_of({coin, fund}, core::kDay);
  // An account that is the fund itself, valued every day at the fund's last close.
  std::vector<analysis::Sample> samples;
  double last = own[0].close;
  for (std::int64_t day = 1, next = 0; day <= 70; ++day) {
    if (next < std::ssize(own) &&
        own[static_cast<std::size_t>(next)].close_time_ns == day * core::kDay) {
      last = own[static_cast<std::size_t>(next++)].close;
    }
    samples.push_back({day * core::kDay, last});
  }
  const auto found = analysis::benchmark_metrics(market, samples, "FUND");
  REQUIRE(found.has_value());
  CHECK(found->periods == std::ssize(own) - 1);
  CHECK(*found->beta == Approx(1));
  CHECK(*found->alpha == Approx(0).margin(1e-12));
  CHECK(*found->tracking_error == Approx(0).margin(1e-12));
}
