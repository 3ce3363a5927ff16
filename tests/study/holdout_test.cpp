// SPDX-License-Identifier: Apache-2.0
#include "study/holdout.hpp"

#include "study/small_study.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("a holdout is opened once, and a second look is counted") {
  SmallStudy small(kStudyPairs, {"study.holdout=20%"});
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  const auto first = study::open_holdout(small.study(), small.store(), run.id, 2);
  CHECK(first.opened_before == 0);
  REQUIRE(first.objective);
  CHECK(*first.objective == *run_of(small, {"strategy.params.fast=10", "strategy.params.slow=40"},
                                    *small.study().holdout())
                                 .metric("total_return"));
  CHECK(study::open_holdout(small.study(), small.store(), run.id, 2).opened_before == 0);
  CHECK(study::open_holdout(small.study(), small.store(), run.id, 3).opened_before == 1);
}
