// SPDX-License-Identifier: Apache-2.0
// That docs/cli.md names every argument is in command_table_test.cpp.
#include "app/command_arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// What the words after `barometer <command>` are read into. Throws CLI::ParseError.
app::CommandLine read(void (*add_arguments)(CLI::App&, app::CommandLine&),
                      std::vector<std::string> words) {
  CLI::App parser;
  app::CommandLine line;
  add_arguments(parser, line);
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  parser.parse(words);
  return line;
}

}  // namespace

TEST_CASE("--set keeps its order and may be given many times") {
  const app::CommandLine line =
      read(app::add_run_arguments, {"run.yaml", "--set", "a=1", "--quiet", "--set", "a=[2, 3]"});
  CHECK(line.run.source.file == "run.yaml");
  CHECK(line.run.source.overrides == std::vector<std::string>{"a=1", "a=[2, 3]"});
  CHECK(line.run.quiet);
  CHECK_FALSE(line.run.out);
}

TEST_CASE("the options of synth are overrides of the synthetic market's keys") {
  const app::CommandLine line =
      read(app::add_synth_arguments, {"folder", "--symbols", "3", "--bar", "1d", "--seed", "7"});
  CHECK(line.synth.out == "folder");
  CHECK(std::set<std::string>(line.synth.overrides.begin(), line.synth.overrides.end()) ==
        std::set<std::string>{"data.synthetic.symbols=3", "data.bar=1d", "data.synthetic.seed=7"});
}

TEST_CASE("a run needs a config, an import of timings none") {
  CHECK_THROWS_AS(read(app::add_run_arguments, {}), CLI::ParseError);
  CHECK(read(app::add_profile_arguments, {"--import", "times.csv"}).profile.import_file ==
        "times.csv");
}

TEST_CASE("numbers outside of their range are refused") {
  CHECK_THROWS_AS(read(app::add_run_arguments, {"run.yaml", "--threads", "0"}), CLI::ParseError);
  CHECK_THROWS_AS(read(app::add_profile_arguments, {"run.yaml", "--processes", "4"}),
                  CLI::ParseError);
  CHECK_THROWS_AS(read(app::add_profile_arguments, {"run.yaml", "--blocks", "39"}),
                  CLI::ParseError);
}
