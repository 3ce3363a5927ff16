// SPDX-License-Identifier: Apache-2.0
#include "report/csv_writer.hpp"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <random>
#include <string>

#include "support/catch.hpp"

namespace barometer {

namespace {

template <class Write>
std::string written(Write write) {
  std::string text;
  report::CsvWriter csv([&](std::string_view piece) { text += piece; });
  write(csv);
  csv.finish();
  return text;
}

std::string number_text(double value) {
  return written([&](report::CsvWriter& csv) { csv.number(value); });
}

std::string money_text(double value, std::optional<int> decimals) {
  std::string text;
  report::CsvWriter csv([&](std::string_view piece) { text += piece; }, decimals);
  csv.money(value);
  csv.finish();
  return text;
}

// The C library rounds what the double is exactly, a half to the even digit.
std::string printed(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (decimals > 0) {
    text.erase(text.find_last_not_of('0') + 1);
    text.erase(text.find_last_not_of('.') + 1);
  }
  return text == "-0" ? "0" : text;
}

std::string time_text(core::Timestamp time) {
  return written([&](report::CsvWriter& csv) { csv.time(time); });
}

}  // namespace

TEST_CASE("cells are separated by commas and rows end with a line feed") {
  const std::string text = written([](report::CsvWriter& csv) {
    csv.header({"a", "b", "c"});
    csv.integer(-1).empty().word("x");
    csv.end_row();
  });
  CHECK(text == "a,b,c\n-1,,x\n");
}

TEST_CASE("doubles are written so that they read back to the same bits") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const double value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) {
      continue;
    }
    const std::string text = number_text(value);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    REQUIRE(std::bit_cast<std::uint64_t>(back) == std::bit_cast<std::uint64_t>(value));
  }
}

TEST_CASE("everyday doubles are written without an exponent") {
  CHECK(number_text(100'000) == "100000");
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(-0.00012) == "-0.00012");
  CHECK(number_text(0) == "0");
  CHECK(number_text(1e-300) == "1e-300");
}

TEST_CASE("what is not finite is an empty cell") {
  CHECK(number_text(std::numeric_limits<double>::quiet_NaN()).empty());
  CHECK(number_text(-std::numeric_limits<double>::infinity()).empty());
}

TEST_CASE("money without decimals said is written as any number") {
  CHECK(money_text(1.0 / 3, std::nullopt) == number_text(1.0 / 3));
}

TEST_CASE("money has at most so many decimals, and no zeros at the end") {
  CHECK(money_text(100'000, 2) == "100000");
  CHECK(money_text(99'999.999, 2) == "100000");
  CHECK(money_text(12.30000001, 4) == "12.3");
  CHECK(money_text(-0.004, 2) == "0");
  CHECK(money_text(-0.006, 2) == "-0.01");
  CHECK(money_text(1.05, 0) == "1");
  CHECK(money_text(0.0625, 3) == "0.062");
  CHECK(money_text(1.005, 2) == "1");  // the double is below the half
  CHECK(money_text(std::numeric_limits<double>::quiet_NaN(), 2).empty());
  CHECK(money_text(std::numeric_limits<double>::infinity(), 2).empty());
  CHECK(money_text(1e300, 2) == number_text(1e300));
}

TEST_CASE("money of every size is rounded as what it is exactly") {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> exponent(-14, 15);
  for (int i = 0; i < 100'000; ++i) {
    double value = std::pow(10.0, exponent(random)) * (random() % 2 == 0 ? 1 : -1);
    if (i % 3 == 0) {  // halves, and their neighbours
      value = static_cast<double>(random() % 2'000'001) / 2'000 - 500;
      value = std::nextafter(value, value + static_cast<double>(random() % 3) - 1);
    }
    const int decimals = static_cast<int>(random() % 13);
    INFO(fmt::format("{} {}", value, decimals));
    if (std::abs(value) * std::pow(10.0, decimals) < 9e15) {
      REQUIRE(money_text(value, decimals) == printed(value, decimals));
    } else {  // all digits that it has, which are no more
      const std::string text = money_text(value, decimals);
      REQUIRE(text == number_text(value));
      REQUIRE(text.size() - std::min(text.find('.'), text.size() - 1) - 1 <=
              static_cast<std::size_t>(decimals));
    }
  }
}

TEST_CASE("floats are written as floats, not as the doubles that they widen to") {
  CHECK(written([](report::CsvWriter& csv) { csv.scalar(0.1F); }) == "0.1");
}

TEST_CASE("times are written as format_utc writes them") {
  std::mt19937_64 random(3);
  std::uniform_int_distribution<core::Timestamp> any(-4'000'000'000 * core::kSecond,
                                                     4'000'000'000 * core::kSecond);
  for (int i = 0; i < 2'000; ++i) {
    const core::Timestamp time = any(random) / core::kHour * core::kHour;
    REQUIRE(time_text(time) == core::format_utc(time));
    REQUIRE(time_text(time + 7) == core::format_utc(time + 7));
  }
}

TEST_CASE("a formatter that moves between days keeps no stale date") {
  const std::string text = written([](report::CsvWriter& csv) {
    csv.time(0).time(core::kDay - core::kSecond).time(core::kDay).time(0);
  });
  CHECK(text ==
        "1970-01-01T00:00:00Z,1970-01-01T23:59:59Z,1970-01-02T00:00:00Z,1970-01-01T00:00:00Z");
}

TEST_CASE("text that a spreadsheet would run is disarmed") {
  CHECK(report::csv_cell("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0");
  CHECK(report::csv_cell("+1") == "'+1");
  CHECK(report::csv_cell("-1") == "'-1");
  CHECK(report::csv_cell("@SUM(A1)") == "'@SUM(A1)");
  CHECK(report::csv_cell("  =1") == "'  =1");
  CHECK(report::csv_cell("\t=1") == "'=1");
  CHECK(report::csv_cell("BTC-USD") == "BTC-USD");
}

TEST_CASE("quotes are doubled and control characters dropped") {
  CHECK(report::csv_cell("a\"b\"") == "\"a\"\"b\"\"\"");
  CHECK(report::csv_cell("a,b") == "\"a,b\"");
  CHECK(report::csv_cell("a\r\nb") == "ab");
}

TEST_CASE("numbers are not disarmed") {
  CHECK(written([](report::CsvWriter& csv) { csv.number(-1.5).integer(-2); }) == "-1.5,-2");
}

TEST_CASE("more than a buffer of cells arrives whole and in order") {
  std::string expected;
  const std::string text = written([&](report::CsvWriter& csv) {
    for (int i = 0; i < 100'000; ++i) {
      csv.integer(i).word("abcdefgh");
      csv.end_row();
      expected += std::to_string(i) + ",abcdefgh\n";
    }
  });
  CHECK(text.size() > 1'000'000);
  CHECK(text == expected);
}

TEST_CASE("a cell longer than the buffer arrives whole") {
  const std::string cell(700'000, 'x');
  CHECK(written([&](report::CsvWriter& csv) { csv.word("a").word(cell).word("b"); }) ==
        "a," + cell + ",b");
}

}  // namespace barometer
