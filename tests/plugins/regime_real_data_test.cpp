// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>

#include "oracle_check.hpp"
#include "support/catch.hpp"

// Law 6 on real bars. Without the data folder the program says so and exits with 77: skipped.

namespace {

using namespace barometer;

harness::Series real(const std::string& file, bool daily) {
  const std::string path = harness::data_root() + "/" + file;
  auto series = harness::read_csv(path, 4000, daily);
  if (!series) {
    std::printf("skipped: no %s; set BAROMETER_DATA\n", path.c_str());
    std::exit(77);
  }
  return *series;
}

}  // namespace

TEST_CASE("oracle: real coins, both rules") {
  for (const char* coin : {"BTCUSDT", "DOGEUSDT", "SOLUSDT"}) {
    const auto series = real(std::string("crypto_1h/") + coin + "_1h.csv", false);
    const auto bars = harness::oracle_bars(series);
    oracle::Rules rules;
    CHECK(harness::first_difference(harness::tag_all(series, {}), oracle::tag(bars, rules)) == "");
    rules.rule = "absolute";
    CHECK(harness::first_difference(harness::tag_all(series, {{"volatility.rule", "absolute"}}),
                                    oracle::tag(bars, rules)) == "");
  }
}

TEST_CASE("oracle: real stocks, daily") {
  const oracle::Rules rules = harness::equity_rules();
  for (const char* stock : {"AAPL", "AIG", "SPY"}) {
    const auto series = real(std::string("equity_daily_yahoo/") + stock + ".csv", true);
    CHECK(harness::first_difference(harness::tag_all(series, {{"preset", "equity_daily"}}),
                                    oracle::tag(harness::oracle_bars(series), rules)) == "");
  }
}
