// SPDX-License-Identifier: Apache-2.0
#include "report/gate_panels.hpp"

#include "gate_sample.hpp"
#include "page/drawn_texts.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

TEST_CASE("texts of the panels are within a phone's picture, wherever 0 and the real tags are") {
  constexpr double kWidth = 358;
  for (const double at : {-3.0, -0.5, 0.0, 0.5, 3.0}) {
    analysis::GateResult result = test::gate_sample();
    result.twins[0].sharpe->low = at - 0.1;
    result.twins[0].sharpe->high = at + 0.1;
    result.twins[1].sharpe.reset();
    result.placebo.statistic = at;
    const chart::Box box{92, 10, kWidth - 112, 102};
    chart::SvgWriter twins;
    report::gate::draw_twins(twins, box, result);
    const std::string drawn = twins.document(kWidth, 200, "");
    INFO(at);
    CHECK(contains(drawn, "no difference to measure"));
    CHECK(test::text_faults(drawn, kWidth) == "");
    chart::SvgWriter placebo;
    report::gate::draw_placebo(placebo, box, result);
    CHECK(test::text_faults(placebo.document(kWidth, 200, ""), kWidth) == "");
  }
}

TEST_CASE("every threshold has its name, behind params, and a colour") {
  analysis::GateResult result = test::gate_sample();
  result.robustness.rows.push_back(result.robustness.rows[0]);
  result.robustness.rows[1].key = "regime[daily].params.trend.weak_in";
  const auto keys = report::gate::threshold_keys(result);
  REQUIRE(keys.size() == 2);
  CHECK(keys[0].name == "volatility.high_in");
  CHECK(keys[1].name == "trend.weak_in");
  CHECK(keys[0].colour.hex != std::string(keys[1].colour.hex));
  result.robustness.objective.reset();
  CHECK(report::gate::threshold_keys(result).empty());
}
