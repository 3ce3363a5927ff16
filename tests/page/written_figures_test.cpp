// SPDX-License-Identifier: Apache-2.0
#include "page/written_figures.hpp"

#include "analysis/metric_table.hpp"
#include "report/json_parts.hpp"
#include "report/json_text.hpp"
#include "report/run_json.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

using Json = nlohmann::ordered_json;

Json written(const Json& json) {
  return Json::parse(report::to_text(json));
}

}  // namespace

TEST_CASE("figures of run.json, made into JSON again, are the same") {
  test::SampleRun run({.symbols = 3, .bars = 400 * 24});
  run.config.output.benchmark = "COIN1";
  const analysis::RunRecord record = run.record();
  const Json json = written(report::run_json(record, analysis::analyse(record)));
  REQUIRE_FALSE(json["metrics"]["beta"].is_null());
  analysis::RunAnalysis analysis;
  page::take_written_figures(json, {}, analysis);
  CHECK(written(report::json::metrics(analysis)) == json["metrics"]);
  CHECK(written(report::json::buy_and_hold(analysis.buy_and_hold)) == json["buy_and_hold"]);
  CHECK(written(report::json::regimes(analysis)) == json["regimes"]);
  CHECK(written(report::json::identity(analysis.identity)) == json["identity"]);
  CHECK(analysis.benchmark->symbol == "COIN1");
  CHECK(analysis.extent.last_ns == run.equity.back().time_ns);
}

TEST_CASE("why a figure is not there is known from the samples, or from the number of returns") {
  const test::SampleRun run({.symbols = 1, .bars = 5 * 24});
  const analysis::RunRecord record = run.record();
  const Json json = written(report::run_json(record, analysis::analyse(record)));
  const auto samples =
      analysis::session_samples(run.market, run.first_step, run.config.broker.cash, run.equity);
  for (const std::span<const analysis::Sample> known :
       {std::span<const analysis::Sample>(samples), std::span<const analysis::Sample>()}) {
    analysis::RunAnalysis analysis;
    page::take_written_figures(json, known, analysis);
    for (const auto& missing :
         {analysis.returns.sharpe_error.missing, analysis.buy_and_hold.sharpe_error.missing}) {
      REQUIRE(missing);
      CHECK(missing->have == 4);
      CHECK(missing->need == 10);
    }
  }
}

}  // namespace barometer
