// SPDX-License-Identifier: Apache-2.0
#include "data/csv_reader.hpp"

#include <atomic>
#include <cmath>

#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

const std::string kHeader = "timestamp,open,high,low,close,volume\n";
const std::string kRows =
    "1502942400000,10,12,9,11,5\n"
    "1502946000000,11,13,10,12,6\n"
    "1502949600000,12,14,11,13,7\n";
const std::string kGood = kHeader + kRows;

// Hours `first` to `last`, counted from 2017-08-17T04:00Z.
std::string hours(int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) {
    text += std::to_string(1'502'942'400'000 + i * 3'600'000LL) + ",10,12,9,11,5\n";
  }
  return text;
}

// The only fault of the good file with its second row (line 3) replaced by `row`.
core::Fault fault_of(const std::string& row) {
  const std::string text = kHeader + "1502942400000,10,12,9,11,5\n" + row +
                           "\n1502949600000,12,14,11,13,7\n1502953200000,12,14,11,13,7\n";
  const data::CsvBars read = read_text(text, hourly_csv());
  REQUIRE(read.faults.size() == 1);
  return read.faults.front();
}

void check_fault(const std::string& row, const char* where, const char* what) {
  const core::Fault fault = fault_of(row);
  CHECK(fault.where == where);
  CHECK(contains(fault.what, what));
  CHECK(contains(fault.fix, "bad_rows: skip"));
}

}  // namespace

TEST_CASE("a plain file") {
  const data::CsvBars read = read_text(kGood, hourly_csv());
  CHECK(read.faults.empty());
  REQUIRE(read.bars.size() == 3);
  CHECK(read.bars[0].close_time_ns == utc("2017-08-17T05:00:00Z"));
  CHECK(read.bars[2].open == 12);
  CHECK(read.bars[2].high == 14);
  CHECK(read.bars[2].low == 11);
  CHECK(read.bars[2].close == 13);
  CHECK(read.bars[2].volume == 7);
}

TEST_CASE("byte order mark, CRLF, blank lines, blanks and quotes change nothing") {
  const auto clean = read_text(kGood, hourly_csv()).bars;
  for (const std::string& text :
       {"\xef\xbb\xbf" + kGood,
        std::string("timestamp,open,high,low,close,volume\r\n"
                    "1502942400000,10,12,9,11,5\r\n1502946000000,11,13,10,12,6\r\n"
                    "1502949600000,12,14,11,13,7\r\n"),
        kHeader + "\n" + kRows + "\n  \n",
        kHeader + "\"1502942400000\",\"10\",\"12\",\"9\",\"11\",\"5\"\n"
                  " 1502946000000 , 11,\t13,10 ,12,6 \n1502949600000,12.0,1.4e1,1100e-2,13,7.\n"}) {
    const data::CsvBars read = read_text(text, hourly_csv());
    CHECK(read.faults.empty());
    CHECK(same_bars(read.bars, clean));
  }
}

TEST_CASE("columns that nobody asked for may hold anything, quoted separators too") {
  const data::CsvBars read = read_text(
      "name,timestamp,open,high,low,close,volume\n"
      "\"a,b\",1502942400000,10,12,9,11,5\nNaN,1502946000000,11,13,10,12,6\n",
      hourly_csv());
  CHECK(read.faults.empty());
  CHECK(read.bars.size() == 2);
}

TEST_CASE("a source without volume has volume 0, and -0 is 0") {
  config::DataConfig config = hourly_csv();
  const auto minus = read_text(kHeader + "0,1,1,1,1,-0\n", config).bars;
  REQUIRE(minus.size() == 1);
  CHECK_FALSE(std::signbit(minus[0].volume));
  config.csv.volume = std::nullopt;
  const auto none = read_text("timestamp,open,high,low,close\n0,1,1,1,1\n", config).bars;
  REQUIRE(none.size() == 1);
  CHECK(none[0].volume == 0);
}

TEST_CASE("cells: each fault names file, line, column and the way out") {
  check_fault("x,11,13,10,12,6", "x.csv:3:1", "'x' is not a whole number of epoch_ms");
  check_fault("1.50294E+12,11,13,10,12,6", "x.csv:3:1", "epoch_ms");
  check_fault(",11,13,10,12,6", "x.csv:3:1", "epoch_ms");
  check_fault("1502946000000,,13,10,12,6", "x.csv:3:15", "open is empty");
  check_fault("1502946000000,11,abc,10,12,6", "x.csv:3:18", "high is 'abc'");
  check_fault("1502946000000,11,nan,10,12,6", "x.csv:3:18", "expected a finite number");
  check_fault("1502946000000,11,inf,10,12,6", "x.csv:3:18", "expected a finite number");
  check_fault("1502946000000,11,1e999,10,12,6", "x.csv:3:18", "expected a finite number");
  check_fault("1502946000000,11,13,0,12,6", "x.csv:3:21", "low is '0'");
  CHECK(contains(fault_of("1502946000000,11,13,-1,12,6").what, "greater than 0"));
  check_fault("1502946000000,11,13,10,12,-6", "x.csv:3:27", "a volume of 0 or more");
  check_fault("1502946000000,11,13,10,1 2,6", "x.csv:3:24", "close is '1 2'");
}

TEST_CASE("rows: prices that contradict each other") {
  check_fault("1502946000000,11,9,10,12,6", "x.csv:3:18", "high 9 is below low 10");
  check_fault("1502946000000,9.5,13,10,12,6", "x.csv:3:15",
              "open 9.5 lies outside low 10 .. high 13");
  check_fault("1502946000000,11,13,10,14,6", "x.csv:3:24", "close 14 lies outside");
}

TEST_CASE("rows: too few cells, too many, an open quote") {
  check_fault("1502946000000,11,13,10,12", "x.csv:3:24", "5 cells, expected 6");
  check_fault("1502946000000,11,13,10,12,6,7", "x.csv:3:29", "7 cells, expected 6");
  check_fault("1502946000000,11,13,10,\"12,6", "x.csv:3:24", "quote");
}

TEST_CASE("time: a stamp again, backwards, off the grid") {
  check_fault("1502942400000,11,13,10,12,6", "x.csv:3:1", "a second one");
  const core::Fault earlier = fault_of("1502938800000,11,13,10,12,6");
  CHECK(earlier.where == "x.csv:3:1");
  CHECK(contains(earlier.what, "earlier than the row before"));
  CHECK(contains(earlier.fix, "from newest to oldest"));
  check_fault("1502946000001,11,13,10,12,6", "x.csv:3:1", "off the grid");
}

TEST_CASE("a first stamp off the grid does not condemn the others") {
  const data::CsvBars read =
      read_text(kHeader + "1502942400007,10,12,9,11,5\n" + kRows.substr(kRows.find('\n') + 1) +
                    "1502953200000,12,14,11,13,7\n",
                hourly_csv());
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults[0].where == "x.csv:2:1");
}

TEST_CASE("a last row without a line end is a row") {
  const data::CsvBars read = read_text(kGood.substr(0, kGood.size() - 1), hourly_csv());
  CHECK(read.faults.empty());
  CHECK(read.bars.size() == read_text(kGood, hourly_csv()).bars.size());
}

TEST_CASE("a high or low within rounding of open or close is widened to it, and counted") {
  const data::CsvBars read = read_text(kHeader +
                                           "1502942400000,10,11.999999999999998,9,12,5\n"
                                           "1502946000000,11,13,11.000000000000002,12,6\n"
                                           "1502949600000,11,13,10,12,6\n",
                                       hourly_csv());
  REQUIRE(read.faults.empty());
  CHECK(read.bars[0].high == 12);
  CHECK(read.bars[1].low == 11);
  CHECK(read.report.widened_bars == 2);
  check_fault("1502946000000,11,13,10,13.0001,6", "x.csv:3:24", "close 13.0001 lies outside");
}

TEST_CASE("a newest row first is named as the order of the whole file") {
  const data::CsvBars read = read_text(
      kHeader + "1502949600000,11,13,10,12,6\n1502946000000,11,13,10,12,6\n", hourly_csv());
  REQUIRE(read.faults.size() == 1);
  CHECK(contains(read.faults[0].fix, "from newest to oldest"));
}

TEST_CASE("numbers of another notation, and prices below zero, are not to be skipped") {
  for (const char* open : {"\"245,63\"", "$245.63", "2.5M", "\"2,450.63\""}) {
    const data::CsvBars read =
        read_text(kHeader + "1502942400000," + open + ",9e9,9,12,5\n", hourly_csv());
    REQUIRE(read.faults.size() == 1);
    CHECK(contains(read.faults[0].fix, "decimal point"));
    CHECK_FALSE(contains(read.faults[0].fix, "skip"));
  }
  const data::CsvBars oil = read_text(kHeader + "1502942400000,-37.63,12,9,12,5\n", hourly_csv());
  REQUIRE(oil.faults.size() == 1);
  CHECK(contains(oil.faults[0].fix, "logarithms"));
  CHECK_FALSE(contains(oil.faults[0].fix, "skip"));
}

TEST_CASE("all faults of a row and of a file come at once") {
  const data::CsvBars read =
      read_text(kHeader + "1502942400000,x,12,9,y,5\n1502946000000,11,13,10,12,z\n", hourly_csv());
  REQUIRE(read.faults.size() == 3);
  CHECK(read.faults[0].where == "x.csv:2:15");
  CHECK(read.faults[1].where == "x.csv:2:22");
  CHECK(read.faults[2].where == "x.csv:3:27");
}

TEST_CASE("of rows that are bad alike three are listed, then the others counted") {
  std::string text = kHeader;
  for (int i = 0; i < 50; ++i) {
    text += "bad,1,1,1,1,1\n";
  }
  const data::CsvBars read = read_text(text, hourly_csv());
  REQUIRE(read.faults.size() == 4);
  CHECK(read.faults.back().what == "and 47 more rows like this: the time cannot be read");
}

TEST_CASE("skip drops bad rows, counts them and keeps ten reasons") {
  config::DataConfig config = hourly_csv();
  config.csv.bad_rows = config::BadRows::skip;
  std::string text = kHeader;
  for (int i = 0; i < 11; ++i) {
    text += "bad,1,1,1,1,1\n";
  }
  const std::string good = hours(-1500, -1) + kRows;
  text += good;
  text += "1502949600000,12,14,11,13,7\n1502951400000,12,14,11,13,7\n1502953200000,1,1,1,1";
  const data::CsvBars read = read_text(text, config);
  CHECK(read.faults.empty());
  CHECK(same_bars(read.bars, read_text(kHeader + good, hourly_csv()).bars));
  CHECK(read.report.skipped_rows == 14);
  REQUIRE(read.report.skipped.size() == 10);
  CHECK(read.report.skipped[0] ==
        "x.csv:2:1: time: 'bad' is not a whole number of epoch_ms units between the years 1678 and "
        "2261");
}

TEST_CASE("one stamp far ahead does not let skip drop the rows behind it") {
  config::DataConfig config = hourly_csv();
  config.csv.bad_rows = config::BadRows::skip;
  const std::string in_2061 = "2871763200000,10,12,9,11,5\n";
  const data::CsvBars read = read_text(kHeader + hours(0, 18) + in_2061 + hours(20, 299), config);
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults[0].where == "x.csv:22:1");
  CHECK(contains(read.faults[0].what,
                 "280 of 300 rows would be skipped, 280 of them because the bar is "
                 "earlier than the row before"));
  CHECK(contains(read.faults[0].fix, "mend the time before this one"));
}

TEST_CASE("skip does not make one bar of a file that runs backwards") {
  config::DataConfig config = hourly_csv();
  config.csv.bad_rows = config::BadRows::skip;
  std::string text = kHeader;
  for (int i = 300; i > 0; --i) {
    text += hours(i, i);
  }
  const data::CsvBars read = read_text(text, config);
  REQUIRE(read.faults.size() == 1);
  CHECK(contains(read.faults[0].what, "299 of 300 rows"));
  CHECK(contains(read.faults[0].fix, "say data.order: newest_first"));
}

TEST_CASE("skip does not excuse a grid that many bars are off") {
  config::DataConfig config = hourly_csv();
  config.csv.bad_rows = config::BadRows::skip;
  std::string text = kHeader;
  for (int i = 0; i < 300; ++i) {
    const long long off = i >= 250 ? 60'000 : 0;
    text += std::to_string(1'502'942'400'000 + i * 3'600'000LL + off) + ",10,12,9,11,5\n";
  }
  const data::CsvBars read = read_text(text, config);
  REQUIRE(read.faults.size() == 1);
  CHECK(contains(read.faults[0].what,
                 "50 of 300 rows would be skipped, 50 of them because the bar is off"));
}

TEST_CASE("a stop ends the reading") {
  const std::atomic<bool> flag{true};
  const config::DataConfig config = hourly_csv();
  const calendar::Venue venue = calendar::find_venue(config.venue);
  const data::StampParser stamps(config, venue);
  CHECK_THROWS_AS(data::read_csv(kGood + std::string(5000, '\n'), "x.csv", config, venue, stamps,
                                 {.stop = core::Stop(&flag)}),
                  core::Error);
}

TEST_CASE("skip does not excuse a file without one good row") {
  config::DataConfig config = hourly_csv();
  config.csv.bad_rows = config::BadRows::skip;
  CHECK(read_text(kHeader + "bad,1,1,1,1,1\n", config).faults.size() == 1);
}

TEST_CASE("a bar size that is not the data's is one fault that says what was found") {
  for (const core::Duration bar :
       {2 * core::kHour, 15 * core::kMinute, 90 * core::kMinute, core::kDay}) {
    config::DataConfig config = hourly_csv();
    config.bar = bar;
    config.csv.bad_rows = config::BadRows::skip;
    const data::CsvBars read = read_text(kGood, config);
    REQUIRE(read.faults.size() == 1);
    CHECK(contains(read.faults[0].what, "2 of 2 steps between bars are 1h"));
  }
}

TEST_CASE("the wrong epoch unit is found through the bar size") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "epoch_us";
  const data::CsvBars read = read_text(kGood, config);
  REQUIRE(read.faults.size() == 1);
  CHECK(contains(read.faults[0].what, "3.6s"));
  CHECK(contains(read.faults[0].fix, "unit"));
}

TEST_CASE("files without rows are refused with a place") {
  CHECK(read_text(kHeader, hourly_csv()).faults.at(0).where == "x.csv:2:1");
  CHECK(read_text("\n\n", hourly_csv()).faults.at(0).where == "x.csv:3:1");
  CHECK(read_text("timesta", hourly_csv()).faults.at(0).where == "x.csv:1:1");
}

TEST_CASE("columns by position: no header, or one that names fewer columns than rows have") {
  config::DataConfig config = hourly_csv();
  const auto at = [](int position) { return config::ColumnRef{.name = "", .position = position}; };
  config.csv.time = at(1);
  config.csv.time_of_day = at(2);
  config.csv.open = at(3);
  config.csv.high = at(4);
  config.csv.low = at(5);
  config.csv.close = at(6);
  config.csv.volume = at(7);
  config.csv.time_format = "%Y-%m-%d %H:%M:%S";
  config.csv.stamp = config::StampSide::close;
  const std::string rows = "2006-01-02,09:00:00,1,2,1,2,7\n2006-01-02,10:00:00,2,2,1,1,8\n";
  const data::CsvBars with_header = read_text("Date,Open,High,Low,Close,Volume\n" + rows, config);
  CHECK(with_header.faults.empty());
  REQUIRE(with_header.bars.size() == 2);
  CHECK(with_header.bars[0].close_time_ns == utc("2006-01-02T09:00:00Z"));
  config.csv.header = false;
  CHECK(same_bars(read_text(rows, config).bars, with_header.bars));
}

TEST_CASE("the first rows of a text, with little or nothing before them, are as good as others") {
  config::DataConfig config = hourly_csv();
  const auto at = [](int position) { return config::ColumnRef{.name = "", .position = position}; };
  config.csv.time = at(1);
  config.csv.open = at(2);
  config.csv.high = at(3);
  config.csv.low = at(4);
  config.csv.close = at(5);
  config.csv.volume = at(6);
  config.csv.time_format = "epoch_s";
  config.csv.header = false;
  const std::string rows = "0,1,2,1,2,7\n3600,1,2,1,2,7\n7200,1,2,1,2,7\n";
  // From the heap, exactly sized: a read before its begin is a sanitizer's finding.
  const std::vector<char> bytes(rows.begin(), rows.end());
  const data::CsvBars read = read_text({bytes.data(), bytes.size()}, config);
  CHECK(read.faults.empty());
  REQUIRE(read.bars.size() == 3);
  for (int i = 0; i < 3; ++i) {
    CHECK(read.bars[static_cast<std::size_t>(i)].close_time_ns == (i + 1) * core::kHour);
    CHECK(read.bars[static_cast<std::size_t>(i)].volume == 7);
  }
}

TEST_CASE("rows may become shorter than the first ones, and lines be blank") {
  const std::string blank(70'000, '\n');
  CHECK(read_text(kHeader + blank + hours(0, 2'000), hourly_csv()).bars.size() == 2'001);
  std::string long_rows = hours(0, 1'999);
  for (std::size_t at = 0; (at = long_rows.find(",5\n", at)) != long_rows.npos; at += 100) {
    long_rows.insert(at + 2, "." + std::string(100, '0'));
  }
  const data::CsvBars read = read_text(kHeader + long_rows + hours(2'000, 60'000), hourly_csv());
  CHECK(read.faults.empty());
  CHECK(read.bars.size() == 60'001);
}

TEST_CASE("a repeated local hour is read in order; a stamp in it again is refused") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.zone = "America/New_York";
  const std::string two = kHeader +
                          "2024-11-03 00:00,1,1,1,1,1\n2024-11-03 01:00,1,1,1,1,1\n"
                          "2024-11-03 01:00,1,1,1,1,1\n2024-11-03 02:00,1,1,1,1,1\n";
  const data::CsvBars read = read_text(two, config);
  CHECK(read.faults.empty());
  CHECK(read.bars.size() == 4);
}

TEST_CASE("daily exchange bars: a weekend is off the grid, a second bar of a day refused") {
  config::DataConfig config = hourly_csv();
  config.bar = core::kDay;
  config.venue = "us_equity";
  config.csv.time_format = "%Y-%m-%d";
  config.csv.stamp = std::nullopt;
  // 2024-03-08 was a Friday.
  const data::CsvBars read = read_text(kHeader +
                                           "2024-03-07,1,1,1,1,1\n2024-03-08,1,1,1,1,1\n"
                                           "2024-03-09,1,1,1,1,1\n2024-03-11,1,1,1,1,1\n"
                                           "2024-03-11,1,1,1,1,1\n",
                                       config);
  REQUIRE(read.faults.size() == 2);
  CHECK(read.faults[0].where == "x.csv:6:1");
  CHECK(read.faults[1].where == "x.csv:4:1");
  CHECK(contains(read.faults[1].what, "off the grid"));
}

TEST_CASE("hostile bytes in a cell reach no terminal") {
  const core::Fault fault = fault_of("1502946000000,11,\x1b[31mred,10,12,6");
  CHECK_FALSE(contains(to_string(fault), "\x1b"));
  CHECK(contains(fault.what, "\\x1b[31mred"));
}
