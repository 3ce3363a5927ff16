// SPDX-License-Identifier: Apache-2.0
#include "data/number_marks.hpp"

#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr const char* kHeader = "timestamp;open;high;low;close;volume\n";

}  // namespace

TEST_CASE("numbers are read as their country writes them") {
  const config::NumberMarks german{.decimal = ',', .thousands = '.', .currency = "€"};
  CHECK(data::plain_number_text("1.234.567,89", german) == "1234567.89");
  CHECK(data::plain_number_text("-1.234,5 €", german) == "-1234.5");
  CHECK(data::plain_number_text("€12", german) == "12");
  CHECK(data::plain_number_text("1234,5e3", german) == "1234.5e3");
  const config::NumberMarks american{.decimal = '.', .thousands = ',', .currency = "$"};
  CHECK(data::plain_number_text("$2,450.63", american) == "2450.63");
  CHECK(data::plain_number_text("96911825", american) == "96911825");
  const config::NumberMarks swiss{.decimal = '.', .thousands = '\'', .currency = {}};
  CHECK(data::plain_number_text("1'000'000", swiss) == "1000000");
}

TEST_CASE("what is not written with these marks is no number") {
  const config::NumberMarks american{.decimal = '.', .thousands = ',', .currency = {}};
  for (const char* cell : {"1,2", "12,34.5", "1234,567", ",123", "1.234,567", "1,234,56", ""}) {
    INFO(cell);
    CHECK(data::plain_number_text(cell, american).empty());
  }
  const config::NumberMarks comma{.decimal = ',', .thousands = '\0', .currency = {}};
  CHECK(data::plain_number_text("245.63", comma).empty());
  CHECK(data::plain_number_text("245,63", comma) == "245.63");
}

TEST_CASE("one over a whole number divides") {
  CHECK(data::PriceScale(0.0001).of(1'676'500) == 167.65);
  CHECK(data::PriceScale(1e-9).of(123'456'789'012) == 123.456789012);
  CHECK(data::PriceScale(100).of(2.5) == 250);
  CHECK(data::PriceScale(0.3).of(10) == 3);
  CHECK(data::PriceScale(1).is_one());
}

TEST_CASE("a file in another country's numbers gives the same bars") {
  config::DataConfig config = hourly_csv();
  config.csv.separator = ';';
  const std::string plain =
      std::string(kHeader) + "0;1234.5;1235;1234;1234.5;96911825\n3600000;1;1;1;1;0\n";
  const std::string german =
      std::string(kHeader) + "0;1.234,5;\"1.235\";1234;1.234,50;96.911.825\n3600000;1;1;1;1;0\n";
  const auto expected = read_text(plain, config);
  CHECK_FALSE(read_text(german, config).faults.empty());
  config.csv.numbers = {.decimal = ',', .thousands = '.', .currency = {}};
  const auto bars = read_text(german, config);
  CHECK(bars.faults.empty());
  CHECK(same_bars(bars.bars, expected.bars));
  const auto wrong = read_text(std::string(kHeader) + "0;1.23;1;1;1;1\n", config);
  CHECK(contains(wrong.faults.at(0).what, "open is '1.23', expected a finite number"));
}

TEST_CASE("prices are scaled and volumes are not, on quick and on careful rows") {
  config::DataConfig config = hourly_csv();
  config.csv.separator = ';';
  config.csv.scale = 0.0001;
  const auto bars = read_text(std::string(kHeader) +
                                  "0;1676500;1676600;1676400;1676500;200\n3600000;1676500;"
                                  "\"1676600\";1676400;1676500;200\n",
                              config);
  CHECK(bars.faults.empty());
  REQUIRE(bars.bars.size() == 2);
  for (const data::BarRow& bar : bars.bars) {
    CHECK(bar.open == 167.65);
    CHECK(bar.high == 167.66);
    CHECK(bar.low == 167.64);
    CHECK(bar.volume == 200);
  }
}
