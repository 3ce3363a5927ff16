// SPDX-License-Identifier: Apache-2.0
#include "analysis/metric_table.hpp"
#include "report/json_parts.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("every metric of the table has its key in run.json, in the table's order") {
  const test::SampleRun run;
  const auto json = report::json::metrics(analysis::analyse(run.record()));
  REQUIRE(json.size() == analysis::metric_table().size());
  auto key = json.begin();
  for (const analysis::Metric& metric : analysis::metric_table()) {
    CHECK(key.key() == metric.key);
    ++key;
  }
}

TEST_CASE("buy and hold has the metrics of returns and no others") {
  const test::SampleRun run;
  const auto json = report::json::buy_and_hold(analysis::analyse(run.record()).buy_and_hold);
  CHECK(json.contains("sharpe"));
  CHECK_FALSE(json.contains("commission"));
}

TEST_CASE("times are UTC text and undefined metrics are null") {
  const test::SampleRun run;
  const auto json = report::json::metrics(analysis::analyse(run.record()));
  CHECK(json["max_drawdown_peak_time"].get<std::string>().ends_with("Z"));
  CHECK(json["alpha"].is_null());
}

}  // namespace barometer
