// SPDX-License-Identifier: Apache-2.0
// `tag --score`, as a person at the terminal meets it.
#include <string>

#include "app/synthetic_files.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

TEST_CASE("tag --score prints the same figures for files and for the market they were made of") {
  const SyntheticFiles market;
  const Finished files = run_program("tag " + market.config() + " --score");
  INFO(files.output);
  REQUIRE(files.exit_code == 0);
  CHECK(contains(files.output, "balanced accuracy"));
  CHECK(contains(files.output, "2 = high+extreme"));
  const Finished made = run_program(
      "tag configs/quickstart.yaml --score --set data.synthetic.symbols=2"
      " --set data.synthetic.bars=1500 --set data.synthetic.seed=7");
  REQUIRE(made.exit_code == 0);
  CHECK(contains(made.output, "turbulent = high+extreme"));
  const auto row = [](const std::string& text) {
    const std::size_t at = text.find("  all ");
    return text.substr(at, text.find('\n', at) - at);
  };
  CHECK(row(files.output) == row(made.output));
}

TEST_CASE("tag --score says what is missing") {
  const SyntheticFiles market;
  const std::string tag = "tag " + market.config();
  CHECK(contains(run_program(tag).output, "--out FILE, --score or both"));
  CHECK(run_program(tag).exit_code == 2);
  const Finished typo = run_program(tag + " --score --dimension volatilty");
  CHECK(typo.exit_code == 2);
  CHECK(contains(typo.output, "did you mean 'volatility'?"));
  const Finished trend = run_program(tag + " --score --dimension trend");
  CHECK(trend.exit_code == 2);
  CHECK(contains(trend.output, "do not match the labels of trend"));
  const Finished no_truth = run_program(tag + " --score --set 'data.columns={close: close}'");
  CHECK(no_truth.exit_code == 2);
  CHECK(contains(no_truth.output, "data.columns.truth"));
}
