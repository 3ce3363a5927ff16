// SPDX-License-Identifier: Apache-2.0
#include "study/daily_returns.hpp"

#include "core/timestamp.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("a day's return is from its last row, and midnight ends the day before") {
  const TempFolder folder;
  write_file(folder / "equity.csv",
             "time,cash,equity\n"
             "2024-01-01T12:00:00Z,0,105\n"
             "2024-01-02T00:00:00Z,0,110\n"
             "2024-01-02T01:00:00Z,0,120\n"
             "2024-01-03T00:00:00Z,0,99\n"
             "2024-01-05T10:00:00Z,0,198\n");
  const study::RowReturns returns = study::daily_returns(folder / "equity.csv", 100);
  REQUIRE(returns.values.size() == 3);
  CHECK(returns.values[0] == Approx(0.10));
  CHECK(returns.values[1] == Approx(-0.10));
  CHECK(returns.values[2] == Approx(1.0));
  CHECK(returns.session_ends->at(1) == *core::parse_utc("2024-01-03"));
}

TEST_CASE("without an equity that is positive throughout there are none") {
  const TempFolder folder;
  write_file(folder / "equity.csv", "time,cash,equity\n2024-01-01T12:00:00Z,0,-1\n");
  CHECK(study::daily_returns(folder / "equity.csv", 100).values.empty());
  write_file(folder / "torn.csv", "time,cash,equity\nyesterday,0,1\n");
  CHECK(study::daily_returns(folder / "torn.csv", 100).values.empty());
  CHECK(study::daily_returns(folder / "nowhere.csv", 100).values.empty());
}
