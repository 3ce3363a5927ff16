// SPDX-License-Identifier: Apache-2.0
#include "report/latency_file.hpp"

#include "data/market_data.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("latency.json repeats run.json's latency and adds what only it has") {
  test::SampleRun run;
  run.latency.metered = true;
  latency::StageReport stage;
  stage.stage = "bar";
  stage.histogram = {{10, 20, 3}};
  run.latency.stages = {stage};
  const analysis::RunRecord record = run.record();
  const auto json = report::latency_json(record, analysis::analyse(record));
  CHECK(json["format"] == report::kLatencyFormat);
  CHECK(json["meter"] == "full");
  CHECK(json["stages"][0]["stage"] == "bar");
  CHECK(json["stages"][0]["histogram"] == nlohmann::ordered_json::parse("[[10.0, 20.0, 3]]"));
  for (const char* key : {"cold_start", "growth", "live"}) {
    INFO(key);
    CHECK(json[key].is_null());
  }
}

TEST_CASE("a live replay without a wait has no time of the longest one") {
  test::SampleRun run;
  run.latency.metered = true;
  run.latency.live = latency::LiveReport{};
  const analysis::RunRecord record = run.record();
  const auto analysis = analysis::analyse(record);
  CHECK(report::latency_json(record, analysis)["live"]["longest_wait_time"].is_null());
  run.latency.live->waited = 1;
  CHECK(report::latency_json(run.record(), analysis)["live"]["longest_wait_time"] ==
        core::format_utc(run.market.timeline.time(0)));
}

}  // namespace barometer
