// SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("orders are counted under the names of their reasons") {
  analysis::OrderCounts counts;
  counts.total = 3;
  counts.rejected[BM_REASON_BUYING_POWER] = 2;
  counts.cancelled[BM_REASON_DATA_END] = 1;
  const test::SampleRun run;
  analysis::RunRecord record = run.record();
  record.counts.warmup_bars = 72;
  record.counts.early_orders = 4;
  const auto json = report::json::orders(record, counts);
  CHECK(json["warmup_bars"] == 72);
  CHECK(json["dropped_in_warmup"] == 4);
  CHECK(json["total"] == 3);
  CHECK(json["rejected"]["buying_power"] == 2);
  CHECK(json["cancelled"]["data_end"] == 1);
  CHECK(json["equity_before_close"].is_null());
}

TEST_CASE("a warning has a code for scripts and a text for people") {
  const auto json = report::json::warnings({analysis::UnlistedOrders{2}});
  REQUIRE(json.size() == 1);
  CHECK(json[0]["code"] == "unlisted_orders");
  CHECK(json[0]["text"].get<std::string>().starts_with("2 orders far beyond"));
}

TEST_CASE("risk rules are counted under their names") {
  const test::SampleRun run;
  analysis::RunRecord record = run.record();
  record.counts.risk = {{BM_REASON_MAX_WEIGHT, 4}};
  CHECK(report::json::risk(record)["max_weight"] == 4);
}

}  // namespace barometer
