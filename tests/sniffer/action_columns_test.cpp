// SPDX-License-Identifier: Apache-2.0
#include "sniffer/action_columns.hpp"

#include <string>

#include "sniffed.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// Days around a split of 4:1 with these closes; `more` columns stand behind.
std::string days(const std::string& before, const std::string& after) {
  return "Date,Open,High,Low,Close,Adj Close,Volume,Dividends,Stock Splits\n"
         "2020-08-27," +
         before + ',' + before + ',' + before + ',' + before +
         ",1,5,0,0\n"
         "2020-08-28," +
         before + ',' + before + ',' + before + ',' + before +
         ",1,5,0.2,0\n"
         "2020-08-31," +
         after + ',' + after + ',' + after + ',' + after + ",1,5,0,4.0\n";
}

}  // namespace

TEST_CASE("Raw prices fall by a split, adjusted ones do not, and others are asked for") {
  const auto series = [](const std::string& text) {
    const auto found = sniffer::sniff(one_file("x.csv", text));
    CHECK(value_of(found, "data.columns.dividend") == "Dividends");
    CHECK(value_of(found, "data.columns.split") == "\"Stock Splits\"");
    CHECK(value_of(found, "data.columns.adjusted_close").empty());
    return value_of(found, "data.actions.prices");
  };
  CHECK(series(days("400", "101")) == "raw");
  CHECK(series(days("100", "101")) == "split_adjusted");
  CHECK(series(days("100", "50")) == "?");
}

TEST_CASE("Without a split nothing is said about the prices") {
  const auto found = sniffer::sniff(one_file(
      "x.csv",
      "Date,Open,High,Low,Close,Dividends\n2020-08-27,1,1,1,1,0\n2020-08-28,1,1,1,1,0.1\n"));
  CHECK(value_of(found, "data.columns.dividend") == "Dividends");
  CHECK(found.line("data.actions.prices") == nullptr);
}

TEST_CASE("An adjusted close alone makes total returns") {
  const auto found = sniffer::sniff(one_file(
      "x.csv",
      "Date,Open,High,Low,Close,Adj Close\n2020-08-27,1,1,1,1,.9\n2020-08-28,1,1,1,1,.9\n"));
  CHECK(value_of(found, "data.columns.adjusted_close") == "\"Adj Close\"");
}
