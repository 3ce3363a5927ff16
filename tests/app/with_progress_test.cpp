// SPDX-License-Identifier: Apache-2.0
#include "app/with_progress.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("work is given the threads that were asked for and the interrupt flag") {
  app::RunArguments arguments;
  arguments.threads = 3;
  arguments.quiet = true;
  const int answer = app::with_progress("working", arguments, [](const backtest::Control& control) {
    CHECK(control.threads == 3);
    CHECK(control.stop == &app::interrupted());
    CHECK_FALSE(control.progress);
    return 42;
  });
  CHECK(answer == 42);
}
