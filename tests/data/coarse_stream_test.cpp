// SPDX-License-Identifier: Apache-2.0
// Coarser bars of a stream beside those of all bars together.
#include "data/coarse_stream.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

#include "calendar/calendar_rows.hpp"
#include "data/calendar_cursor.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

// A walk with gaps, over a change of clocks.
std::vector<data::BarRow> drawn_bars(std::uint64_t seed, core::Duration bar) {
  std::mt19937_64 random(seed);
  std::vector<data::BarRow> bars;
  double price = 100;
  for (core::Timestamp at = 0; at < 90 * core::kDay; at += bar) {
    at += random() % 200 == 0 ? static_cast<core::Duration>(random() % 90) * bar : 0;
    const double open = price;
    price += static_cast<double>(random() % 2001) / 1000 - 1;
    if (random() % 7 != 0) {
      bars.push_back({utc("2023-09-20T00:00:00Z") + at, open, std::max(open, price) + 0.25,
                      std::min(open, price) - 0.25, price, static_cast<double>(random() % 90)});
    }
  }
  return bars;
}

bool same(const data::BarRow& a, const data::BarRow& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

// `cut`: before this bar the stream is put into another one.
void check_stream(const char* name, core::Duration bar, core::Duration on, std::uint64_t seed) {
  INFO(name << " on " << on / core::kHour << "h");
  const calendar::Venue venue = calendar::find_venue(name);
  const std::vector<data::BarRow> bars = drawn_bars(seed, bar);
  const auto times = data::close_times(bars);
  const auto calendar = calendar::resolve_calendar(venue, bar, times);
  const data::CoarseBars all =
      data::resample(venue, bar, on, bars, data::CalendarCursor(times, calendar.data()));
  auto stream = std::make_unique<data::CoarseStream>(venue, bar, on, calendar::BarGrid());
  std::size_t over = 0;
  int wrong = 0;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (i % 501 == 500) {
      auto other = std::make_unique<data::CoarseStream>(venue, bar, on, calendar::BarGrid());
      other->restore(stream->current());
      stream = std::move(other);
    }
    for (const data::CoarseStream::Over& each : stream->add(bars[i], calendar[i])) {
      REQUIRE(over < all.bars.size());
      wrong += same(each.bar, all.bars[over]) ? 0 : 1;
      wrong += std::memcmp(&each.calendar, &all.calendar[over], sizeof each.calendar) == 0 ? 0 : 1;
      wrong += all.known_ns[over] == bars[i].close_time_ns ? 0 : 1;
      ++over;
    }
  }
  CHECK(over == all.bars.size());
  CHECK(over > 5);
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("coarser bars of a stream are those of all bars, each when it becomes known") {
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    for (const core::Duration on : {4 * core::kHour, core::kDay, core::kWeek}) {
      check_stream("24x7", core::kHour, on, seed);
      check_stream("fx", core::kHour, on, seed);
      check_stream("us_equity", 30 * core::kMinute, on, seed);
    }
    check_stream("24x7", core::kDay, core::kWeek, seed);
  }
}
