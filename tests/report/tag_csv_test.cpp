// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "regime/tag_view.hpp"
#include "report/run_tables.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

std::vector<std::string> lines_of(const test::SampleRun& run) {
  std::string text;
  report::write_tags(run.market, run.tags, run.first_step,
                     [&](std::string_view piece) { text += piece; });
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

TEST_CASE("tags.csv has a row per live symbol-bar, unknown tags as empty cells") {
  const test::SampleRun run({.symbols = 2, .bars = 60, .first_step = 39, .fill_chance = 0});
  const std::vector<std::string> lines = lines_of(run);
  // Live: bars 39..59 of the first symbol, and the second's (bars 6..53 of the timeline) 39..53.
  REQUIRE(lines.size() == 1 + 21 + 15);
  CHECK(lines[0] == "time,symbol,volatility,score,trend");
  CHECK(lines[1] == "2022-01-02T15:00:00Z,COIN0,,,");
  const std::int8_t tag = run.tags.category(0, 0)[40];
  REQUIRE(tag >= 0);
  const std::string expected = run.tags.dimensions()[0].labels[static_cast<std::size_t>(tag)];
  CHECK(lines[3].starts_with("2022-01-02T16:00:00Z,COIN0," + expected + ","));
}

}  // namespace barometer
