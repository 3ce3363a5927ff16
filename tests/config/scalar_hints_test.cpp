// SPDX-License-Identifier: Apache-2.0
#include "config/scalar_hints.hpp"

#include "support/catch.hpp"

using namespace barometer::config;

TEST_CASE("numbers with separators, signs and factors are understood, and only asked back") {
  CHECK(number_hint("100_000") == "did you mean 100000?");
  CHECK(number_hint("100,000") == "did you mean 100000?");
  CHECK(number_hint("100k") == "did you mean 100000?");
  CHECK(number_hint("$1.5M") == "did you mean 1500000?");
  CHECK(number_hint("1,5") == "did you mean 1.5?");
  CHECK(number_hint("0,25k") == "did you mean 250?");
  CHECK(number_hint("1,500") == "did you mean 1500?");
  CHECK(number_hint("1,500k") == "did you mean 1500000?");
  CHECK(number_hint("12,345,678") == "did you mean 12345678?");
  CHECK(number_hint("many").empty());
  CHECK(number_hint("5").empty());
  CHECK(integer_hint("10.0") == "did you mean 10?");
  CHECK(integer_hint("10.5").empty());
  CHECK(integer_hint("10").empty());
}

TEST_CASE("fractions with blanks, a comma or another unit") {
  CHECK(fraction_hint("10 bps") == "did you mean 10bps?");
  CHECK(fraction_hint("0.1 %") == "did you mean 0.1%?");
  CHECK(fraction_hint("10 bp") == "did you mean 10bps?");
  CHECK(fraction_hint("0,1%") == "did you mean 0.1%?");
  CHECK(fraction_hint("a lot").empty());
}

TEST_CASE("durations as other tools write them") {
  CHECK(duration_hint("1D") == "did you mean 1d?");
  CHECK(duration_hint("15m") == "did you mean 15min?");
  CHECK(duration_hint("15T") == "did you mean 15min?");
  CHECK(duration_hint("1H") == "did you mean 1h?");
  CHECK(duration_hint("1day") == "did you mean 1d?");
  CHECK(duration_hint("D") == "did you mean 1d?");
  CHECK(duration_hint("daily") == "did you mean 1d?");
  CHECK(duration_hint("60") == "say the unit: 60s, 60min or 60h");
  CHECK(duration_hint("1w") == "a week is written 7d");
  CHECK(duration_hint("monthly") == "a month is no duration: write it in days");
  CHECK(duration_hint("1M") == "a month is no duration: write it in days");
  CHECK(duration_hint("5min").empty());
}

TEST_CASE("sizes of bars as other tools write them") {
  CHECK(bar_size_hint("1W") == "did you mean 1w?");
  CHECK(bar_size_hint("weekly") == "did you mean 1w?");
  CHECK(bar_size_hint("monthly") == "did you mean 1mo?");
  CHECK(bar_size_hint("1M") == "did you mean 1mo?");
  CHECK(bar_size_hint("2w") == "above a day a bar is 1w or 1mo");
  CHECK(bar_size_hint("15m") == "did you mean 15min?");
  CHECK(bar_size_hint("1w").empty());
  CHECK(bar_size_hint("1mo").empty());
}

TEST_CASE("dates as people write them") {
  CHECK(timestamp_hint("31.01.2020") == "did you mean 2020-01-31?");
  CHECK(timestamp_hint("01/31/2020") == "did you mean 2020-01-31?");
  CHECK(timestamp_hint("20200131") == "did you mean 2020-01-31?");
  CHECK(timestamp_hint("2020") == "did you mean 2020-01-01?");
  CHECK(timestamp_hint("31.31.2020").empty());
  CHECK(timestamp_hint("soon").empty());
  CHECK(timestamp_hint("9999-12-31") == "the year 9999 is not between 1678 and 2261");
  CHECK(timestamp_hint("2018-02-30 10:00") == "2018-02 has no day 30");
}

TEST_CASE("patterns of other languages") {
  CHECK(pattern_hint("YYYY-MM-DD") == "did you mean \"%Y-%m-%d\"?");
  CHECK(pattern_hint("dd.MM.yyyy HH:mm:ss") == "did you mean \"%d.%m.%Y %H:%M:%S\"?");
  CHECK(pattern_hint("iso").empty());
}

TEST_CASE("what YAML cannot read is named where people stumble") {
  CHECK(yaml_hint("\tsource: csv", "data:").find("no tabs") != std::string::npos);
  CHECK(yaml_hint("  path: {symbol}.csv", "").find("quotes") != std::string::npos);
  CHECK(yaml_hint("  time: {format: %Y-%m-%d}", "").find("begins with %") != std::string::npos);
  CHECK(yaml_hint("a: b: c", "").empty());
}

TEST_CASE("slips of layout are told, also where YAML fails a line later") {
  const auto tells = [](const char* line, const char* previous, const char* part) {
    INFO(line);
    CHECK(yaml_hint(line, previous).find(part) != std::string::npos);
  };
  tells("  venue: 24x7", "  bar:1d", "in the line before, write a blank behind the colon: bar: 1d");
  tells("  venue: 24x7", "  bar = 1d", "in the line before, write bar: and the value");
  tells("  venue: 24x7", "bar: 1d", "here are 2 blanks, 0 in the line before");
  tells(" bar: 1d", "  symbols: [SPY]", "here are 1 blanks, 2");
  tells("    bar: 1d", "  symbols: [SPY]", "here are 4 blanks, 2");
  tells("  venue: 24x7", "\xc2\xa0 bar: 1d", "no-break blank");
  tells("  path: x", "  - source: csv", "remove the -");
  tells("    - {if: {p: > 90}, then: flatten}", "  when:", "'> 90'");
  CHECK(yaml_hint("  venue: 24x7", "  path: http://x").empty());
}
