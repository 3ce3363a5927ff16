// SPDX-License-Identifier: Apache-2.0
#include "report/check_json.hpp"

#include "analysis/observation_kinds.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"

namespace barometer {

TEST_CASE("faults are a document of their own with all keys") {
  const std::vector<core::Fault> faults{{"a.yaml:3:1", "what", "fix"}, {"", "other", ""}};
  const auto json = report::faults_json("a.yaml", faults);
  CHECK(json["format"] == report::kCheckFormat);
  CHECK(json["good"] == false);
  REQUIRE(json["faults"].size() == 2);
  CHECK(json["faults"][0]["where"] == "a.yaml:3:1");
  CHECK(json["faults"][0]["what"] == "what");
  CHECK(json["faults"][0]["fix"] == "fix");
  for (const char* key : {"observations", "warnings", "symbols"}) {
    CHECK(json[key].empty());
  }
  CHECK(json["bar"].is_null());
}

TEST_CASE("observations have their kind, unit and places, symbols their counts") {
  data::SymbolInput symbol = test::flat_symbol("A", 24, core::kHour);
  symbol.report.missing_bars = 3;
  symbol.report.out_of_session_bars = 2;
  const std::vector<analysis::Observation> seen{{.code = analysis::MissingBars::kCode,
                                                 .symbol = "A",
                                                 .count = 3,
                                                 .of = 27,
                                                 .worst = {{.time_ns = core::kDay, .value = 3}}},
                                                {.code = analysis::SkippedRows::kCode,
                                                 .symbol = "A",
                                                 .count = 1,
                                                 .worst = {{.text = "why"}}}};
  const std::vector<analysis::Warning> warnings{analysis::SameCloseFills{}};
  const auto json = report::check_json("a.yaml", test::market_of({symbol}), seen, warnings);
  CHECK(json["good"] == true);
  CHECK(json["bar"] == "1h");
  REQUIRE(json["observations"].size() == 2);
  const auto& gap = json["observations"][0];
  CHECK(gap["kind"] == "missing_bars");
  CHECK(gap["count"] == 3);
  CHECK(gap["of"] == 27);
  CHECK(gap["value_is"] == "bars missing behind this one");
  CHECK(gap["fitting_zone"].is_null());
  CHECK(gap["examples"][0]["time"] == "1970-01-02T00:00:00Z");
  CHECK(gap["examples"][0]["value"] == 3);
  const auto& skipped = json["observations"][1];
  CHECK(skipped["of"].is_null());
  CHECK(skipped["value_is"].is_null());
  CHECK(skipped["examples"][0]["time"].is_null());
  CHECK(skipped["examples"][0]["value"].is_null());
  CHECK(skipped["examples"][0]["why"] == "why");
  CHECK(json["warnings"][0]["code"] == "same_close_fills");
  CHECK(json["symbols"][0]["missing_bars"] == 3);
  CHECK(json["symbols"][0]["out_of_session_bars"] == 2);
}

TEST_CASE("docs/cli.md says every kind and every key") {
  const std::string page =
      barometer_test::read_file(std::string(BAROMETER_SOURCE_DIR) + "/docs/cli.md");
  for (const analysis::ObservationKind& kind : analysis::kObservationKinds) {
    INFO(kind.code);
    CHECK(page.find("`" + std::string(kind.code) + "`") != std::string::npos);
  }
  const auto json = report::check_json(
      "a.yaml", test::market_of({test::flat_symbol("A", 24, core::kHour)}),
      std::vector<analysis::Observation>{
          {.code = analysis::MissingBars::kCode, .symbol = "A", .count = 1, .worst = {{}}}},
      std::vector<analysis::Warning>{analysis::SameCloseFills{}});
  const auto said = [&page](const nlohmann::ordered_json& object) {
    for (const auto& [key, value] : object.items()) {
      INFO(key);
      CHECK((page.find("`" + key + "`") != std::string::npos ||
             page.find("`" + key + "[]`") != std::string::npos));
    }
  };
  said(json);
  said(json["observations"][0]);
  said(json["observations"][0]["examples"][0]);
  said(json["symbols"][0]);
  said(json["warnings"][0]);
}

}  // namespace barometer
