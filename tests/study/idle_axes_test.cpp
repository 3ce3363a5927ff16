// SPDX-License-Identifier: Apache-2.0
#include "study/idle_axes.hpp"

#include "study/small_study.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("an axis that changes nothing is named, one that changes something is not") {
  // sma_cross reads no tags, so that the tagger's window is nothing to it.
  SmallStudy small(
      "study:\n"
      "  over:\n"
      "    strategy.params.fast: [5, 10]\n"
      "    regime.params.volatility.window: [24, 48]\n");
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  CHECK(study::idle_axes(small.study(), small.store(), run.id) ==
        std::vector<std::string>{"regime.params.volatility.window"});
}

TEST_CASE("an axis with a single value is not compared") {
  SmallStudy small("study: {over: {strategy.params.fast: [5, 10], strategy.params.slow: [50]}}\n");
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  CHECK(study::idle_axes(small.study(), small.store(), run.id).empty());
}
