// SPDX-License-Identifier: Apache-2.0
// A run's own bars, made of finer ones: what resample_test.cpp says of coarse bars, and that they
// can be taken for a file's.
#include <algorithm>
#include <random>
#include <vector>

#include "calendar/calendar_rows.hpp"
#include "calendar/expected_spans.hpp"
#include "core/bar_size.hpp"
#include "csv_fixture.hpp"
#include "data/bar_row.hpp"
#include "data/resample.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// Finer bars of a venue as a source has them, some missing.
struct Fine {
  calendar::Venue venue;
  core::Duration bar = 0;
  calendar::BarGrid grid;
  std::vector<data::BarRow> bars;

  data::RunBars made(core::Duration on, std::size_t count,
                     std::span<const data::CorporateAction> splits = {},
                     std::span<const data::QuotedSpread> spreads = {}) const {
    const std::span<const data::BarRow> first = std::span(bars).first(count);
    const auto calendar = calendar::resolve_calendar(venue, bar, data::close_times(first), grid);
    return data::run_bars(venue, bar, on, first, calendar, grid, splits, spreads);
  }

  data::RunBars made(core::Duration on) const { return made(on, bars.size()); }
};

Fine fine(const char* name, core::Duration bar, const calendar::BarGrid& grid, std::size_t count,
          std::uint64_t seed = 1) {
  Fine fine{calendar::find_venue(name), bar, grid, {}};
  std::mt19937_64 random(seed);
  double price = 100;
  for (const calendar::BarSpan& span :
       calendar::expected_spans(fine.venue, bar, grid, utc("2024-01-03T21:00:00Z"), count)) {
    const double open = price;
    price += static_cast<double>(random() % 2001) / 1000 - 1;
    if (random() % 11 != 0) {
      fine.bars.push_back({span.close, open, std::max(open, price) + 0.5,
                           std::min(open, price) - 0.5, price,
                           static_cast<double>(random() % 100)});
    }
  }
  return fine;
}

const std::vector<core::Duration> kAboveHours{4 * core::kHour, 12 * core::kHour, core::kDay,
                                              core::kWeek, core::kMonth};

std::vector<Fine> sources() {
  return {fine("24x7", core::kHour, {}, 3000),
          fine("us_equity", 30 * core::kMinute,
               {.origin = calendar::GridOrigin::session, .within_sessions = true}, 1500),
          fine("us_equity", core::kHour, {.within_sessions = true}, 900),
          fine("fx", core::kHour, {}, 2500),
          fine("fx", 4 * core::kHour, {.zone = "Europe/Athens"}, 700)};
}

}  // namespace

TEST_CASE("no bar of the run changes with what closes after it, and none is added before") {
  for (const Fine& source : sources()) {
    for (const core::Duration on : kAboveHours) {
      if (on <= source.bar) {
        continue;
      }
      const data::RunBars whole = source.made(on);
      REQUIRE(whole.bars.size() >= 2);
      for (std::size_t k = 0; k < whole.bars.size(); k += 1 + whole.bars.size() / 20) {
        INFO(source.venue.name << " " << core::format_bar_size(on) << " bar " << k);
        Fine later = source;
        for (data::BarRow& bar : later.bars) {
          if (bar.close_time_ns > whole.bars[k].close_time_ns) {
            bar.open *= 3;
            bar.high *= 3;
            bar.low *= 3;
            bar.close *= 3;
            bar.volume += 1000;
          }
        }
        const std::vector<data::BarRow> changed = later.made(on).bars;
        const auto count = static_cast<long>(k + 1);
        REQUIRE(same_bars({whole.bars.begin(), whole.bars.begin() + count},
                          {changed.begin(), changed.begin() + count}));
      }
    }
  }
}

TEST_CASE("the bars of a prefix are a prefix of the bars") {
  for (const Fine& source : sources()) {
    for (const core::Duration on : {12 * core::kHour, core::kDay, core::kWeek, core::kMonth}) {
      const data::RunBars whole = source.made(on);
      for (std::size_t count = 1; count < source.bars.size(); count += 37) {
        const std::vector<data::BarRow> some = source.made(on, count).bars;
        REQUIRE(some.size() <= whole.bars.size());
        REQUIRE(same_bars(
            some, {whole.bars.begin(), whole.bars.begin() + static_cast<long>(some.size())}));
      }
    }
  }
}

TEST_CASE(
    "where nothing lies outside sessions every finer bar is in a bar or in the unfinished one") {
  for (const Fine& source :
       {fine("24x7", core::kHour, {}, 3000), fine("fx", core::kHour, {}, 2500)}) {
    for (const core::Duration on : kAboveHours) {
      const data::RunBars run = source.made(on);
      INFO(source.venue.name << " " << core::format_bar_size(on));
      CHECK(run.outside == 0);
      const auto whole = std::ssize(source.bars) - run.unfinished;
      double volume = 0;
      double made = 0;
      for (const data::BarRow& bar :
           std::span(source.bars).first(static_cast<std::size_t>(whole))) {
        volume += bar.volume;
      }
      for (const data::BarRow& bar : run.bars) {
        made += bar.volume;
      }
      CHECK(made == volume);  // whole numbers
    }
  }
}

TEST_CASE("the spans of the bars are those of their grid, and of no two bars one") {
  for (const Fine& source : sources()) {
    for (const core::Duration on : {4 * core::kHour, 12 * core::kHour, core::kDay}) {
      if (on <= source.bar) {
        continue;
      }
      const data::RunBars run = source.made(on);
      calendar::BarSpans spans(source.venue, on, run.grid);
      core::Timestamp last = 0;
      for (const data::BarRow& bar : run.bars) {
        const calendar::BarSpan span = spans.from_close(bar.close_time_ns);
        CHECK(span.close == bar.close_time_ns);
        CHECK(bar.close_time_ns > last);
        last = bar.close_time_ns;
      }
    }
  }
}

TEST_CASE("a bar that goes on past the end of a session's day is part of the next one") {
  // 17:00 New York is 21:00 UTC in summer, in the middle of a bar of four hours by UTC.
  Fine fx{calendar::find_venue("fx"), 4 * core::kHour, {.zone = "UTC"}, {}};
  for (int i = 0; i < 14; ++i) {
    fx.bars.push_back(
        {utc("2024-07-02T00:00:00Z") + i * 4 * core::kHour, 1.0 + i, 2.0 + i, 0.5 + i, 1.5 + i, 1});
  }
  const data::RunBars days = fx.made(core::kDay);
  REQUIRE(days.bars.size() >= 2);
  CHECK(days.bars[0].close_time_ns == utc("2024-07-02T21:00:00Z"));
  CHECK(days.bars[0].close == 6.5);  // of the bar that closes at 20:00
  CHECK(days.bars[1].open == 7);     // of the one that closes at midnight
  CHECK(days.bars[1].close_time_ns == utc("2024-07-03T21:00:00Z"));
}

TEST_CASE("a half day's bar closes at the regular hour, as a file's daily bar does") {
  // 2024-07-03 ended at 13:00 New York.
  const Fine shares =
      fine("us_equity", 30 * core::kMinute,
           {.origin = calendar::GridOrigin::session, .within_sessions = true}, 2000);
  const auto days = shares.made(core::kDay).bars;
  CHECK(std::ranges::any_of(days, [](const data::BarRow& bar) {
    return bar.close_time_ns == utc("2024-07-03T20:00:00Z");
  }));
}

TEST_CASE("a split inside a week brings what came before it into its units") {
  Fine shares{calendar::find_venue("us_equity"), core::kDay, {}, {}};
  // Monday to Friday and the Monday after; 2 for 1 on Wednesday.
  for (const auto& [date, price] :
       std::initializer_list<std::pair<const char*, double>>{{"2021-03-01", 100},
                                                             {"2021-03-02", 102},
                                                             {"2021-03-03", 51},
                                                             {"2021-03-04", 52},
                                                             {"2021-03-05", 53},
                                                             {"2021-03-08", 54}}) {
    shares.bars.push_back(
        {utc(date) + 21 * core::kHour, price, price + 2, price - 2, price + 1, 10});
  }
  const std::vector<data::CorporateAction> splits{
      {.ex_date = calendar::day_of(utc("2021-03-03")), .split = data::SplitRatio(2), .bar = 2}};
  const data::RunBars weeks = shares.made(core::kWeek, shares.bars.size(), splits);
  REQUIRE(weeks.bars.size() == 1);
  CHECK(same_bars(weeks.bars, {{utc("2021-03-05T21:00:00Z"), 50, 55, 49, 54, 70}}));
  CHECK(weeks.unfinished == 1);
  CHECK(weeks.spreads.empty());
  // The week opens with Monday's spread in units after the split, and closes with Friday's.
  const std::vector<data::QuotedSpread> spreads{{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}, {11, 12}};
  const auto quoted = shares.made(core::kWeek, shares.bars.size(), splits, spreads);
  REQUIRE(quoted.spreads.size() == 1);
  CHECK(quoted.spreads[0].open == 0.5);
  CHECK(quoted.spreads[0].close == 10);
}

TEST_CASE("a split whose week has no bar behind it is that of the whole week") {
  Fine shares{calendar::find_venue("us_equity"), core::kDay, {}, {}};
  // Halted from Friday on, the ex-date; place_actions() lets the week be in units after it.
  for (const auto& [date, price] :
       std::initializer_list<std::pair<const char*, double>>{{"2021-03-01", 100},
                                                             {"2021-03-04", 102},
                                                             {"2021-03-08", 51},
                                                             {"2021-03-12", 52},
                                                             {"2021-03-15", 53}}) {
    shares.bars.push_back(
        {utc(date) + 21 * core::kHour, price, price + 2, price - 2, price + 1, 10});
  }
  const std::vector<data::CorporateAction> splits{
      {.ex_date = calendar::day_of(utc("2021-03-05")), .split = data::SplitRatio(2), .bar = 2}};
  const data::RunBars weeks = shares.made(core::kWeek, 4, splits);
  REQUIRE(weeks.bars.size() == 2);
  CHECK(same_bars({weeks.bars[0]}, {{utc("2021-03-05T21:00:00Z"), 50, 52, 49, 51.5, 40}}));
  CHECK(weeks.bars[1].open == 51);
}

TEST_CASE("a split at the first bar of a day leaves the day before in its own units") {
  // The day before lacks its last hours, so that nothing has ended it yet.
  Fine shares{calendar::find_venue("us_equity"), core::kHour, {.within_sessions = true}, {}};
  for (const auto& [time, price] :
       std::initializer_list<std::pair<const char*, double>>{{"2021-03-02T16:00:00Z", 100},
                                                             {"2021-03-03T15:00:00Z", 50},
                                                             {"2021-03-03T21:00:00Z", 51}}) {
    shares.bars.push_back({utc(time), price, price, price, price, 10});
  }
  const std::vector<data::CorporateAction> splits{
      {.ex_date = calendar::day_of(utc("2021-03-03")), .split = data::SplitRatio(2), .bar = 1}};
  const auto days = shares.made(core::kDay, 3, splits).bars;
  REQUIRE(days.size() == 2);
  CHECK(days[0].close == 100);
  CHECK(days[0].volume == 10);
  CHECK(days[1].open == 50);
}
