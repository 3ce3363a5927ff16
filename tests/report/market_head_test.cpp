// SPDX-License-Identifier: Apache-2.0
#include "report/market_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "config/load.hpp"
#include "data/bar_row.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

const report::Style kWide{.width = 1000};

data::MarketData market(const std::string& more) {
  return data::load_market(
      config::parse_config("data: {source: synthetic, " + more + "}\n", "t.yaml").data, 1);
}

std::int64_t lines(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("From either end as many bars as asked for, all of a short market") {
  const auto hours = market("bar: 1h, synthetic: {symbols: 2, bars: 20}");
  // A title, a header, three bars, a mark, three bars; for each symbol.
  CHECK(lines(report::render_head(hours, 3, kWide)) == 2 * (1 + 1 + 3 + 1 + 3));
  CHECK(lines(report::render_head(hours, 10, kWide)) == 2 * (1 + 1 + 20));
  CHECK(contains(report::render_head(hours, 1, kWide), "  2022-01-01 00:00  2022-01-01 01:00  "));
  // By a venue that goes by UTC each time stands there once.
  CHECK_FALSE(contains(report::render_head(hours, 1, kWide), "01:00  2022-01-01 01:00"));
}

TEST_CASE(
    "A narrow terminal has eight digits of a price, and columns that say little are left out") {
  const auto hours = market("bar: 1h, synthetic: {symbols: 1, bars: 3}");
  const std::string wide = report::render_head(hours, 3, kWide);
  CHECK_FALSE(contains(wide, "left out"));
  const std::string narrow = report::render_head(hours, 3, report::Style{.width = 80});
  CHECK(contains(narrow, "left out for want of width: open UTC\n"));
  CHECK(contains(narrow, "close UTC"));
  CHECK(contains(narrow, "volume"));
  const std::string full = fmt::format("{}", hours.symbols[0].bars[0].close);
  const std::string few = fmt::format("{:.8g}", hours.symbols[0].bars[0].close);
  REQUIRE(full.size() > few.size());
  CHECK(contains(wide, full));
  CHECK(contains(narrow, "  " + few + "  "));
}

TEST_CASE("The close stands there by the venue's clock too") {
  const barometer_test::TempFolder folder;
  const auto file = write_file(folder / "A.csv",
                               "d,open,high,low,close\n2022-01-03,1,2,1,2\n"
                               "2022-01-04,1,2,1,2\n");
  const auto days =
      data::load_market(config::parse_config("data: {source: csv, path: " + file.string() +
                                                 ", symbols: [A], bar: 1d, venue: us_equity, "
                                                 "time: {column: d, format: \"%Y-%m-%d\"}, "
                                                 "columns: {volume: none}}\n",
                                             "t.yaml")
                            .data,
                        1);
  const std::string text = report::render_head(days, 3, kWide);
  CHECK(contains(text, "close America/New_York"));
  CHECK(contains(text, "  2022-01-03 14:30  2022-01-03 21:00  2022-01-03 16:00  "));
}
