// SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("the rows of a dimension add up to the total, the last one is unknown") {
  const test::SampleRun run;
  const auto json = report::json::regimes(analysis::analyse(run.record()));
  double net = 0;
  for (const auto& row : json["dimensions"]["trend"]) {
    net += row["net_pnl"].get<double>();
  }
  CHECK(net == Approx(json["total"]["net_pnl"].get<double>()).epsilon(1e-9));
  CHECK(json["dimensions"]["trend"].back()["label"] == "unknown");
}

TEST_CASE("the statistics of a dimension have the labels of its rows and a test") {
  const test::SampleRun run;
  const auto json = report::json::regimes(analysis::analyse(run.record()));
  const auto& statistics = json["statistics"]["trend"];
  REQUIRE(statistics["rows"].size() == json["dimensions"]["trend"].size());
  CHECK(statistics["rows"][0]["label"] == json["dimensions"]["trend"][0]["label"]);
  CHECK(statistics["transitions"].size() == 3);
  CHECK(statistics["test"].contains("p_value_holm"));
}

}  // namespace barometer
