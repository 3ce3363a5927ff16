// SPDX-License-Identifier: Apache-2.0
// `plugins --verify` as an author sees it: report, exit codes, refusals.
#include "app/verify_command.hpp"

#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kFixtures = std::string(BAROMETER_BINARY_DIR) + "/tests/fixtures/";

Finished verify(const std::string& arguments) {
  return run_program("plugins --verify " + arguments);
}

Finished verify_fixture(const std::string& name, const std::string& override) {
  return verify(kFixtures + name + ".so --set " + override);
}

bool has(const Finished& run, const std::string& words) {
  return contains(in_one_line(run.output), in_one_line(words));
}

}  // namespace

TEST_CASE("a shipped plug-in is found by its name and keeps every law") {
  for (const char* name : {"ml_common_regime", "sma_cross"}) {
    const Finished run = verify(name);
    INFO(run.output);
    CHECK(run.exit_code == 0);
    CHECK(has(run, std::string(name) + " 1.0.0 ("));
    CHECK(has(run, "on 4 synthetic symbols of up to 2500 bars of 1h"));
    CHECK(has(run, "holds             answers"));
    CHECK_FALSE(has(run, "BROKEN"));
    CHECK_FALSE(has(run, "warning:"));  // of what the program itself did
  }
}

TEST_CASE("a broken law ends with code 4 and says what to change") {
  const Finished run = verify_fixture("lawless_tagger", "regime.params.sin=repaint");
  INFO(run.output);
  CHECK(run.exit_code == 4);
  CHECK(has(run, "BROKEN            columns"));
  CHECK(has(run, "seen      entry -1 is written"));
  CHECK(has(run, "change    entry k of a column belongs to bar first + k"));
  CHECK(has(run, "not reached       repeat"));
  CHECK(has(run, "1 broken"));
}

TEST_CASE("a crash is the law's, not the program's") {
  const Finished run = verify_fixture("lawless_strategy", "strategy.params.sin=segv");
  INFO(run.output);
  CHECK(run.exit_code == 4);
  CHECK(has(run, "it ended with "));
}

#if !defined(BAROMETER_SANITIZED)
TEST_CASE("plug-ins in C that allocate in a step are found") {
  const Finished tagger = verify_fixture("lawless_tagger", "regime.params.sin=allocates");
  INFO(tagger.output);
  CHECK(tagger.exit_code == 4);
  CHECK(has(tagger, "BROKEN            allocation"));
  CHECK(has(tagger, "bar 50 (2022-01-03T03:00:00Z) is in the first block that allocates"));
  const Finished strategy = verify_fixture("lawless_strategy", "strategy.params.sin=allocates");
  INFO(strategy.output);
  CHECK(strategy.exit_code == 4);
  CHECK(has(strategy, "BROKEN            allocation"));
  CHECK(has(strategy, "step 700 at"));
}
#endif

TEST_CASE("a warning is no fault") {
  const Finished run = verify_fixture("lawless_strategy", "strategy.params.sin=nan_amount");
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(has(run, "warning           orders"));
}

TEST_CASE("parameters, taggers and bars come from a run that uses the plug-in") {
  const Finished run = verify("regime_momentum --config configs/crypto_timeframes.yaml");
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(verify("regime --config configs/quickstart.yaml --set data.bar=4h").exit_code == 0);
  const Finished other = verify("buy_and_hold --config configs/quickstart.yaml");
  CHECK(other.exit_code == 2);
  CHECK(has(other, "this run does not use"));
}

TEST_CASE("what cannot be verified is refused with what to type") {
  const Finished tag = verify_fixture("lawless_strategy", "strategy.params.sin=refuses");
  CHECK(tag.exit_code == 2);
  CHECK(has(tag, "needs the category dimension 'mood'"));
  CHECK(has(tag, "--set regime.plugin=NAME"));
  CHECK(verify("regyme").exit_code == 2);
  CHECK(has(verify("regyme"), "did you mean 'regime'?"));
  CHECK(verify("no/such.so").exit_code == 2);
  CHECK(verify("tests/app/verify_command_test.cpp").exit_code == 4);
  CHECK(has(verify("regime --set regime.params.preset=crypt"), "did you mean 'crypto'?"));
  CHECK(run_program("plugins --set a=b").exit_code == 2);
}
