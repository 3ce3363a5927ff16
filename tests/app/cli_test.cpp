// SPDX-License-Identifier: Apache-2.0
// What the program says of itself, and of arguments that make no sense.
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

TEST_CASE("help names every command and the exit codes") {
  const Finished help = run_program("--help");
  CHECK(help.exit_code == 0);
  for (const char* word : {"run", "check", "tag", "regimes", "synth", "plugins", "causality", "new",
                           "exit codes", "examples"}) {
    CHECK(contains(help.output, word));
  }
  CHECK(contains(run_program("--version").output, "barometer 0."));
}

TEST_CASE("arguments that make no sense are bad input") {
  CHECK(run_program("").exit_code == 2);
  CHECK(run_program("rum configs/quickstart.yaml").exit_code == 2);
  CHECK(contains(run_program("rum configs/quickstart.yaml").output, "did you mean 'run'?"));
  CHECK(run_program("run").exit_code == 2);
  CHECK(run_program("run configs/quickstart.yaml --threads 0").exit_code == 2);
  CHECK(run_program("run no/such/file.yaml").exit_code == 2);
}

TEST_CASE("an option that a command does not have is named with those that it has") {
  const Finished cuts = run_program("causality configs/quickstart.yaml --cuts 2");
  CHECK(cuts.exit_code == 2);
  CHECK(contains(cuts.output, "'causality' has no option '--cuts'; known: "));
  CHECK(contains(cuts.output, "--threads"));
  CHECK(contains(run_program("run configs/quickstart.yaml --thread=2").output,
                 "'run' has no option '--thread'; did you mean '--threads'?"));
}

TEST_CASE("output that does not arrive is a failure to write") {
  CHECK(run_command(BAROMETER_BINARY_DIR "/barometer plugins > /dev/full").exit_code == 5);
}

TEST_CASE("plugins lists what is there with dimensions and parameters") {
  const Finished run = run_program("plugins");
  CHECK(run.exit_code == 0);
  for (const char* word : {"buy_and_hold", "sma_cross", "regime_momentum", "regime", "volatility",
                           "calm normal high extreme", "lookback", "looked in:"}) {
    CHECK(contains(run.output, word));
  }
}
