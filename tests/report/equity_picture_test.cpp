// SPDX-License-Identifier: Apache-2.0
#include "report/equity_picture.hpp"

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

TEST_CASE("the picture of equity has both curves and nothing that runs") {
  const test::SampleRun run({.symbols = 1, .bars = 200});
  const std::string svg = report::draw_equity(run.record(), "a <b> & c");
  CHECK(contains(svg, "equity, account currency"));
  CHECK(contains(svg, "drawdown, %"));
  CHECK(contains(svg, "a &lt;b&gt; &amp; c"));
  CHECK_FALSE(contains(svg, "<script"));
  CHECK_FALSE(contains(svg, "nan"));
}

TEST_CASE("an account that is ruined, or never changes, is drawn") {
  test::SampleRun run({.symbols = 1, .bars = 5, .first_step = 1, .fill_chance = 0});
  run.equity = {{1, 0, 100, 0, 0}, {2, 0, -50, 0, 0}, {3, 0, -50, 0, 0}};
  const std::string ruined = report::draw_equity(run.record(), "ruined");
  CHECK(contains(ruined, "drawdown, %"));
  CHECK_FALSE(contains(ruined, "nan"));
  CHECK_FALSE(contains(ruined, "inf"));
  run.equity = {{1, 100, 100, 0, 0}, {2, 100, 100, 0, 0}};
  CHECK(contains(report::draw_equity(run.record(), "flat"), "drawdown, %"));
}

TEST_CASE("of one step there is no curve") {
  test::SampleRun run({.symbols = 1, .bars = 5, .first_step = 1, .fill_chance = 0});
  run.equity = {{1, 100, 100, 0, 0}};
  const std::string svg = report::draw_equity(run.record(), "short");
  CHECK(contains(svg, "short"));
  CHECK_FALSE(contains(svg, "drawdown, %"));
}

}  // namespace barometer
