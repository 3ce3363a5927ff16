// SPDX-License-Identifier: Apache-2.0
#include "report/run_json.hpp"
#include "report/json_text.hpp"

#include <limits>

#include "data/market_data.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

nlohmann::ordered_json json_of(const analysis::RunRecord& record) {
  // Through text and back: what a reader of the file gets.
  return nlohmann::ordered_json::parse(
      report::to_text(report::run_json(record, analysis::analyse(record))));
}

}  // namespace

TEST_CASE("the keys that scripts rely on are at the top") {
  const test::SampleRun run;
  const auto json = json_of(run.record());
  for (const char* key : {"format", "fingerprint", "bars", "steps", "metrics", "regimes", "latency",
                          "config", "build", "machine", "data", "plugins"}) {
    INFO(key);
    CHECK(json.contains(key));
  }
}

TEST_CASE("doubles come back to the same bits") {
  const test::SampleRun run;
  const auto json = json_of(run.record());
  CHECK(json["metrics"]["end_equity"].get<double>() == run.equity.back().equity);
}

TEST_CASE("what is undefined is null") {
  const test::SampleRun run({.fill_chance = 0});
  const auto json = json_of(run.record());
  CHECK(json["metrics"]["sharpe"].is_null());
  CHECK(json["metrics"]["win_rate"].is_null());
  CHECK(json["metrics"]["trading_costs_bps"].is_null());
  CHECK(json["latency"]["steady_median_ns"].is_null());
}

TEST_CASE("what is not finite is null") {
  test::SampleRun run;
  run.latency.loop_seconds = std::numeric_limits<double>::quiet_NaN();
  run.latency.clock_cost_ns = std::numeric_limits<double>::infinity();
  const auto json = json_of(run.record());
  CHECK(json["latency"]["loop_seconds"].is_null());
  CHECK(json["latency"]["clock_cost_ns"].is_null());
}

TEST_CASE("names that are not UTF-8 do not stop the report") {
  test::SampleRun run;
  run.market.symbols[0].name = "A\xFF";
  CHECK(json_of(run.record())["data"]["symbols"][0]["name"] == "A\uFFFD");
}

TEST_CASE("escape sequences in names reach the file only in escaped form") {
  test::SampleRun run;
  run.market.symbols[0].name = "\x1b[31m<script>";
  const analysis::RunRecord record = run.record();
  CHECK(report::to_text(report::run_json(record, analysis::analyse(record))).find('\x1b') ==
        std::string::npos);
}

}  // namespace barometer
