// SPDX-License-Identifier: Apache-2.0
#include "data/adjusted_prices.hpp"

#include <fmt/format.h>

#include <random>

#include "csv_fixture.hpp"
#include "data/row_parser.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

config::DataConfig with_adjusted_close() {
  config::DataConfig config = hourly_csv();
  config.csv.adjusted_close = config::ColumnRef{.name = "adj"};
  return config;
}

std::string hours(const std::string& cells) {
  return "timestamp,open,high,low,close,volume,adj\n" + cells;
}

}  // namespace

TEST_CASE("prices are multiplied by the adjusted close over the close; the volume stays") {
  // 5 / 40 is an eighth, which is exact: 32, 48 and 24 become 4, 6 and 3.
  const auto csv = read_text(hours("0,32,48,24,40,70,5\n"), with_adjusted_close());
  CHECK(csv.faults.empty());
  REQUIRE(csv.bars.size() == 1);
  const data::BarRow& bar = csv.bars[0];
  CHECK(bar.open == 4);
  CHECK(bar.high == 6);
  CHECK(bar.low == 3);
  CHECK(bar.close == 5);
  CHECK(bar.volume == 70);
}

TEST_CASE("the close becomes the adjusted close to the bit, and other prices the product") {
  // The factor is the double next to 7.228928 / 10.678572, by which the others are multiplied.
  const auto csv =
      read_text(hours("0,10.34,10.9,10.321428,10.678572,1,7.228928\n"), with_adjusted_close());
  REQUIRE(csv.bars.size() == 1);
  const double factor = 7.228928 / 10.678572;
  CHECK(csv.bars[0].close == 7.228928);
  CHECK(csv.bars[0].open == 10.34 * factor);
  CHECK(csv.bars[0].high == 10.9 * factor);
  CHECK(csv.bars[0].low == 10.321428 * factor);
}

TEST_CASE("rounding moves no price over the close, and prices that are one stay one") {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> price(1, 1000);
  int rounded_over = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double close = price(random);
    const double adjusted = price(random);
    data::BarRow bar{0, close, close, std::nextafter(close, 0), close, 1};
    rounded_over += close * (adjusted / close) != adjusted ? 1 : 0;
    data::adjust_prices(adjusted, bar);
    REQUIRE(data::is_sound(bar));
    REQUIRE(bar.open == adjusted);
    REQUIRE(bar.high == adjusted);
    REQUIRE(bar.close == adjusted);
  }
  CHECK(rounded_over > 1000);  // else the product alone would do
}

TEST_CASE("an adjusted close that is none is a bad row with its place") {
  const config::DataConfig config = with_adjusted_close();
  for (const auto& [cell, what] :
       {std::pair{"", "adjusted close is empty"},
        {"0", "adjusted close is '0', expected a price greater than 0"},
        {"-3", "adjusted close is '-3', expected a price greater than 0"},
        {"nan", "adjusted close is 'nan', expected a finite number"},
        {"n/a", "adjusted close is 'n/a', expected a finite number"}}) {
    INFO(cell);
    const auto csv =
        read_text(hours(fmt::format("0,1,1,1,1,1,1\n3600000,1,1,1,1,1,{}\n", cell)), config);
    REQUIRE(csv.faults.size() == 1);
    CHECK(csv.faults[0].where == "x.csv:3:19");
    CHECK(csv.faults[0].what == what);
  }
  const auto vanishing = read_text(hours("0,1e-300,1e300,1e-300,1e300,1,1\n"), config);
  REQUIRE(vanishing.faults.size() == 1);
  CHECK(contains(vanishing.faults[0].what, "makes no prices of a bar that closes at 1e+300"));
}

TEST_CASE("faults of the bar itself are told in the prices that the file has") {
  const auto csv = read_text(hours("0,50,48,24,40,70,5\n"), with_adjusted_close());
  REQUIRE(csv.faults.size() == 1);
  CHECK(csv.faults[0].what == "open 50 lies outside low 24 .. high 48");
}

TEST_CASE("the adjusted close is scaled and marked as the other prices") {
  config::DataConfig config = with_adjusted_close();
  config.csv.scale = 0.01;
  config.csv.separator = ';';
  config.csv.numbers.decimal = ',';
  const auto csv = read_text(
      "timestamp;open;high;low;close;volume;adj\n0;3200;4800;2400;4000;70;500,0\n", config);
  CHECK(csv.faults.empty());
  REQUIRE(csv.bars.size() == 1);
  CHECK(csv.bars[0].close == 5);
  CHECK(csv.bars[0].high == 6);
}

TEST_CASE("quoted rows are adjusted as plain ones are") {
  const auto plain =
      read_text(hours("0,10.34,10.9,10.3,10.678572,1,7.228928\n"), with_adjusted_close());
  const auto quoted =
      read_text(hours("\"0\",10.34,10.9,10.3,10.678572,1,\"7.228928\"\n"), with_adjusted_close());
  CHECK(quoted.faults.empty());
  CHECK(same_bars(plain.bars, quoted.bars));
}

TEST_CASE("close and adjusted close from one column are refused") {
  config::DataConfig config = with_adjusted_close();
  config.csv.close.name = "adj";
  const auto csv = read_text(hours("0,32,48,24,40,70,5\n"), config);
  REQUIRE(csv.faults.size() == 1);
  CHECK(csv.faults[0].what == "close and the adjusted close are both column 7");
}
