// SPDX-License-Identifier: Apache-2.0
// docs/cli.md lists what the tables of commands and exit codes say.
#include "app/command_table.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <set>

#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::string page() {
  return read_file(std::string(BAROMETER_SOURCE_DIR) + "/docs/cli.md");
}

}  // namespace

TEST_CASE("docs/cli.md has a row for each command with its help and example") {
  const std::string text = page();
  std::set<std::string> names;
  for (const app::CommandEntry& command : app::command_table()) {
    INFO(command.name);
    CHECK(names.insert(command.name).second);
    if (command.example != nullptr) {
      CHECK(contains(text, fmt::format("| `{}` | {} | `{}` |\n", command.name, command.help,
                                       command.example)));
    }
  }
}

TEST_CASE("docs/cli.md names every argument of every command") {
  const std::string text = page();
  for (const app::CommandEntry& command : app::command_table()) {
    if (command.example == nullptr) {
      continue;
    }
    CLI::App parser;
    app::CommandLine line;
    command.add_arguments(parser, line);
    for (const CLI::Option* option : parser.get_options()) {
      if (option->get_name() != "--help") {
        INFO(command.name << " " << option->get_name());
        CHECK(contains(text, option->get_name()));
      }
    }
  }
}

TEST_CASE("docs/cli.md has a row for each exit code, in ascending order") {
  const std::string text = page();
  int before = -1;
  for (const app::ExitCodeEntry& entry : app::exit_code_table()) {
    const int code = static_cast<int>(entry.code);
    CHECK(code > before);
    before = code;
    CHECK(contains(text, fmt::format("| {} | {} |\n", code, entry.meaning)));
  }
}

TEST_CASE("commands for the program's own use are not shown") {
  const std::vector<std::string> names = app::command_names();
  CHECK(std::find(names.begin(), names.end(), "run") != names.end());
  CHECK(std::find(names.begin(), names.end(), "profile-child") == names.end());
}
