// SPDX-License-Identifier: Apache-2.0
// Texts that are read in pieces (data/row_reader.hpp): bars, places and clocks as of one text.
#include <fmt/format.h>

#include <date/tz.h>

#include <chrono>
#include <iterator>

#include "core/workers.hpp"
#include "csv_fixture.hpp"
#include "data/text_pieces.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::int64_t kRows = 420'000;  // some eighteen megabytes

config::DataConfig of_minutes() {
  config::DataConfig config = hourly_csv();
  config.bar = core::kMinute;
  return config;
}

data::BarRow minute(std::int64_t i) {
  const auto price = static_cast<double>(100 + i % 7);
  return {(i + 1) * core::kMinute, price, price + 2.5, price - 1.25, price + 0.5,
          static_cast<double>(i)};
}

std::string line_of(const std::string& stamp, std::int64_t i) {
  const data::BarRow bar = minute(i);
  return fmt::format("{},{},{},{},{},{}\n", stamp, bar.open, bar.high, bar.low, bar.close,
                     bar.volume);
}

std::string lines(std::int64_t rows) {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (std::int64_t i = 0; i < rows; ++i) {
    text += line_of(std::to_string(60'000 * i), i);
  }
  return text;
}

data::CsvBars read(const std::string& text, const config::DataConfig& config, int threads) {
  const calendar::Venue venue = calendar::find_venue(config.venue);
  core::Workers workers(threads);
  return data::read_csv(text, "x.csv", config, venue, data::StampParser(config, venue),
                        {.workers = &workers});
}

}  // namespace

TEST_CASE("a large text has the bars of its rows, for any number of threads") {
  const std::string text = lines(kRows);
  REQUIRE(text.size() > 2 * data::kPieceBytes);
  std::vector<data::BarRow> expected;
  for (std::int64_t i = 0; i < kRows; ++i) {
    expected.push_back(minute(i));
  }
  for (const int threads : {1, 3}) {
    const data::CsvBars csv = read(text, of_minutes(), threads);
    CHECK(csv.faults.empty());
    CHECK(same_bars(csv.bars, expected));
  }
}

TEST_CASE("who waits for a large text is told how far it is, with one thread too") {
  const std::string text = lines(kRows);
  const config::DataConfig config = of_minutes();
  const calendar::Venue venue = calendar::find_venue(config.venue);
  for (const int threads : {1, 3}) {
    std::vector<double> shares;
    data::LoadGauge gauge([&shares](double share) { shares.push_back(share); });
    gauge.expect(static_cast<double>(text.size()));
    core::Workers workers(threads);
    data::read_csv(text, "x.csv", config, venue, data::StampParser(config, venue),
                   {.workers = &workers, .gauge = &gauge, .byte_work = 1});
    CHECK(shares.size() >= 3);
    CHECK(shares.back() == 1);
  }
}

TEST_CASE("a bad row of a large text has its line, and is skipped where that is allowed") {
  std::string text = lines(kRows);
  const std::size_t at = text.find("\n" + std::to_string(60'000 * 200'000LL) + ",") + 1;
  text.replace(at, 1, "x");
  config::DataConfig config = of_minutes();
  const data::CsvBars refused = read(text, config, 2);
  REQUIRE(refused.faults.size() == 1);
  CHECK(contains(refused.faults[0].where, "x.csv:200002:1"));
  config.csv.bad_rows = config::BadRows::skip;
  const data::CsvBars skipped = read(text, config, 2);
  CHECK(skipped.faults.empty());
  CHECK(skipped.report.skipped_rows == 1);
  CHECK(std::ssize(skipped.bars) == kRows - 1);
}

TEST_CASE("a row that goes back where a piece begins is told") {
  std::string text = lines(kRows);
  const std::size_t second = data::text_pieces(text, data::kPieceBytes)[0].size();
  const std::string first_of_all = line_of("0", 0);
  text.insert(second, first_of_all);
  const data::CsvBars csv = read(text, of_minutes(), 2);
  REQUIRE_FALSE(csv.faults.empty());
  CHECK(contains(csv.faults[0].what, "is earlier than the row before"));
}

TEST_CASE("lines to skip count from the begin of a large text, wherever they are") {
  std::string text = lines(kRows);
  const std::size_t at = text.find("\n" + std::to_string(60'000 * 200'000LL) + ",") + 1;
  text.insert(at, "some words\n");
  config::DataConfig config = of_minutes();
  config.csv.skip_lines = {200'002};
  const data::CsvBars csv = read(text, config, 2);
  CHECK(csv.faults.empty());
  CHECK(std::ssize(csv.bars) == kRows);
}

// Minutes of New York's clock, of which a piece begins in the second hour from one o'clock on.
TEST_CASE("an hour that a clock shows twice is told apart where a piece begins in it") {
  using namespace std::chrono;
  const auto* zone = date::locate_zone("America/New_York");
  const sys_seconds begin = date::sys_days{date::year{2024} / 9 / 15};
  const sys_seconds twice =
      date::sys_days{date::year{2024} / 11 / 3} + hours{6} + std::chrono::minutes{30};
  std::string text;
  std::size_t in_the_hour = 0;
  std::vector<core::Timestamp> closes;
  for (std::int64_t i = 0; i < kRows; ++i) {
    const sys_seconds time = begin + seconds{60 * i};
    in_the_hour = time == twice ? text.size() : in_the_hour;
    text += line_of(date::format("%Y-%m-%d %H:%M", date::make_zoned(zone, time)), i);
    closes.push_back((time.time_since_epoch().count() + 60) * core::kSecond);
  }
  const std::string header = "timestamp,open,high,low,close,volume\n";
  REQUIRE(in_the_hour + header.size() < data::kPieceBytes);
  const std::string blank_lines(data::kPieceBytes - in_the_hour - header.size(), '\n');
  config::DataConfig config = of_minutes();
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.zone = "America/New_York";
  const data::CsvBars csv = read(header + blank_lines + text, config, 2);
  CHECK(csv.faults.empty());
  CHECK(data::close_times(csv.bars) == closes);
}

TEST_CASE("adjusted closes, splits and dividends of a large text are those of its rows") {
  std::string text = "timestamp,open,high,low,close,volume,adj,div\n";
  std::vector<data::BarRow> expected;
  for (std::int64_t i = 0; i < kRows; ++i) {
    data::BarRow bar = minute(i);
    std::string line = line_of(std::to_string(60'000 * i), i);
    line.pop_back();
    text += fmt::format("{},{},{}\n", line, bar.close / 2, i == 200'000 ? "0.5" : "0");
    for (double* const price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
      *price /= 2;  // a half is exact
    }
    expected.push_back(bar);
  }
  config::DataConfig adjusted = of_minutes();
  adjusted.csv.adjusted_close = config::ColumnRef{.name = "adj"};
  config::DataConfig actions = of_minutes();
  actions.csv.dividend = config::ColumnRef{.name = "div"};
  for (const int threads : {1, 3}) {
    const data::CsvBars halves = read(text, adjusted, threads);
    CHECK(halves.faults.empty());
    CHECK(same_bars(halves.bars, expected));
    const data::CsvBars said = read(text, actions, threads);
    CHECK(said.faults.empty());
    REQUIRE(said.actions.size() == 1);
    CHECK(said.actions[0].bar == 200'000);
    CHECK(contains(said.actions[0].place, "x.csv:200002:"));
  }
}
