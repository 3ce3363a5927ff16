// SPDX-License-Identifier: Apache-2.0
#include <sstream>
#include <string>

#include "app/synthetic_files.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

TEST_CASE("regimes prints every dimension and draws the picture it was asked for") {
  const SyntheticFiles market;
  const std::string picture = (market.folder() / "regimes.svg").string();
  const Finished run = run_program("regimes " + market.config() + " --picture " + picture);
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  for (const char* word : {"SYN01", "SYN02", "volatility", "trend", "session", "flips per 1000"}) {
    CHECK(contains(run.output, word));
  }
  for (const char* word : {"volatility_forecast", "EWMA .94", "HAR", "standard error"}) {
    CHECK(contains(run.output, word));
  }
  CHECK(contains(run.output,
                 "    never closed, pre_open, opening, core, lunch, closing, post_close\n"));
  std::istringstream lines(run.output);
  for (std::string line; std::getline(lines, line);) {
    CHECK(line.size() <= 120);
  }
  const std::string svg = read_file(picture);
  CHECK(svg.starts_with("<svg"));
  CHECK(contains(svg, "strong_up"));
  CHECK(contains(svg, "SYN02"));
  CHECK_FALSE(contains(svg, "monday"));
  CHECK(run_program("regimes " + market.config() + " --picture " + picture).exit_code == 5);
}

TEST_CASE("regimes tells how far timeframes agree") {
  const SyntheticFiles market;
  const Finished run = run_program("regimes " + market.config() + " --picture " +
                                   (market.folder() / "two.svg").string() +
                                   " --set 'regime=[{plugin: regime}, {plugin: regime, as: slow, "
                                   "params: {volatility: {half_life: 48}}}]'");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  CHECK(contains(run.output, "trend and slow.trend"));
  CHECK(contains(run.output, "agree on 100.0 %"));
  CHECK(contains(run.output, "by chance"));
}
