// SPDX-License-Identifier: Apache-2.0
#include "report/market_description.hpp"

#include "config/load.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::contains;

TEST_CASE("Gaps, volumes, prices and moves are those of the rows") {
  const barometer_test::TempFolder folder;
  // Two hours are missing behind the third row; the fourth falls by a half.
  const auto file = write_file(folder / "X.csv",
                               "timestamp,open,high,low,close,volume\n1704153600000,10,12,9,11,0\n"
                               "1704157200000,11,11,11,11,5\n1704160800000,11,22,11,22,5\n"
                               "1704171600000,22,22,8,11,5\n");
  const data::MarketData market =
      data::load_market(config::parse_config("data:\n  source: csv\n  path: " + file.string() +
                                                 "\n  symbols: [X]\n  bar: 1h\n"
                                                 "  time: {format: epoch_ms, stamp: open}\n",
                                             "t.yaml")
                            .data,
                        1);
  const std::string text = report::render_description(market);
  INFO(text);
  CHECK(contains(text,
                 "X: 4 bars of 1h, closes 2024-01-02T01:00:00Z to 2024-01-02T06:00:00Z, "
                 "24x7\n"));
  CHECK(contains(text,
                 "gaps     1 with 2 bars missing, the longest 2 bars from "
                 "2024-01-02T03:00:00Z\n"));
  CHECK(contains(text, "volume   0 in 1 bar; 1 bar flat\n"));
  CHECK(contains(text, "lowest 8 at 2024-01-02T06:00:00Z, highest 22 at 2024-01-02T03:00:00Z\n"));
  // Both moves are a factor of two; the earlier one comes first.
  CHECK(contains(text,
                 "moves    +100.0 % at 2024-01-02T03:00:00Z, -50.0 % at "
                 "2024-01-02T06:00:00Z, "));
}
