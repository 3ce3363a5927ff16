// SPDX-License-Identifier: Apache-2.0
#include "sniffer/price_columns.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;

namespace {

std::optional<sniffer::PriceColumns> columns(std::string_view text,
                                             const sniffer::TimesAside& aside = {}) {
  const auto sample = sniffer::sample_of(text);
  const auto layout = sniffer::layout_of(sample).value();
  return sniffer::price_columns(layout, sniffer::rows_of(sniffer::few_lines(sample), layout), {},
                                aside);
}

using Four = std::array<std::size_t, 4>;

}  // namespace

TEST_CASE("Prices by their names, in any order") {
  const auto found = columns("Date,Close,High,Low,Open,Volume\n2024-01-02,2,3,1,1.5,9\n");
  CHECK(found->prices == Four{4, 2, 3, 1});
  CHECK(found->by_name);
  CHECK(found->volumes == std::vector<std::size_t>{5});
}

TEST_CASE("Without names the highest and the lowest of four neighbours say it") {
  const char* const rows = "20240102,10,12,9,11,500\n20240103,11,15,10,14,300\n";
  CHECK(columns(rows, {.columns = {0}})->prices == Four{1, 2, 3, 4});
  CHECK(columns(rows, {.columns = {0}})->volumes == std::vector<std::size_t>{5});
  // High and low stand first: the close is then the open of the row behind.
  CHECK(columns("1,12,9,10,11\n2,15,10,11,14\n3,16,12,14,13\n", {.columns = {0}})->prices ==
        Four{3, 1, 2, 4});
}

TEST_CASE("Open and close that stand the other way round are told by the next bar's begin") {
  const char* const up = "1,11,12,9,10\n2,14,15,10,11\n3,13,16,12,14\n";
  CHECK(columns(up, {.columns = {0}})->prices == Four{4, 2, 3, 1});
  const char* const down = "3,14,16,12,13\n2,11,15,10,14\n1,10,12,9,11\n";
  CHECK(columns(down, {.columns = {0}, .newest_first = true})->prices == Four{1, 2, 3, 4});
}

TEST_CASE("Flat bars are read in the usual order") {
  CHECK(columns("1,5,5,5,5,1\n2,5,5,5,5,1\n3,5,6,5,6,1\n", {.columns = {0}})->prices ==
        Four{1, 2, 3, 4});
}

TEST_CASE("Numbers of which none is highest in every row are no prices") {
  CHECK_FALSE(columns("1,5,1,4,2\n2,1,5,2,4\n3,4,2,5,1\n", {.columns = {0}}));
}

TEST_CASE("Bids and asks beside each other") {
  const auto found =
      columns("1,10,12,9,11,5,10.1,12.1,9.1,11.1,6\n2,11,13,10,12,5,11.1,13.1,10.1,12.1,6\n",
              {.columns = {0}});
  CHECK(found->prices == Four{1, 2, 3, 4});
  REQUIRE(found->asks);
  CHECK(*found->asks == Four{6, 7, 8, 9});
  CHECK(found->volumes.empty());
}

TEST_CASE("Amount and count may each be the volume; of two volumes the one that is not zero") {
  const auto open = columns("date,open,high,low,close,amount,count\n1,2,3,1,2,7,8\n");
  CHECK_FALSE(open->volume_clear);
  CHECK(open->volumes == std::vector<std::size_t>{5, 6});
  const auto two = columns("date,open,high,low,close,vol,tickvol\n1,2,3,1,2,0,8\n");
  CHECK(two->volumes.front() == 6);
}

TEST_CASE("A price is the close where no other column is; a header without a close is refused") {
  CHECK(columns("Date,Price,Open,High,Low\n2024-01-02,2,1,3,1\n2024-01-03,3,2,4,2\n")->prices ==
        Four{2, 3, 4, 1});
  CHECK_FALSE(columns("Date,Open,High,Low,Settle\n2024-01-02,1,3,1,2\n2024-01-03,2,4,2,3\n"));
}

TEST_CASE("Whether the open is seen to be the open, or stands before the close alone") {
  const sniffer::TimesAside time{.columns = {0}};
  CHECK(columns("1,10,12,9,11\n2,11,15,10,14\n3,14,16,12,13\n", time)->open_seen);
  CHECK_FALSE(columns("1,10,12,9,11\n", time)->open_seen);
}

TEST_CASE("A volume that is no number is none") {
  CHECK(columns("Date,Open,High,Low,Close,Vol.\n2024-01-02,1,3,1,2,9.20M\n2024-01-03,2,4,2,3,5M\n")
            ->volumes.empty());
}
