// SPDX-License-Identifier: Apache-2.0
#include "report/gate_json.hpp"

#include "gate_sample.hpp"
#include "report/gate_text.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer::test::gate_sample;

TEST_CASE("the JSON of a gate has all of it") {
  const auto json = report::gate_json(gate_sample());
  CHECK(json["format"] == report::kGateFormat);
  CHECK(json["verdict"] == report::gate_verdict(gate_sample()));
  CHECK(json["twins"].size() == 3);
  const auto& twin = json["twins"][0];
  CHECK(twin["left_out"] == "one_condition");
  CHECK(twin["condition"] == "volatility = extreme -> flatten");
  CHECK(twin["with"]["sharpe"] == 0.92);
  CHECK(twin["without"]["end_equity"] == 220'000);
  CHECK(twin["returns"]["low"] == -1.18e-4);
  CHECK(twin["sharpe"]["p"] == 0.07);
  CHECK(twin["kept_out"]["trades"] == 212);
  CHECK(twin["scaled"]["earned"] == -500);
  CHECK(json["twins"][2]["condition"].is_null());
  CHECK(json["placebo"]["p"] == 0.083);
  CHECK(json["placebo"]["missing"].is_null());
  CHECK(json["placebo"]["drawn"].size() == 4);
  CHECK(json["placebo"]["too_short"][0]["tagger"] == "daily");
  const auto& row = json["thresholds"]["parameters"][0];
  CHECK(row["points"][0]["objective"].is_null());
  CHECK(row["points"][0]["refused"] == "high_out must be below");
  CHECK(row["points"][1]["refused"].is_null());
}

TEST_CASE("moves without number and figures that are not there are null") {
  analysis::GateResult result = gate_sample();
  result.placebo.admissible = std::numeric_limits<std::int64_t>::max();
  result.twins[0].returns.reset();
  result.twins[1].sharpe.reset();
  result.placebo.missing = analysis::NoPlacebo::too_few_moves;
  const auto json = report::gate_json(result);
  CHECK(json["placebo"]["moves_to_draw_from"].is_null());
  CHECK(json["placebo"]["missing"] == "too_few_moves");
  CHECK(json["twins"][0]["returns"].is_null());
  CHECK(json["twins"][1]["sharpe"].is_null());
}

TEST_CASE("docs/gate.md names every key of the JSON") {
  const std::string page =
      barometer_test::read_file(std::string(BAROMETER_SOURCE_DIR) + "/docs/gate.md");
  const auto flat = report::gate_json(gate_sample()).flatten();
  for (const auto& [path, value] : flat.items()) {
    std::string key;
    for (const char letter : path + "/") {
      if (letter != '/') {
        key += letter;
        continue;
      }
      if (!key.empty() && !std::isdigit(static_cast<unsigned char>(key.front()))) {
        INFO(key);
        CHECK(barometer_test::contains(page, "`" + key + "`"));
      }
      key.clear();
    }
  }
}
