// SPDX-License-Identifier: Apache-2.0
#include "report/regime_text.hpp"

#include <array>

#include "core/safe_text.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

TEST_CASE("each symbol has a line per label that occurs, and what is unknown") {
  const test::SampleRun run({.symbols = 2, .bars = 100});
  const std::array<std::size_t, 2> dimensions{0, 2};
  const std::string text =
      report::render_regimes(run.market, run.tags, dimensions, report::Style{});
  for (const char* wanted : {"COIN0  100 bars of 1h\n", "COIN1  ", "volatility", "calm", "trend",
                             "flat", "unknown 40.0 %", "flips per 1000 bars", "at the end"}) {
    INFO(wanted);
    CHECK(contains(text, wanted));
  }
}

TEST_CASE("labels that no bar has are named as never seen") {
  test::SampleRun run({.symbols = 1, .bars = 30});  // unknown up to bar 40
  const std::array<std::size_t, 1> dimensions{0};
  const std::string text =
      report::render_regimes(run.market, run.tags, dimensions, report::Style{});
  CHECK(contains(text, "never calm, high"));
}

}  // namespace barometer
