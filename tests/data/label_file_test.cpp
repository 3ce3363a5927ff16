// SPDX-License-Identifier: Apache-2.0
#include "data/label_file.hpp"

#include "core/error.hpp"
#include "data/csv_fixture.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

constexpr std::uint32_t kUnknown = data::LabelColumn::kUnknown;

config::DataConfig by_open() {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%d %H:%M";
  return config;
}

// Two symbols with bars that open at 00:00, 01:00 and 02:00; B lacks that of 01:00.
std::vector<data::LabelledSymbol> two_symbols() {
  const core::Timestamp first = utc("2024-01-01T01:00:00Z");
  return {{"A", 0, {first, first + core::kHour, first + 2 * core::kHour}},
          {"B", 0, {first, first + 2 * core::kHour}}};
}

struct Read {
  std::vector<data::LabelledSymbol> symbols = two_symbols();
  std::vector<std::string> texts;
  std::int64_t left_out = 0;
  std::string refusal;
};

Read read(const std::string& text, const config::DataConfig& config = by_open()) {
  const TempFolder folder;
  const std::string file = write_file(folder / "labels.csv", text).string();
  Read result;
  try {
    result.texts =
        data::read_label_file({file, "mood", {}}, config, result.symbols, result.left_out);
  } catch (const core::Error& error) {
    result.refusal = error.what();
  }
  return result;
}

}  // namespace

TEST_CASE("a label holds for the bar whose time it has, in any order of rows") {
  const Read got = read(
      "symbol,mood,timestamp\n"
      "B,good,2024-01-01 02:00\n"
      "A,bad,2024-01-01 01:00\n"
      "A,good,2024-01-01 00:00\n"
      "A,,2024-01-01 02:00\n");
  CHECK(got.refusal.empty());
  CHECK(got.texts == std::vector<std::string>{"good", "bad"});
  CHECK(got.symbols[0].ids == std::vector<std::uint32_t>{0, 1, kUnknown});
  CHECK(got.symbols[1].ids == std::vector<std::uint32_t>{kUnknown, 0});
  CHECK(got.left_out == 0);
}

TEST_CASE("without a column of symbols a row holds for all that have such a bar") {
  const Read got = read("timestamp,mood\n2024-01-01 00:00,x\n2024-01-01 01:00,y\n");
  CHECK(got.symbols[0].ids == std::vector<std::uint32_t>{0, 1, kUnknown});
  CHECK(got.symbols[1].ids == std::vector<std::uint32_t>{0, kUnknown});
}

TEST_CASE("rows of other symbols and before and after the bars are counted") {
  const Read got = read(
      "timestamp,symbol,mood\n2023-12-31 00:00,A,x\n2024-01-01 00:00,A,x\n"
      "2024-01-01 00:00,C,x\n2024-01-02 00:00,A,x\n");
  CHECK(got.refusal.empty());
  CHECK(got.left_out == 3);
}

TEST_CASE("a row between bars is refused with its line and the nearest bar") {
  const Read got = read("timestamp,symbol,mood\n2024-01-01 00:20,A,x\n2024-01-01 01:00,B,x\n");
  CHECK(contains(got.refusal,
                 "labels.csv:2:1: no bar of A has the time '2024-01-01 00:20'; the nearest closes "
                 "2024-01-01T01:00:00Z"));
  CHECK(contains(got.refusal, "labels.csv:3:1: no bar of B has the time '2024-01-01 01:00'"));
  CHECK(contains(got.refusal, "leave such rows out with `bad_rows: skip`"));
}

TEST_CASE("under bad_rows: skip such rows are left out and counted") {
  config::DataConfig config = by_open();
  config.csv.bad_rows = config::BadRows::skip;
  const Read got =
      read("timestamp,symbol,mood\n2024-01-01 00:20,A,x\n2024-01-01 01:00,A,y\n", config);
  CHECK(got.refusal.empty());
  CHECK(got.left_out == 1);
  CHECK(got.symbols[0].ids == std::vector<std::uint32_t>{kUnknown, 1, kUnknown});
}

TEST_CASE("every other fault of a row names its place") {
  CHECK(contains(
      read("timestamp,symbol,mood\n2024-01-01 00:00,A,x\n2024-01-01 00:00,A,y\n").refusal,
      "labels.csv:3:1: the bar of A at '2024-01-01 00:00' has a label already, in line 2"));
  CHECK(contains(read("timestamp,mood\nyesterday,x\n").refusal, "labels.csv:2:1: time: "));
  CHECK(contains(read("timestamp,mood\n2024-01-01 00:00,=x\n").refusal,
                 "labels.csv:2:18: the label"));
  CHECK(contains(read("timestamp,mood\n2024-01-01 00:00\n").refusal,
                 "labels.csv:2:1: the row has 1 cells, expected 2"));
}

TEST_CASE("a column that is not there is named with the nearest one") {
  const Read got = read("time,symbol,moood\n2024-01-01 00:00,A,x\n");
  CHECK(contains(got.refusal, "labels.csv:1:1: there is no column 'timestamp' for time"));
  CHECK(contains(got.refusal, "there is no column 'mood' for the labels (regime.column)"));
  CHECK(contains(got.refusal, "did you mean 'moood'?"));
}

TEST_CASE("a header that says two things is refused") {
  CHECK(contains(read("timestamp,mood,mood\n2024-01-01 00:00,x,y\n").refusal,
                 "labels.csv:1:1: the column 'mood' for the labels (regime.column) comes twice"));
  config::DataConfig config = by_open();
  config.csv.time.name = "mood";
  CHECK(contains(read("mood,symbol\n2024-01-01 00:00,A\n", config).refusal,
                 "the labels are the column of times or symbols itself"));
  CHECK(contains(read("PK\x03\x04 something").refusal, "labels.csv:1:1:"));
}

TEST_CASE("quotes, blanks, a byte order mark and line ends of any kind are tolerated") {
  const Read got = read(
      "\xef\xbb\xbftimestamp, symbol ,\"mood\"\r\n\r\n\"2024-01-01 00:00\", A ,\"Risk off\"\r\n");
  CHECK(got.refusal.empty());
  CHECK(got.texts == std::vector<std::string>{"Risk off"});
  CHECK(got.symbols[0].ids == std::vector<std::uint32_t>{0, kUnknown, kUnknown});
}

TEST_CASE("an hour that comes twice is told apart by the rows before it") {
  config::DataConfig config = by_open();
  config.csv.zone = "America/New_York";
  // 2024-11-03: clocks go back at 02:00. The bars that open at 00:00, 01:00, 01:00 and 02:00.
  const core::Timestamp first = utc("2024-11-03T05:00:00Z");
  const TempFolder folder;
  const std::string file =
      write_file(folder / "labels.csv",
                 "timestamp,mood\n2024-11-03 00:00,a\n2024-11-03 01:00,b\n2024-11-03 01:00,c\n"
                 "2024-11-03 02:00,d\n")
          .string();
  std::vector<data::LabelledSymbol> symbols{
      {"A", 0, {first, first + core::kHour, first + 2 * core::kHour, first + 3 * core::kHour}}};
  std::int64_t left_out = 0;
  data::read_label_file({file, "mood", {}}, config, symbols, left_out);
  CHECK(symbols[0].ids == std::vector<std::uint32_t>{0, 1, 2, 3});
}

TEST_CASE("in an hour that comes twice rows that do not ascend are refused") {
  config::DataConfig config = by_open();
  config.csv.zone = "America/New_York";
  const core::Timestamp first = utc("2024-11-03T05:00:00Z");
  const std::string head = "timestamp,mood\n";
  for (const std::string rows :
       {"2024-11-03 02:00,d\n2024-11-03 01:00,c\n2024-11-03 01:00,b\n2024-11-03 00:00,a\n",
        "2024-11-03 00:00,a\n2024-11-03 02:00,d\n2024-11-03 01:00,b\n"}) {
    const TempFolder folder;
    const std::string file = write_file(folder / "labels.csv", head + rows).string();
    std::vector<data::LabelledSymbol> symbols{
        {"A", 0, {first, first + core::kHour, first + 2 * core::kHour, first + 3 * core::kHour}}};
    std::int64_t left_out = 0;
    CHECK_THROWS_WITH(data::read_label_file({file, "mood", {}}, config, symbols, left_out),
                      Catch::Matchers::Contains("'2024-11-03 01:00' comes twice"));
  }
}

TEST_CASE("the row of a bar that was merged into another is passed over") {
  const TempFolder folder;
  const std::string file =
      write_file(folder / "labels.csv",
                 "timestamp,mood\n2024-01-01 00:00,a\n2024-01-01 01:00,b\n2024-01-01 02:00,c\n")
          .string();
  const core::Timestamp first = utc("2024-01-01T01:00:00Z");
  std::vector<data::LabelledSymbol> symbols{
      {"A", 0, {first, first + 2 * core::kHour}, {}, {first + core::kHour}}};
  std::int64_t left_out = 0;
  data::read_label_file({file, "mood", {}}, by_open(), symbols, left_out);
  CHECK(left_out == 1);
  CHECK(symbols[0].ids == std::vector<std::uint32_t>{0, 2});
}

TEST_CASE("a file of other symbols alone, and one without rows") {
  const Read got = read("timestamp,symbol,mood\n2024-01-01 00:00,AA,x\n");
  CHECK(contains(got.refusal, "no row is of a symbol of this run; the first is of 'AA'"));
  CHECK(contains(read("timestamp,symbol,mood\n").refusal, "the file has no rows below its header"));
}
