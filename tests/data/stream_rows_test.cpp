// SPDX-License-Identifier: Apache-2.0
// Rows of a stream beside the same rows in a file.
#include "data/stream_rows.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "support/catch.hpp"
#include "support/thrown_by.hpp"

using namespace barometer;
using barometer_test::mentions;
using barometer_test::thrown_by;

namespace {

constexpr core::Timestamp kStart = 1'704'067'200 * core::kSecond;  // 2024-01-01

data::StreamRow row_at(std::int64_t hour) {
  return {.time_ns = kStart + hour * core::kHour,
          .open = 10,
          .high = 12,
          .low = 9,
          .close = 11,
          .volume = 5};
}

std::string line_of(const data::StreamRow& row) {
  return fmt::format("{},{},{},{},{},{}\n", row.time_ns / core::kMillisecond, row.open, row.high,
                     row.low, row.close, row.volume);
}

// One value of it is spoilt, or its high and low are a rounding or more away.
data::StreamRow spoilt(data::StreamRow row, std::mt19937_64& random) {
  const std::vector<double> wrong{0,
                                  -0.0,
                                  -3,
                                  1e-320,
                                  9,
                                  11.5,
                                  12,
                                  12 * (1 + 1e-12),
                                  1e300,
                                  std::nan(""),
                                  std::numeric_limits<double>::infinity()};
  double* const values[] = {&row.open, &row.high, &row.low, &row.close, &row.volume};
  for (std::size_t times = 1 + random() % 2; times > 0; --times) {
    *values[random() % 5] = wrong[random() % wrong.size()];
  }
  return row;
}

}  // namespace

TEST_CASE("a bad row is refused in the words of a file's, and a good one gives the same bar") {
  const config::DataConfig config = hourly_csv();
  const calendar::Venue venue = calendar::find_venue("24x7");
  std::mt19937_64 random(5);
  int refused = 0;
  int taken = 0;
  for (int round = 0; round < 2'000; ++round) {
    const data::StreamRow row = spoilt(row_at(1), random);
    const data::CsvBars file = read_text("timestamp,open,high,low,close,volume\n" +
                                             line_of(row_at(0)) + line_of(row) + line_of(row_at(2)),
                                         config);
    data::StreamRows rows(config, venue, "A");
    std::vector<data::BarRow> bars{rows.take(row_at(0))};
    const auto error = thrown_by([&] { bars.push_back(rows.take(row)); });
    CHECK(rows.state().rows == std::ssize(bars));
    bars.push_back(rows.take(row_at(2)));
    REQUIRE(error.has_value() == !file.faults.empty());
    if (!error) {
      CHECK(same_bars(bars, file.bars));
      ++taken;
      continue;
    }
    ++refused;
    CHECK(error->kind() == core::ErrorKind::bad_input);
    REQUIRE(error->faults().size() == file.faults.size());
    for (std::size_t i = 0; i < file.faults.size(); ++i) {
      CHECK(error->faults()[i].what == file.faults[i].what);
    }
  }
  CHECK(refused > 500);
  CHECK(taken > 100);
}

TEST_CASE("a bad row is named by symbol, row and column") {
  const calendar::Venue venue = calendar::find_venue("24x7");
  data::StreamRows rows(hourly_csv(), venue, "BTC");
  rows.take(row_at(0));
  rows.take(row_at(1));
  data::StreamRow row = row_at(2);
  row.low = 20;
  const auto error = thrown_by([&] { rows.take(row); });
  REQUIRE(error);
  CHECK(error->faults().front().where == "BTC:3:3");
  CHECK(error->faults().front().what == "high 12 is below low 20");
}

TEST_CASE("a row that a restored reader takes or refuses is the next one") {
  const calendar::Venue venue = calendar::find_venue("24x7");
  data::StreamRows first(hourly_csv(), venue, "A");
  data::StreamRow row = row_at(0);
  row.time_ns += core::kMinute;
  first.take(row);
  data::StreamRows second(hourly_csv(), venue, "A");
  second.restore(first.state());
  CHECK(mentions(thrown_by([&] { second.take(row); }), "A:2:1: the bar closing"));
  CHECK(mentions(thrown_by([&] { second.take(row_at(1)); }), "is off the grid of 1h bars"));
  row.time_ns += core::kHour;
  CHECK(second.take(row).close_time_ns == row.time_ns + core::kHour);
}

TEST_CASE("a date is its midnight, and nothing else") {
  config::DataConfig config = hourly_csv();
  config.bar = core::kDay;
  config.csv.stamp = std::nullopt;
  const calendar::Venue venue = calendar::find_venue("us_equity");
  data::StreamRows rows(config, venue, "A");
  data::StreamRow row = row_at(24);
  CHECK(rows.take(row).close_time_ns == utc("2024-01-02T21:00:00Z"));
  row = row_at(49);
  CHECK(mentions(thrown_by([&] { rows.take(row); }), "is no midnight UTC"));
  row = row_at(5 * 24);
  CHECK(
      mentions(thrown_by([&] { rows.take(row); }), "Saturday 2024-01-06 is no trading day there"));
}

TEST_CASE("the side of an intraday stamp must be said") {
  config::DataConfig config = hourly_csv();
  config.csv.stamp = std::nullopt;
  const calendar::Venue venue = calendar::find_venue("24x7");
  CHECK(mentions(thrown_by([&] { data::StreamRows(config, venue, "A"); }),
                 "nothing says whether a stamp is its bar's open or its close"));
  config.source = config::DataSource::synthetic;  // whose bars are known by their closes
  CHECK(data::StreamRows(config, venue, "A").take(row_at(1)).close_time_ns == row_at(1).time_ns);
}
