// SPDX-License-Identifier: Apache-2.0
#include "data/row_action.hpp"

#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

config::DataConfig with_actions() {
  config::DataConfig config = hourly_csv();
  config.csv.dividend = config::ColumnRef{.name = "div"};
  config.csv.split = config::ColumnRef{.name = "split"};
  return config;
}

const std::string kHeader = "timestamp,open,high,low,close,volume,div,split\n";

}  // namespace

TEST_CASE("splits are written as units after for one before, or as a pair") {
  CHECK(data::split_in("4").value() == data::SplitRatio(4));
  CHECK(data::split_in("4:1").value() == data::SplitRatio(4));
  CHECK(data::split_in("3:2").value() == data::SplitRatio(3, 2));
  CHECK(data::split_in("1/3").value() == data::SplitRatio(1, 3));
  CHECK(data::split_in("0.25").value() == data::SplitRatio(1, 4));
  for (const char* none : {"", "0", "0.0", "1", "1.0", "1.000000", "1:1"}) {
    INFO(none);
    CHECK(data::split_in(none).value() == data::SplitRatio());
  }
  for (const char* wrong : {"-2", "nan", "two", "4:", ":4", "4:0", "0:4", "4:1:1", "inf"}) {
    INFO(wrong);
    CHECK_FALSE(data::split_in(wrong));
  }
}

TEST_CASE("rows with a split or a dividend keep what they say, with its place") {
  const auto csv =
      read_text(kHeader +
                    "0,1,1,1,1,1,,\n3600000,1,1,1,1,1,0.25,0\n7200000,1,1,1,1,1,0.0,1.0\n"
                    "10800000,1,1,1,1,1,0.5,2:1\n",
                with_actions());
  CHECK(csv.faults.empty());
  CHECK(csv.bars.size() == 4);
  REQUIRE(csv.actions.size() == 2);
  CHECK(csv.actions[0].bar == 1);
  CHECK(csv.actions[0].cells.dividend == 0.25);
  CHECK(csv.actions[0].cells.split == data::SplitRatio());
  CHECK(csv.actions[0].place == "x.csv:3:19");
  CHECK(csv.actions[1].bar == 3);
  CHECK(csv.actions[1].cells.dividend == 0.5);
  CHECK(csv.actions[1].cells.split == data::SplitRatio(2));
  CHECK(csv.actions[1].place == "x.csv:5:24");
}

TEST_CASE("one of the two columns is enough") {
  config::DataConfig config = with_actions();
  config.csv.split.reset();
  const auto csv = read_text(kHeader + "0,1,1,1,1,1,0.25,what\n", config);
  CHECK(csv.faults.empty());
  REQUIRE(csv.actions.size() == 1);
  CHECK(csv.actions[0].cells.dividend == 0.25);
}

TEST_CASE("what is no split and no dividend is a bad row with its place") {
  const auto csv =
      read_text(kHeader + "0,1,1,1,1,1,-0.5,4 to 1\n3600000,1,1,1,1,1,nan,1\n", with_actions());
  REQUIRE(csv.faults.size() == 3);
  CHECK(csv.faults[0].where == "x.csv:2:13");
  CHECK(csv.faults[0].what ==
        "the dividend is '-0.5', expected an amount a unit of 0 or more, or nothing");
  CHECK(csv.faults[1].where == "x.csv:3:19");
  CHECK(csv.faults[2].what ==
        "the split is '4 to 1', expected units after it for one before, such as 7, 0.05, 1/3 or "
        "4:1");
}

TEST_CASE("a bad row that says a split cannot be skipped") {
  config::DataConfig config = with_actions();
  config.csv.bad_rows = config::BadRows::skip;
  const std::string rows =
      "0,1,1,1,1,1,,\n3600000,1,1,1,0,1,,2\n7200000,1,1,1,1,1,,\n10800000,1,1,1,1,1,,\n";
  const auto csv = read_text(kHeader + rows, config);
  REQUIRE(csv.faults.size() == 1);
  CHECK(csv.faults[0].where == "x.csv:3:20");
  CHECK(csv.faults[0].what ==
        "the row says a split or a dividend and cannot be left out: close is '0', expected a price "
        "greater than 0");
  config.csv.split.reset();
  CHECK(read_text(kHeader + rows, config).faults.empty());
}

TEST_CASE("a row whose bar is off the grid does not take its dividend with it") {
  config::DataConfig config = with_actions();
  config.csv.bad_rows = config::BadRows::skip;
  std::string rows;
  for (int hour = 0; hour < 30; ++hour) {
    rows += std::to_string(hour * 3'600'000 + (hour == 20 ? 60'000 : 0)) + ",1,1,1,1,1,";
    rows += hour == 20 ? "0.5,\n" : ",\n";
  }
  const auto csv = read_text(kHeader + rows, config);
  REQUIRE(csv.faults.size() == 1);
  CHECK(csv.faults[0].where == "x.csv:22:20");
  CHECK(contains(csv.faults[0].what, "the row says a split or a dividend, and its bar"));
}

TEST_CASE("with a comma for a decimal mark splits and dividends have it too") {
  config::DataConfig config = with_actions();
  config.csv.separator = ';';
  config.csv.numbers.decimal = ',';
  const auto csv = read_text(
      "timestamp;open;high;low;close;volume;div;split\n0;1;1;1;1;1;0,5;0,25\n"
      "3600000;1;1;1;1;1;0;3:2\n",
      config);
  CHECK(csv.faults.empty());
  REQUIRE(csv.actions.size() == 2);
  CHECK(csv.actions[0].cells.dividend == 0.5);
  CHECK(csv.actions[0].cells.split == data::SplitRatio(1, 4));
  CHECK(csv.actions[1].cells.split == data::SplitRatio(3, 2));
}
