// SPDX-License-Identifier: Apache-2.0
#include "config/rows_in_memory.hpp"

#include "config/load.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

config::DataConfig with_rows(const std::string& yaml) {
  const config::RunConfig config = config::parse_config(yaml, "c.yaml");
  return config::parse_config(yaml, "c.yaml", config::overrides_for_rows(config.data)).data;
}

const std::string kStrategy = "strategy: {plugin: buy_and_hold}\n";

}  // namespace

TEST_CASE("rows in memory keep of a config's data what is true of any rows") {
  const config::DataConfig data = with_rows(
      "data: {source: csv, path: 'a/{symbol}.csv', symbols: [A], bar: 5min, venue: us_equity, "
      "venues: {BRK.B: fx}, resample: 1h, from: 2024-01-01, to: 2024-06-01, bad_rows: skip, "
      "time: {format: epoch_ms, zone: venue, stamp: close}}\n" +
      kStrategy);
  CHECK(data.source == config::DataSource::table);
  CHECK(data.bar == 5 * core::kMinute);
  CHECK(data.resample == core::kHour);
  CHECK(data.venue == "us_equity");
  REQUIRE(data.venues.size() == 1);
  CHECK(data.venues[0].symbol == "BRK.B");
  CHECK(data.venues[0].venue == "fx");
  CHECK(data.from == 1'704'067'200 * core::kSecond);
  CHECK(data.to == 1'717'200'000 * core::kSecond);
  CHECK(data.csv.zone == "venue");
  CHECK(data.csv.stamp == config::StampSide::close);
  CHECK(data.csv.path.empty());
  CHECK(data.symbols.empty());
  CHECK(data.csv.time_format.empty());
}

TEST_CASE("a stamp is its bar's open where the config says nothing of stamps") {
  const config::DataConfig data =
      with_rows("data: {source: synthetic, synthetic: {bars: 100}}\n" + kStrategy);
  CHECK(data.source == config::DataSource::table);
  CHECK(data.csv.stamp == config::StampSide::open);
}

TEST_CASE("a config that reads a table by itself stays as it is") {
  const config::RunConfig config = config::parse_config(
      "data: {source: table, bar: 1h, columns: {close: last}, time: {stamp: open}}\n" + kStrategy,
      "c.yaml");
  CHECK(config::overrides_for_rows(config.data).empty());
}

}  // namespace barometer
