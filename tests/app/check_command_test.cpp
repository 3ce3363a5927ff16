// SPDX-License-Identifier: Apache-2.0
// What `check` finds wrong: everything at once, with place and nearest name.
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kSmall = "configs/quickstart.yaml --set data.synthetic.bars=1500 ";

}  // namespace

TEST_CASE("every name that is wrong is reported, with place and nearest name") {
  const Finished run = run_program(
      "check " + kSmall + "--set strategy.params.lokback=3 --set regime.params.preset=crypt");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "strategy.params.lokback: unknown parameter"));
  CHECK(contains(run.output, "did you mean 'lookback'?"));
  CHECK(contains(run.output, "regime.params.preset: expected one of"));
  CHECK(contains(run.output, "did you mean 'crypto'?"));
}

TEST_CASE("faults of the plug-ins' names, parameters and conditions come all at once") {
  const Finished run = run_program("check " + kSmall +
                                   "--set strategy.plugin=regime_momentun "
                                   "--set regime.params.preset=crypt "
                                   "--set output.regimes=[volatilty]");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'regime_momentum'?"));
  CHECK(contains(run.output, "did you mean 'crypto'?"));
  CHECK(contains(run.output, "did you mean 'volatility'?"));
}

TEST_CASE("faults of the file do not hide those of its plug-ins") {
  const Finished run = run_program("check " + kSmall +
                                   "--set broker.cahs=1 --set regime.params.preset=crypt "
                                   "--set strategy.params.lokback=3");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'cash'?"));
  CHECK(contains(run.output, "did you mean 'crypto'?"));
  CHECK(contains(run.output, "did you mean 'lookback'?"));
}

TEST_CASE("check looks for every symbol that the config names") {
  const Finished run = run_program("check " + kSmall +
                                   "--set regime.of=SYN9 --set output.benchmark=SYN10 --set "
                                   "'broker.instruments={SYN11: {lot: 1}}'");
  INFO(run.output);
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "--set regime.of=SYN9: regime.of: the run has no symbol 'SYN9'"));
  CHECK(contains(run.output,
                 "--set output.benchmark=SYN10: output.benchmark: the run has no symbol 'SYN10'"));
  CHECK(contains(run.output, "found 'SYN11'"));
}

TEST_CASE("what a strategy itself refuses names the place in the config") {
  const Finished run = run_program(
      "check configs/quickstart.yaml --set 'strategy={plugin: sma_cross, params: {fast: 50, slow: "
      "10}}'");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "fast (50 bars) must be below slow (10 bars)"));
}

TEST_CASE("a plug-in file that is not there is bad input") {
  CHECK(run_program("check " + kSmall + "--set strategy.plugin=./nothere.so").exit_code == 2);
}

TEST_CASE("a dimension that the tagger does not have is bad input") {
  const Finished run = run_program("check " + kSmall + "--set output.regimes=[volatilty]");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'volatility'?"));
}

TEST_CASE("a plug-in that does not exist is named with the nearest one") {
  const Finished run = run_program("check " + kSmall + "--set strategy.plugin=regime_momentun");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'regime_momentum'?"));
}

TEST_CASE("check reads everything and runs nothing") {
  const Finished run = run_program("check " + kSmall);
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "good to run"));
  CHECK(contains(run.output, "8 symbols, 12000 bars"));
}

TEST_CASE("check makes the taggers of a run, and tells what does not fit its bars") {
  const Finished warned =
      run_program("check " + kSmall + "--set regime.params.preset=equity_daily");
  INFO(warned.output);
  CHECK(warned.exit_code == 0);
  CHECK(contains(warned.output, "warning: preset equity_daily of the tagger regime"));
  const Finished refused = run_program("check " + kSmall +
                                       "--set data.bar=1d "
                                       "--set regime.params.preset=equity_intraday");
  INFO(refused.output);
  CHECK(refused.exit_code != 0);
  CHECK(contains(refused.output, "preset equity_intraday is for bars shorter"));
}

TEST_CASE("check tells the bars that a tag in use needs, before any run") {
  const Finished warned =
      run_program("check configs/quickstart.yaml --set data.synthetic.bars=400");
  INFO(warned.output);
  CHECK(warned.exit_code == 0);
  CHECK(contains(warned.output, "warning: tags that are used were unknown on most bars"));
  CHECK(contains(warned.output, "it needs 501 bars of 1h or more"));
}

TEST_CASE("check tags whether or not it prints, and ends alike") {
  const std::string fails =
      "check configs/quickstart.yaml --set data.synthetic.bars=400 --set 'regime={plugin: " +
      std::string(BAROMETER_BINARY_DIR) +
      "/tests/fixtures/throwing_tagger.so, params: {at_bar: 300}}' --set "
      "'strategy={plugin: buy_and_hold, when: [{if: {nothing: only}, then: flatten}]}'";
  const Finished loud = run_program(fails);
  const Finished quiet = run_program(fails + " --quiet");
  INFO(loud.output << quiet.output);
  CHECK(loud.exit_code == 4);
  CHECK(quiet.exit_code == loud.exit_code);
}
