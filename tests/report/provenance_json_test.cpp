// SPDX-License-Identifier: Apache-2.0
#include "data/market_data.hpp"
#include "report/json_parts.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE(
    "a plug-in is listed with its parameters, a tagger with its place only where it has one") {
  const test::SampleRun run;
  analysis::RunRecord record = run.record();
  record.provenance.plugins[0].as = "daily";
  record.provenance.plugins[0].on = core::kDay;
  const auto json = report::json::plugins(record);
  CHECK(json[0]["params"]["window"] == "192");
  CHECK(json[0]["as"] == "daily");
  CHECK(json[0]["on"] == "1d");
  CHECK_FALSE(json[1].contains("as"));
}

TEST_CASE("a symbol without bars has no first and last time") {
  test::SampleRun run({.symbols = 1, .bars = 60});
  CHECK(report::json::data(run.record())["symbols"][0]["first_time"] == "2022-01-01T00:00:00Z");
  run.market.symbols[0].bars = {};
  CHECK(report::json::data(run.record())["symbols"][0]["first_time"].is_null());
}

TEST_CASE("conditions are listed with what they did") {
  const test::SampleRun run;
  const auto json = report::json::conditions(run.record());
  CHECK(json[0]["condition"] == "volatility = high -> flatten");
  CHECK(json[0]["actions"] == 12);
}

}  // namespace barometer
