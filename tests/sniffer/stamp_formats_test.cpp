// SPDX-License-Identifier: Apache-2.0
#include "sniffer/stamp_formats.hpp"

#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;
using sniffer::formats_of;

namespace {

std::string only(const std::vector<std::string_view>& cells) {
  const auto found = formats_of(cells);
  std::string all;
  for (const auto& format : found) {
    all += (all.empty() ? "" : " | ") + format.format();
  }
  return all;
}

}  // namespace

TEST_CASE("Formats by what reads every cell") {
  CHECK(only({"2024-01-02", "2024-01-03"}) == "%Y-%m-%d");
  CHECK(only({"20240102 093000"}) == "%Y%m%d %H%M%S");
  CHECK(only({"20240102 09:30"}) == "%Y%m%d %H:%M");
  CHECK(only({"2024-01-02T09:30:00-05:00"}) == "%Y-%m-%dT%H:%M:%S%z");
  CHECK(only({"2024-01-02T09:30:00Z"}) == "%Y-%m-%dT%H:%M:%S%z");
  CHECK(only({"2-Jan-24", "13-Feb-24"}) == "%d-%b-%y");
  CHECK(only({"Jan 02, 2024"}) == "%b %d, %Y");
  CHECK(only({"2020-07-01 11-AM"}) == "%Y-%m-%d %I-%p");
  CHECK(only({"12/31/2024"}) == "%m/%d/%Y");
  CHECK(only({"31/12/2024"}) == "%d/%m/%Y");
  CHECK(only({"01/02/2024"}) == "%d/%m/%Y | %m/%d/%Y");
  CHECK(only({"AAPL"}).empty());
  CHECK(only({"2024-01-02", "x"}).empty());
}

TEST_CASE("Epochs by their size, between 1980 and 2100") {
  CHECK(only({"1704067200"}) == "epoch_s");
  CHECK(only({"1704067200000"}) == "epoch_ms");
  CHECK(only({"1704067200000000"}) == "epoch_us");
  CHECK(only({"1704067200000000000"}) == "epoch_ns");
  CHECK(only({"1.60678E+12"}).empty());
  CHECK(only({"5000"}).empty());
}

TEST_CASE("What a format reads, and whether it is UTC") {
  CHECK(sniffer::StampFormat("%Y-%m-%d %H:%M%z").read("2024-01-02 09:30-05:00") ==
        utc("2024-01-02 14:30"));
  CHECK(sniffer::StampFormat("%Y-%m-%d %H:%M%z").is_utc());
  CHECK_FALSE(sniffer::StampFormat("%Y-%m-%d").is_utc());
  CHECK_FALSE(sniffer::StampFormat("%Y-%m-%d").has_clock());
  CHECK(sniffer::StampFormat("ms_of_day").read("34200000") == 34'200 * core::kSecond);
  CHECK_FALSE(sniffer::StampFormat("ms_of_day").read("86400001"));
}

TEST_CASE("Clocks in a column of their own") {
  CHECK(sniffer::clocks_of({"09:30:00", "10:00:00"}) == std::vector<std::string>{"%H:%M:%S"});
  CHECK(sniffer::clocks_of({"093000"}) == std::vector<std::string>{"%H%M%S"});
  CHECK(sniffer::clocks_of({"x"}).empty());
}
