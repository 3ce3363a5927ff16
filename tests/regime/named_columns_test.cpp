// SPDX-License-Identifier: Apache-2.0
#include "regime/named_columns.hpp"

#include <array>
#include <string>

#include "data/bar_row.hpp"
#include "regime/tag_columns.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

namespace {

std::string at(const void* address) {
  std::array<char, 128> room{};
  core::PlainText text(room.data(), room.size());
  return core::describe_memory(address, text) ? room.data() : "nothing";
}

}  // namespace

TEST_CASE("each value of a market's bars and calendar has its name") {
  const data::MarketData market = random_market(5, {.symbols = 2, .steps = 9, .ragged = false});
  const auto& bars = market.symbols[1].bars;
  CHECK(at(&bars[3].close) == "nothing");
  const regime::NamedBars named(market);
  const std::string& name = market.symbols[1].name;
  CHECK(at(&bars[3].close) == name + "'s close (bar 3): bars cannot be written");
  CHECK(at(&bars[0].close_time_ns) == name + "'s close time (bar 0): bars cannot be written");
  CHECK(at(reinterpret_cast<const char*>(&bars[8].volume) + 7) ==
        name + "'s volume (bar 8): bars cannot be written");
  CHECK(at(bars.data() + bars.size()) == "memory behind bars: bars cannot be written");
  CHECK(at(&market.calendar[4]) == "the calendar (of step 4): calendars cannot be written");
}

TEST_CASE("each tag and onset has its name, and what lies between columns that of its dimension") {
  const data::MarketData market = random_market(6, {.symbols = 2, .steps = 9, .ragged = false});
  const std::vector<regime::Dimension> dimensions{
      {.name = "trend", .labels = {"down", "up"}, .unit = "", .help = ""},
      {.name = "size", .kind = BM_DIMENSION_SCALAR, .labels = {}, .unit = "", .help = ""}};
  const std::vector<std::int64_t> counts{9, 9};
  const regime::TagColumns columns(dimensions, {{1, 1}, {1, 0}}, counts);
  const regime::NamedTags named(columns.view(), market);
  const std::string& name = market.symbols[1].name;
  const std::string why = ": tags cannot be written by who reads them";
  CHECK(at(&columns.view().category(1, 0)[7]) == "the tags of 'trend' (" + name + " bar 7)" + why);
  CHECK(at(&columns.view().onset(1, 0)[2]) == "the onsets of 'trend' (" + name + " bar 2)" + why);
  CHECK(at(&columns.view().scalar(1, 1)[8]) == "the tags of 'size' (" + name + " bar 8)" + why);
  CHECK(at(columns.view().category(0, 0).data() + 9) == "the tags of 'trend'" + why);
}
