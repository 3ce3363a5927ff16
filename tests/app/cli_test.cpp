// SPDX-License-Identifier: Apache-2.0
// What a person at the terminal meets: exit codes, messages, nothing half-written.
#include <algorithm>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kSmall = "configs/quickstart.yaml --set data.synthetic.bars=1500 ";

std::size_t entries(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("help names every command and the exit codes") {
  const Finished help = run_program("--help");
  CHECK(help.exit_code == 0);
  for (const char* word : {"run", "check", "tag", "regimes", "synth", "plugins", "causality",
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

TEST_CASE("a run folder holds everything that was promised, and is the folder named by --out") {
  const TempFolder folder;
  const Finished run = run_program("run " + kSmall + "--out " + (folder / "out").string());
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  for (const char* file : {"run.json", "fills.csv", "orders.csv", "order_events.csv", "trades.csv",
                           "equity.csv", "summary.txt"}) {
    CHECK(std::filesystem::file_size(folder / "out" / file) > 0);
  }
  CHECK(entries(folder.path()) == 1);          // and nothing beside it
  CHECK_FALSE(contains(run.output, "\x1b["));  // no colours, no progress bar in a pipe
  for (const char* key :
       {"fingerprint", "bars", "steps", "metrics", "regimes", "latency", "config"}) {
    CHECK(run_json(folder / "out").contains(key));
  }
}

TEST_CASE("an existing folder is refused before any work, and left alone") {
  const TempFolder folder;
  const Finished run = run_program("run " + kSmall + "--out " + folder.path().string());
  CHECK(run.exit_code == 5);
  CHECK(contains(run.output, "exists already"));
  CHECK(entries(folder.path()) == 0);
}

TEST_CASE("quiet prints nothing") {
  const TempFolder folder;
  const Finished run = run_program("run --quiet " + kSmall + "--out " + (folder / "out").string());
  CHECK(run.exit_code == 0);
  CHECK(run.output.empty());
}

TEST_CASE("an interrupted run leaves nothing and says so with 130") {
  const TempFolder folder;
  const Finished run =
      run_command(BAROMETER_BINARY_DIR
                  "/barometer run configs/quickstart.yaml --set "
                  "data.synthetic.bars=400000 --out " +
                  (folder / "out").string() + " & sleep 0.3; kill -INT $!; wait $!");
  INFO(run.output);
  CHECK(run.exit_code == 130);
  CHECK(contains(run.output, "interrupted; nothing was written"));
  CHECK(entries(folder.path()) == 0);
}

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
  CHECK(contains(run.output, "regime.of: the run has no symbol 'SYN9'"));
  CHECK(contains(run.output, "output.benchmark: the run has no symbol 'SYN10'"));
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

TEST_CASE("output that does not arrive is a failure to write") {
  CHECK(run_command(BAROMETER_BINARY_DIR "/barometer plugins > /dev/full").exit_code == 5);
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

TEST_CASE("plugins lists what is there with dimensions and parameters") {
  const Finished run = run_program("plugins");
  CHECK(run.exit_code == 0);
  for (const char* word : {"buy_and_hold", "sma_cross", "regime_momentum", "regime", "volatility",
                           "calm normal high extreme", "lookback", "looked in:"}) {
    CHECK(contains(run.output, word));
  }
}

TEST_CASE("tag writes one row per bar and refuses to overwrite") {
  const TempFolder folder;
  const std::string arguments = "tag " + kSmall + "--out " + (folder / "tags.csv").string();
  CHECK(run_program(arguments).exit_code == 0);
  const std::string tags = read_file((folder / "tags.csv").string());
  CHECK(std::count(tags.begin(), tags.end(), '\n') == 1 + 8 * 1500);
  CHECK(contains(tags.substr(0, tags.find('\n')), "volatility_percentile"));
  CHECK(run_program(arguments).exit_code == 5);
  CHECK(read_file((folder / "tags.csv").string()) == tags);
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a budget beside a meter that is off is warned about, not judged") {
  const TempFolder folder;
  const Finished run =
      run_program("run " + kSmall + "--set latency.meter=off --out " + (folder / "out").string());
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "latency.budget is stated but latency.meter is off"));
}

TEST_CASE("a budget that cannot be kept fails with 3 after the results are written") {
  const TempFolder folder;
  const Finished run = run_program(
      "run configs/quickstart.yaml --set latency.meter=full --set latency.budget.bar.p99=1ns "
      "--set latency.on_breach=fail --out " +
      (folder / "out").string());
  INFO(run.output);
  CHECK(run.exit_code == 3);
  CHECK(std::filesystem::exists(folder / "out" / "run.json"));
  CHECK(contains(run.output, "FAIL"));
}
