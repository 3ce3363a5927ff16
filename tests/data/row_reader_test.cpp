// SPDX-License-Identifier: Apache-2.0
#include "data/row_reader.hpp"

#include <fmt/format.h>

#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("a file from new to old gives the bars of the same file from old to new") {
  config::DataConfig config = hourly_csv();
  const std::string header = "timestamp,open,high,low,close,volume\n";
  std::vector<std::string> lines;
  for (int hour = 0; hour < 30; ++hour) {
    lines.push_back(fmt::format("{},{},{},{},{},1\n", 3'600'000 * hour, 10 + hour, 11 + hour,
                                9 + hour, 10 + hour));
  }
  std::string up = header;
  std::string down = header;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    up += lines[i];
    down += lines[lines.size() - 1 - i];
  }
  const auto straight = read_text(up, config);
  config.csv.order = config::RowOrder::newest_first;
  const auto turned = read_text(down, config);
  CHECK(turned.faults.empty());
  REQUIRE(turned.bars.size() == straight.bars.size());
  CHECK(data::close_times(turned.bars) == data::close_times(straight.bars));
  CHECK(turned.bars.back().high == straight.bars.back().high);
  CHECK(contains(read_text(up, config).faults.at(0).fix, "leave data.order out"));
  config.csv.order = config::RowOrder::oldest_first;
  CHECK(contains(read_text(down, config).faults.at(0).fix, "say data.order: newest_first"));
}

TEST_CASE("the hour that comes twice is read from its end where rows go from new to old") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.zone = "America/New_York";
  config.csv.order = config::RowOrder::newest_first;
  const auto csv = read_text(
      "timestamp,open,high,low,close,volume\n"
      "2024-11-03 02:00,1,1,1,1,1\n2024-11-03 01:00,2,2,2,2,1\n"
      "2024-11-03 01:00,3,3,3,3,1\n2024-11-03 00:00,4,4,4,4,1\n",
      config);
  CHECK(csv.faults.empty());
  REQUIRE(csv.bars.size() == 4);
  CHECK(core::format_utc(csv.bars[1].close_time_ns) == "2024-11-03T06:00:00Z");
  CHECK(csv.bars[1].open == 3);
  CHECK(core::format_utc(csv.bars[2].close_time_ns) == "2024-11-03T07:00:00Z");
  CHECK(csv.bars[2].open == 2);
}

TEST_CASE("lines that the config names are no rows, the header is the first other one") {
  config::DataConfig config = hourly_csv();
  config.csv.skip_lines = {1, 3, 4};
  const auto csv = read_text(
      "exported by a program\ntimestamp,open,high,low,close,volume\nTicker,A,A,A,A,A\n,,,,,\n"
      "0,1,1,1,1,1\n3600000,1,1,1,1,x\n",
      config);
  REQUIRE(csv.faults.size() == 1);
  CHECK(contains(csv.faults[0].where, "x.csv:6:17"));
}

TEST_CASE("texts of one symbol are joined, and what contradicts is told at both places") {
  const config::DataConfig config = hourly_csv();
  const calendar::Venue venue = calendar::find_venue(config.venue);
  const data::StampParser stamps(config, venue);
  const std::string header = "timestamp,open,high,low,close,volume\n";
  const std::string first = header + "0,1,1,1,1,1\n3600000,2,2,2,2,1\n";
  const std::string second = header + "3600000,2,2,2,2,1\n7200000,3,3,3,3,1\n";
  const std::string other = header + "3600000,2,3,2,2,1\n7200000,3,3,3,3,1\n";
  const std::vector<files::FileText> good{{"b.csv", second, {}}, {"a.csv", first, {}}};
  const auto joined = data::read_csv(good, config, venue, stamps);
  CHECK(joined.faults.empty());
  CHECK(joined.bars.size() == 3);
  CHECK(joined.report.repeated_rows == 1);
  const std::vector<files::FileText> bad{{"a.csv", first, {}}, {"c.csv", other, {}}};
  const auto refused = data::read_csv(bad, config, venue, stamps);
  REQUIRE(refused.faults.size() == 1);
  CHECK(refused.faults[0].where == "c.csv:2:1");
  CHECK(contains(refused.faults[0].what, "is another than that of a.csv:3:1"));
}

TEST_CASE("milliseconds of the day count from the date of the file's name") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "ms_of_day";
  config.csv.zone = "America/New_York";
  const calendar::Venue venue = calendar::find_venue(config.venue);
  const data::StampParser stamps(config, venue);
  const std::string text =
      "timestamp,open,high,low,close,volume\n34200000,1,1,1,1,1\n86400000,1,1,1,1,1\n";
  const std::vector<files::FileText> dated{{"a.csv", text, utc("2024-07-01")}};
  const auto csv = data::read_csv(dated, config, venue, stamps);
  REQUIRE(csv.bars.size() == 1);
  CHECK(csv.faults.at(0).where == "a.csv:3:1");
  CHECK(core::format_utc(csv.bars[0].close_time_ns) == "2024-07-01T14:30:00Z");
}
