// SPDX-License-Identifier: Apache-2.0
// A config that only tags had to name a strategy. `check`, `tag` and `regimes` need none; a run
// says what is missing before it loads a bar.
#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer_test;

namespace {

std::string tagger_alone(const TempFolder& folder) {
  const auto file = folder / "tags.yaml";
  barometer::write_file(file,
                        "data: {source: synthetic, bar: 1h, synthetic: {symbols: 2, bars: 2000}}\n"
                        "regime: {plugin: regime, params: {preset: crypto}}\n");
  return file.string();
}

}  // namespace

TEST_CASE("a config without a strategy is checked, tagged and drawn") {
  const TempFolder folder;
  const std::string config = tagger_alone(folder);
  const Finished checked = run_program("check " + config);
  CHECK(checked.exit_code == 0);
  CHECK(contains(checked.output, "strategy  none"));
  CHECK(run_program("tag " + config + " --out " + (folder / "tags.csv").string()).exit_code == 0);
  CHECK(
      run_program("regimes " + config + " --picture " + (folder / "tags.svg").string()).exit_code ==
      0);
}

TEST_CASE("what runs a strategy asks for one") {
  const TempFolder folder;
  const std::string config = tagger_alone(folder);
  for (const char* command : {"run ", "causality ", "profile "}) {
    const Finished run = run_program(command + config);
    CHECK(run.exit_code == 2);
    CHECK(contains(run.output, "name the strategy: {plugin: sma_cross}"));
  }
}
