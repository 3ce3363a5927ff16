// SPDX-License-Identifier: Apache-2.0
// Streams of rows of files beside the market of those files: gaps, venues, sides of stamps.
#include <fmt/format.h>

#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "backtest/stream_batch.hpp"
#include "calendar/venue.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/thrown_by.hpp"
#include "support/utc.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// A random walk at these stamps.
std::vector<StreamTagger::Bar> walk(const std::vector<core::Timestamp>& stamps, unsigned seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> draw(0, 0.01);
  double price = 100;
  std::vector<StreamTagger::Bar> bars;
  for (const core::Timestamp time : stamps) {
    const double open = price;
    price *= 1 + draw(random);
    bars.push_back({.time_ns = time,
                    .open = open,
                    .high = std::max(open, price) * 1.001,
                    .low = std::min(open, price) * 0.999,
                    .close = price,
                    .volume = static_cast<double>(random() % 1000)});
  }
  return bars;
}

// Stamps of which one in so many is missing, and now and then a stretch.
std::vector<core::Timestamp> with_gaps(const std::vector<core::Timestamp>& stamps, unsigned seed) {
  std::mt19937_64 random(seed);
  std::vector<core::Timestamp> left;
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    i += random() % 150 == 0 ? random() % 60 : 0;
    if (i < stamps.size() && random() % 9 != 0) {
      left.push_back(stamps[i]);
    }
  }
  return left;
}

std::vector<core::Timestamp> every(core::Duration step, std::size_t count) {
  std::vector<core::Timestamp> stamps;
  for (std::size_t i = 0; i < count; ++i) {
    stamps.push_back(utc("2024-02-01T00:00:00Z") + static_cast<core::Duration>(i) * step);
  }
  return stamps;
}

// Opens inside the sessions of some months, counted from each session's open; half days too.
std::vector<core::Timestamp> session_opens(const std::string& name, core::Duration bar) {
  const calendar::Venue venue = calendar::find_venue(name);
  calendar::Zone zone(venue.zone);
  std::vector<core::Timestamp> opens;
  for (core::Day date = 19'600; date < 19'900; ++date) {  // from 2023-08-31
    if (calendar::has_session(venue, date)) {
      const calendar::TradingSession session = calendar::session_of(venue, zone, date);
      for (core::Timestamp open = session.open; open < session.close; open += bar) {
        opens.push_back(open);
      }
    }
  }
  return opens;
}

// The same rows as a file and as a stream must have the same tags. `time` is the config's
// description of the stamps, `bar` that of the bars.
void check_rows(const std::string& facts, const std::string& regime,
                const std::vector<std::vector<StreamTagger::Bar>>& symbols,
                const std::string& format = "format: epoch_ns") {
  const TempFolder folder;
  std::string names;
  for (std::size_t s = 0; s < symbols.size(); ++s) {
    const std::string name(1, static_cast<char>('A' + s));
    names += (s == 0 ? "" : ", ") + name;
    std::ofstream file(folder / (name + ".csv"));
    file << "timestamp,open,high,low,close,volume\n";
    for (const StreamTagger::Bar& bar : symbols[s]) {
      const std::string time = format.find("epoch") != format.npos ? fmt::format("{}", bar.time_ns)
                                                                   : core::format_date(bar.time_ns);
      file << fmt::format("{},{},{},{},{},{}\n", time, bar.open, bar.high, bar.low, bar.close,
                          bar.volume);
    }
  }
  const backtest::Plan plan =
      plan_of("data:\n  source: csv\n  path: " + (folder / "{symbol}.csv").string() +
                  "\n  symbols: [" + names + "]\n" + facts + "regime:\n" + regime,
              {"data.time={column: timestamp, " + format + "}"});
  const Batch batch(plan);
  StreamTagger tagger = StreamTagger::make(plan);
  int wrong = 0;
  for (const NextBar& next : in_time(batch.data())) {
    wrong +=
        batch.differences(tagger, next, tagger.update(next.symbol, symbols[next.symbol][next.bar]));
  }
  CHECK(wrong == 0);
  CHECK(known(tagger) > 0);
  for (std::size_t s = 0; s < symbols.size(); ++s) {
    CHECK(tagger.bars(s) == std::ssize(symbols[s]));
  }
}

const std::string kAll =
    "  - {plugin: regime}\n"
    "  - {plugin: ml_common_regime, as: ml}\n";
const std::string kDays = "  - {plugin: regime, as: day, on: 1d}\n";
const std::string kWeeks = "  - {plugin: regime, as: week, on: 1w}\n";
const std::string kMarket =
    "  - {plugin: regime, as: market, of: A}\n"
    "  - {plugin: regime, as: market_day, on: 1d, of: A}\n";
const std::string kPieces = "  - {plugin: regime, as: four, on: 4h}\n";

}  // namespace

TEST_CASE("gaps are tagged as in a market, on coarser bars too") {
  const auto stamps = every(core::kHour, 4'000);
  check_rows(
      "  bar: 1h\n", kAll + kPieces + kDays + kWeeks + kMarket,
      {walk(with_gaps(stamps, 1), 1), walk(with_gaps(stamps, 2), 2), walk(with_gaps(stamps, 3), 3)},
      "format: epoch_ns, stamp: open");
}

TEST_CASE("stamps of closes and any phase are those of a market") {
  auto stamps = every(core::kHour, 2'000);
  for (core::Timestamp& stamp : stamps) {
    stamp += 17 * core::kMinute;
  }
  check_rows("  bar: 1h\n", kAll + kPieces + kDays, {walk(with_gaps(stamps, 4), 4)},
             "format: epoch_ns, stamp: close");
}

TEST_CASE("a scale of prices and a volume that is not read are those of a market") {
  check_rows("  bar: 1h\n  scale: 0.01\n  columns: {volume: none}\n", kAll,
             {walk(every(core::kHour, 1'500), 5)}, "format: epoch_ns, stamp: open");
}

TEST_CASE("dates of daily bars are those of a market") {
  check_rows("  bar: 1d\n", kAll + kWeeks, {walk(with_gaps(every(core::kDay, 900), 6), 6)},
             "format: \"%Y-%m-%d\"");
}

TEST_CASE("sessions of an exchange are those of a market") {
  const auto half_hours = with_gaps(session_opens("us_equity", 30 * core::kMinute), 7);
  check_rows("  bar: 30min\n  venue: us_equity\n", kAll + kDays + kWeeks, {walk(half_hours, 7)},
             "format: epoch_ns, stamp: open");
  const auto hours = with_gaps(session_opens("us_equity", core::kHour), 8);
  check_rows("  bar: 1h\n  venue: us_equity\n", kAll + kDays, {walk(hours, 8)},
             "format: epoch_ns, stamp: open");
}

TEST_CASE("bars before and after hours are those of a market where they fit every grid") {
  std::vector<core::Timestamp> stamps;
  for (const core::Timestamp stamp : every(15 * core::kMinute, 12'000)) {
    const core::Duration clock = stamp % core::kDay;
    const core::Timestamp weekday = (stamp / core::kDay + 3) % 7;
    if (weekday < 5 && clock >= 9 * core::kHour && clock < 23 * core::kHour) {
      stamps.push_back(stamp);
    }
  }
  check_rows("  bar: 15min\n  venue: us_equity\n", kAll + kDays, {walk(stamps, 9)},
             "format: epoch_ns, stamp: open");
}

TEST_CASE("currencies around the clock are those of a market") {
  check_rows("  bar: 1h\n  venue: fx\n", kAll + kDays + kWeeks,
             {walk(with_gaps(session_opens("fx", core::kHour), 10), 10)},
             "format: epoch_ns, stamp: open");
  check_rows("  bar: 4h\n  venue: fx\n", kAll + kDays,
             {walk(session_opens("fx", 4 * core::kHour), 11)}, "format: epoch_ns, stamp: open");
}

TEST_CASE("hours by the clock of an exchange are refused, since a vote would decide") {
  const backtest::Plan plan = plan_of(
      "data: {source: table, bar: 1h, venue: us_equity, symbols: [A], time: {stamp: open}}\n"
      "regime:\n" +
      kAll);
  StreamTagger tagger = StreamTagger::make(plan);
  const auto bars = walk({utc("2024-03-05T15:00:00Z")}, 1);  // 10:00 New York
  const auto error = thrown_by([&] { tagger.update(0, bars[0]); });
  CHECK(mentions(error, "is off the grid of 1h bars on venue us_equity"));
  CHECK(mentions(error, "09:30"));
  CHECK(tagger.bars(0) == 0);
}
