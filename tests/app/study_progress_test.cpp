// SPDX-License-Identifier: Apache-2.0
#include "app/study_progress.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("progress in words") {
  study::SweepProgress progress{.done = 1'200, .total = 4'550};
  CHECK(app::progress_text(progress, "sharpe") == "1,200 of 4,550 trials");
  progress.failed = 3;
  progress.best = 1.9312;
  CHECK(app::progress_text(progress, "sharpe") ==
        "1,200 of 4,550 trials, 3 failed, best sharpe 1.931");
}
