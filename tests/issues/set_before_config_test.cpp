// SPDX-License-Identifier: Apache-2.0
// `barometer run --set a=1 run.yaml --quiet` ended as "CONFIG is required": --set took every word
// up to the next option for a further override, and left no config.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/command_arguments.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("--set takes one word, and the config may follow it") {
  for (const auto add_arguments : {app::add_run_arguments, app::add_profile_arguments}) {
    CLI::App parser;
    app::CommandLine line;
    add_arguments(parser, line);
    std::vector<std::string> words{"--set", "a=1", "run.yaml", "--set", "b=2", "--quiet"};
    std::reverse(words.begin(), words.end());  // as CLI11 wants them
    REQUIRE_NOTHROW(parser.parse(words));
    const bool is_run = add_arguments == app::add_run_arguments;
    const auto& source = is_run ? line.run.source : line.profile.subject.source;
    CHECK(source.file == "run.yaml");
    CHECK(source.overrides == std::vector<std::string>{"a=1", "b=2"});
  }
}
