// SPDX-License-Identifier: Apache-2.0
#include "page/gate_page.hpp"

#include <regex>

#include "study_pages.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

namespace {

using barometer_test::contains;

std::string page_of(const analysis::GateResult& result) {
  return test::page_of(result, test::SampleRun({.symbols = 3, .bars = 60}));
}

}  // namespace

TEST_CASE("a gate's page has verdict, twins, what was blocked, placebo, thresholds and origin") {
  const std::string page = page_of(test::gate_sample());
  for (const char* words : {"The gate costs", "without 2", "volatility = extreme -&gt; flatten",
                            "kept you out of 212", "p 0.083", "Too short to be moved", "a plateau",
                            "high_out must be below", "Config and data"}) {
    INFO(words);
    CHECK(contains(page, words));
  }
  CHECK(page == page_of(test::gate_sample()));
}

TEST_CASE("what a gate has not is said, and draws nothing") {
  analysis::GateResult result = test::gate_sample();
  result.twins = {test::gate_twin(analysis::TwinKind::tags_of_strategy, "")};
  result.twins[0].returns.reset();
  result.twins[0].sharpe.reset();
  result.placebo = {.most_draws = 0};
  result.robustness = {};
  const std::string page = page_of(result);
  for (const char* words : {"Not decided: an account lost all of its equity", "--placebos 0",
                            "No thresholds were tried", "The run has no conditions"}) {
    INFO(words);
    CHECK(contains(page, words));
  }
}

TEST_CASE("hostile names of a gate are text") {
  analysis::GateResult result = test::gate_sample();
  for (const std::string& name : test::hostile_names()) {
    result.name = name;
    result.currency = name;
    result.twins[0].condition = name;
    result.placebo.too_short = {{name, name, 1, 2}};
    result.robustness.rows[0].key = "regime.params." + name;
    result.robustness.rows[0].points[0].refused = name;
    const std::string page = page_of(result);
    static const std::regex kForeign("<(img|iframe|base|b|textarea)[ >]");
    INFO(name);
    CHECK(!std::regex_search(page, kForeign));
    CHECK(page.find("<script", page.find("<script") + 1) == std::string::npos);
  }
}

}  // namespace barometer
