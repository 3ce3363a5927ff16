// SPDX-License-Identifier: Apache-2.0
// data.resample as a market is loaded: the run's bars are those that a file of that size has.
#include "data/coarse_symbol.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "calendar/expected_spans.hpp"
#include "calendar/zone.hpp"
#include "core/bar_size.hpp"
#include "core/error.hpp"
#include "data/bar_row.hpp"
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/csv_market.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::market_of_rows;
using barometer_test::utc;

namespace {

constexpr const char* kPattern = "%Y-%m-%dT%H:%M:%SZ";

std::string row(const std::string& time, const data::BarRow& bar) {
  return fmt::format("{},{},{},{},{},{}\n", time, bar.open, bar.high, bar.low, bar.close,
                     bar.volume);
}

// Half-hours of New York's sessions from 2021-03-01 on, without those that `missing` names.
std::vector<data::BarRow> half_hours(std::size_t count) {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  const calendar::BarGrid grid{.origin = calendar::GridOrigin::session, .within_sessions = true};
  std::vector<data::BarRow> bars;
  double price = 100;
  for (const calendar::BarSpan& span : calendar::expected_spans(
           venue, 30 * core::kMinute, grid, utc("2021-03-01T15:00:00Z"), count)) {
    const double open = price;
    price += static_cast<double>(bars.size() % 7) - 3;
    bars.push_back({span.close, open, std::max(open, price) + 1, std::min(open, price) - 1, price,
                    static_cast<double>(bars.size() % 5)});
  }
  return bars;
}

config::DataConfig closes(core::Duration bar, const std::string& venue) {
  config::DataConfig config;
  config.bar = bar;
  config.venue = venue;
  config.csv.time_format = kPattern;
  config.csv.stamp = config::StampSide::close;
  return config;
}

config::DataConfig resampled(core::Duration bar, core::Duration on, const std::string& venue) {
  config::DataConfig config = closes(bar, venue);
  config.resample = on;
  return config;
}

std::string rows_of(const std::vector<data::BarRow>& bars) {
  std::string rows;
  for (const data::BarRow& bar : bars) {
    rows += row(core::format_utc(bar.close_time_ns), bar);
  }
  return rows;
}

// The same gathered by the date and the week in New York, as rows of dates.
std::string gathered(const std::vector<data::BarRow>& bars, int days) {
  calendar::Zone zone("America/New_York");
  std::string rows;
  for (std::size_t i = 0; i < bars.size();) {
    const auto place = [&](std::size_t at) {
      const core::Day date =
          calendar::day_of(bars[at].close_time_ns + zone.offset(bars[at].close_time_ns));
      return (date + 3) / days;  // weeks begin on Monday
    };
    data::BarRow all = bars[i];
    std::size_t end = i + 1;
    for (; end < bars.size() && place(end) == place(i); ++end) {
      all.high = std::max(all.high, bars[end].high);
      all.low = std::min(all.low, bars[end].low);
      all.close = bars[end].close;
      all.volume += bars[end].volume;
    }
    rows += row(core::format_date(bars[end - 1].close_time_ns), all);
    i = end;
  }
  return rows;
}

void check_same(const data::MarketData& made, const data::MarketData& native) {
  CHECK(made.bar == native.bar);
  CHECK(made.hash == native.hash);  // of all bars
  CHECK(made.instruments[0].bars_per_session_day == native.instruments[0].bars_per_session_day);
  const data::SymbolDataReport& a = made.symbols[0].report;
  const data::SymbolDataReport& b = native.symbols[0].report;
  CHECK(a.bars == b.bars);
  CHECK(a.gaps == b.gaps);
  CHECK(a.missing_bars == b.missing_bars);
  CHECK(a.largest_gap_from_ns == b.largest_gap_from_ns);
  CHECK(a.zero_volume_bars == b.zero_volume_bars);
  CHECK(a.out_of_session_bars == b.out_of_session_bars);
  for (std::int64_t step = 0; step < native.timeline.steps(); ++step) {
    const bm_calendar_row& x = made.calendar_at(step);
    const bm_calendar_row& y = native.calendar_at(step);
    CHECK(x.session_date == y.session_date);
    CHECK(x.session_close_ns == y.session_close_ns);
    CHECK(x.local_minute == y.local_minute);
    CHECK(x.flags == y.flags);
    CHECK(x.length_ms == y.length_ms);
    CHECK(x.traded_ms == y.traded_ms);
  }
}

std::string refusal(const std::string& rows, const config::DataConfig& config) {
  try {
    market_of_rows(rows, config);
  } catch (const core::Error& error) {
    return core::to_string(error.faults().front());
  }
  return "";
}

}  // namespace

TEST_CASE("days and weeks made of half-hours are those of a file of days or weeks, gaps and all") {
  std::vector<data::BarRow> bars = half_hours(13 * 60);
  // A whole week is missing, and a day of another one.
  std::erase_if(bars, [](const data::BarRow& bar) {
    const core::Timestamp close = bar.close_time_ns;
    return (close > utc("2021-03-29") && close < utc("2021-04-04")) ||
           (close > utc("2021-04-14") && close < utc("2021-04-15"));
  });
  for (const auto& [on, days] : {std::pair{core::kDay, 1}, std::pair{core::kWeek, 7}}) {
    config::DataConfig dates = closes(on, "us_equity");
    dates.csv.time_format = "%Y-%m-%d";
    dates.csv.stamp = std::nullopt;
    const data::MarketData made =
        market_of_rows(rows_of(bars), resampled(30 * core::kMinute, on, "us_equity"));
    std::string native = gathered(bars, days);
    if (made.symbols[0].report.unfinished_source_bars > 0) {
      native.resize(native.rfind('\n', native.size() - 2) + 1);
    }
    INFO(core::format_bar_size(on));
    check_same(made, market_of_rows(native, dates));
    CHECK(made.symbols[0].report.missing_bars == (days == 1 ? 5 : 1));
    CHECK(made.symbols[0].report.source_bars == std::ssize(bars));
  }
}

TEST_CASE("four hours made of half-hours are those of a file of four hours") {
  const std::vector<data::BarRow> bars = half_hours(13 * 8);
  const data::MarketData made =
      market_of_rows(rows_of(bars), resampled(30 * core::kMinute, 4 * core::kHour, "us_equity"));
  // By the clock: 08:00 to 12:00 and 12:00 to 16:00 New York.
  CHECK(made.symbols[0].bars[0].close_time_ns == utc("2021-03-01T17:00:00Z"));
  CHECK(made.symbols[0].bars[1].close_time_ns == utc("2021-03-01T21:00:00Z"));
  std::vector<data::BarRow> native(made.symbols[0].bars.begin(), made.symbols[0].bars.end());
  check_same(made, market_of_rows(rows_of(native), closes(4 * core::kHour, "us_equity")));
}

TEST_CASE("the size of the file is the file") {
  const std::string rows = rows_of(half_hours(200));
  check_same(market_of_rows(rows, resampled(30 * core::kMinute, 30 * core::kMinute, "us_equity")),
             market_of_rows(rows, closes(30 * core::kMinute, "us_equity")));
}

TEST_CASE("the last bar that has not come to its end is left out and counted") {
  std::vector<data::BarRow> bars = half_hours(13 + 5);
  const data::MarketData made =
      market_of_rows(rows_of(bars), resampled(30 * core::kMinute, core::kDay, "us_equity"));
  CHECK(made.symbols[0].bars.size() == 1);
  CHECK(made.symbols[0].report.unfinished_source_bars == 5);
}

TEST_CASE("bars that do not complete one are a fault that says when they close") {
  CHECK(contains(
      refusal(rows_of(half_hours(20)), resampled(30 * core::kMinute, core::kMonth, "us_equity")),
      "A has no bar of 1mo: its 20 of 30min, which close from 2021-03-01T15:00:00Z to "
      "2021-03-02T18:00:00Z, complete none"));
}

TEST_CASE("a symbol without a whole bar is left out where symbols without bars may be") {
  config::DataConfig config = resampled(30 * core::kMinute, core::kMonth, "us_equity");
  config.missing = config::Missing::skip;
  CHECK(contains(refusal(rows_of(half_hours(20)), config),
                 "no symbol is left of 1; A: A has no bar of 1mo"));
}

TEST_CASE("sizes that are not made of the file's are refused by the library too") {
  CHECK(contains(refusal("", resampled(core::kWeek, core::kMonth, "24x7")),
                 "bars of 1mo are not made of bars of 1w"));
  CHECK(contains(refusal("", resampled(core::kHour, 5 * core::kHour, "24x7")),
                 "bars of 5h are not made of bars of 1h"));
  CHECK(contains(refusal("", closes(2 * core::kDay, "24x7")), "a bar of 2d is not possible"));
}

TEST_CASE("data.to leaves out the bars of the run that close after it") {
  config::DataConfig config = resampled(30 * core::kMinute, core::kDay, "us_equity");
  config.to = utc("2021-03-03T12:00:00Z");
  const data::MarketData made = market_of_rows(rows_of(half_hours(13 * 5)), config);
  CHECK(made.symbols[0].bars.size() == 2);
}

TEST_CASE("a split shows in no week's view, wherever in the week it lies") {
  const barometer_test::TempFolder folder;
  write_file(folder.path() / "A.splits.csv", "date,split,dividend\n2021-03-10,4,\n");
  std::vector<data::BarRow> bars = half_hours(13 * 15);
  for (data::BarRow& bar : bars) {
    if (bar.close_time_ns > utc("2021-03-10")) {
      bar.open /= 4;
      bar.high /= 4;
      bar.low /= 4;
      bar.close /= 4;
      bar.volume *= 4;
    }
  }
  config::DataConfig config = resampled(30 * core::kMinute, core::kWeek, "us_equity");
  const data::MarketData plain = market_of_rows(rows_of(half_hours(13 * 15)), config);
  config.actions = config::ActionsConfig{.path = (folder.path() / "{symbol}.splits.csv").string(),
                                         .path_at = {}};
  const data::MarketData split = market_of_rows(rows_of(bars), config);
  REQUIRE(split.symbols[0].bars.size() == plain.symbols[0].bars.size());
  CHECK(data::split_at(split.symbols[0], 1) == 4);
  for (std::size_t i = 0; i < plain.symbols[0].bars.size(); ++i) {
    CHECK(split.symbols[0].view_bars[i].open == plain.symbols[0].bars[i].open);
    CHECK(split.symbols[0].view_bars[i].low == plain.symbols[0].bars[i].low);
    CHECK(split.symbols[0].view_bars[i].close == plain.symbols[0].bars[i].close);
    CHECK(split.symbols[0].view_bars[i].volume == plain.symbols[0].bars[i].volume);
  }
  CHECK(split.symbols[0].bars[1].open == plain.symbols[0].bars[1].open / 4);
}

TEST_CASE("the synthetic market's truth is that of its own bars alone") {
  config::DataConfig config;
  config.synthetic.symbols = 1;
  config.synthetic.bars = 500;
  config.resample = core::kDay;
  const data::MarketData market = data::load_market(config, 1);
  CHECK(market.symbols[0].bars.size() == 20);
  CHECK(market.truth_labels.empty());
  CHECK(market.symbols[0].truth.empty());
}
