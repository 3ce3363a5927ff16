// SPDX-License-Identifier: Apache-2.0
#include "report/plain_market.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
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
using barometer_test::TempFolder;

namespace {

config::DataConfig parsed(const std::string& yaml) {
  return config::parse_config(yaml, "t.yaml").data;
}

// The market as it is read back from the files that it was written to.
data::MarketData again(const config::DataConfig& config, const data::MarketData& market,
                       const TempFolder& folder) {
  for (std::size_t i = 0; i < market.symbols.size(); ++i) {
    std::string text;
    report::write_plain_bars(market, static_cast<core::SymbolIndex>(i),
                             [&text](std::string_view piece) { text += piece; });
    write_file(folder / (market.symbols[i].name + ".csv"), text);
    if (report::writes_actions(config, market.symbols[i])) {
      std::string actions;
      report::write_plain_actions(market.symbols[i],
                                  [&actions](std::string_view piece) { actions += piece; });
      write_file(folder / (market.symbols[i].name + ".actions.csv"), actions);
    }
  }
  return data::load_market(parsed(report::plain_config(config, market, folder.path())), 1);
}

bool same_bars(const data::MarketData& a, const data::MarketData& b) {
  const auto bytes = [](const data::SymbolData& symbol) {
    return std::string_view(reinterpret_cast<const char*>(symbol.bars.data()),
                            symbol.bars.size() * sizeof(data::BarRow));
  };
  return std::ranges::equal(a.symbols, b.symbols, {}, bytes, bytes);
}

// Bars of this length in the sessions of a venue from 2024-02-26 on, stamped at their opens.
std::string rows_in_sessions(const std::string& name, core::Duration bar) {
  const calendar::Venue venue = calendar::find_venue(name);
  calendar::Zone zone(venue.zone);
  std::string text = "timestamp,open,high,low,close,volume\n";
  int i = 0;
  for (core::Day day = 19'779; day < 19'859; ++day) {  // summer time begins on the 13th day
    if (!calendar::has_session(venue, day)) {
      continue;
    }
    const auto session = calendar::session_of(venue, zone, day);
    for (core::Timestamp open = session.open; open < session.close; open += bar, ++i) {
      text += fmt::format("{},{},{},{},{},{}\n", open / core::kMillisecond, 100 + i % 7 * 0.1,
                          101 + i % 7 * 0.1, 99 + i % 7 * 0.1, 100 + i % 7 * 0.1, i % 13);
    }
  }
  return text;
}

void check_round_trip(const std::string& yaml) {
  INFO(yaml);
  const config::DataConfig config = parsed(yaml);
  const data::MarketData market = data::load_market(config, 1);
  const TempFolder plain;
  const data::MarketData read = again(config, market, plain);
  CHECK(same_bars(market, read));
  CHECK(read.hash == market.hash);
}

}  // namespace

TEST_CASE("A market that never closes is read back to the same bits") {
  for (const std::string size :
       {"1min", "1h", "4h", "1d", "1h, resample: 4h", "1h, resample: 1d", "1h, resample: 1w",
        "1h, resample: 1mo", "1d, resample: 1w", "1d, resample: 1mo"}) {
    check_round_trip("data: {source: synthetic, bar: " + size +
                     ", synthetic: {symbols: 2, bars: 3000, seed: 5}}\n");
  }
}

TEST_CASE("So are bars of sessions, of any size") {
  for (const std::string venue : {"us_equity", "fx"}) {
    for (const auto& [size, bar] :
         {std::pair<std::string, core::Duration>{"30min", core::kHour / 2},
          {"1h", core::kHour},
          {"1d", core::kDay},
          {"1h, resample: 1d", core::kHour},
          {"1d, resample: 1w", core::kDay},
          {"1d, resample: 1mo", core::kDay}}) {
      const TempFolder folder;
      const auto file = write_file(folder / "A.csv", rows_in_sessions(venue, bar));
      check_round_trip("data: {source: csv, path: " + file.string() + ", symbols: [A], bar: " +
                       size + ", venue: " + venue + ", time: {format: epoch_ms, stamp: open}}\n");
    }
  }
}

TEST_CASE("Bars on a clock that does not begin with the session stay there") {
  const TempFolder folder;
  std::string rows = "t,open,high,low,close,volume\n";
  for (const char* day : {"2024-01-02", "2024-01-03", "2024-01-04"}) {
    for (int hour = 9; hour < 16; ++hour) {
      rows += std::string(day) + (hour == 9 ? " 09" : " " + std::to_string(hour)) +
              ":00,0.1,0.30000000000000004,0.1,0.2,3\n";
    }
  }
  write_file(folder / "A.csv", rows);
  const config::DataConfig config =
      parsed("data:\n  source: csv\n  path: " + (folder / "A.csv").string() +
             "\n  symbols: [A]\n  bar: 1h\n  venue: us_equity\n"
             "  time: {column: t, format: \"%Y-%m-%d %H:%M\", zone: venue, stamp: open}\n");
  const data::MarketData market = data::load_market(config, 1);
  const TempFolder plain;
  const data::MarketData read = again(config, market, plain);
  CHECK(same_bars(market, read));
  CHECK(read.hash == market.hash);
}

TEST_CASE("Venues, the period, splits and dividends are those of the config") {
  const TempFolder folder;
  write_file(folder / "A.csv",
             "t,open,high,low,close,volume\n2024-01-11,8,8,8,8,1\n"
             "2024-01-12,4,4,4,4,1\n2024-01-16,4,4,4,4,1\n");
  write_file(folder / "actions/A.csv", "date,split,dividend\n2024-01-12,2,0\n");
  const config::DataConfig config =
      parsed("data:\n  source: csv\n  path: " + (folder / "{symbol}.csv").string() +
             "\n  symbols: [A]\n  bar: 1d\n  venues: {A: us_equity}\n  from: 2024-01-12\n"
             "  time: {column: t, format: \"%Y-%m-%d\"}\n  actions:\n    path: " +
             (folder / "actions/{symbol}.csv").string() + "\n");
  const TempFolder plain;
  const data::MarketData market = data::load_market(config, 1);
  const std::string yaml = report::plain_config(config, market, plain.path());
  CHECK(contains(yaml, "    'A': us_equity\n"));
  CHECK(contains(yaml, "  from: 2024-01-12T00:00:00Z\n"));
  const data::MarketData read = again(config, market, plain);
  CHECK(same_bars(market, read));
  REQUIRE(read.symbols[0].actions.size() == 1);
  CHECK(read.symbols[0].unit_changes.size() == market.symbols[0].unit_changes.size());
}

TEST_CASE("Splits and dividends of columns become files of their own") {
  const TempFolder folder;
  const auto file = write_file(folder / "A.csv",
                               "t,open,high,low,close,volume,div,split\n2024-01-11,9,9,9,9,1,0,\n"
                               "2024-01-12,3,3,3,3,1,0.1,3\n2024-01-16,3,3,3,3,1,0,1\n");
  const config::DataConfig config = parsed("data:\n  source: csv\n  path: " + file.string() +
                                           "\n  symbols: [A]\n  bar: 1d\n  venue: us_equity\n"
                                           "  time: {column: t, format: \"%Y-%m-%d\"}\n"
                                           "  columns: {dividend: div, split: split}\n");
  const data::MarketData market = data::load_market(config, 1);
  const TempFolder plain;
  const data::MarketData read = again(config, market, plain);
  CHECK(same_bars(market, read));
  REQUIRE(read.symbols[0].actions.size() == 1);
  CHECK(read.symbols[0].actions[0].split == market.symbols[0].actions[0].split);
  CHECK(read.symbols[0].actions[0].dividend == 0.1);
  CHECK(read.symbols[0].actions[0].bar == 1);
}
