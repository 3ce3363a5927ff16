// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/exit_code.hpp"

namespace barometer::app {

// What a shell completes: commands, the options and first words of each, and the keys of a config
// behind --set.
struct CompletionWords {
  struct Option {
    std::string name;  // "--out"
    std::string help;
  };

  struct Command {
    std::string name;
    std::string help;
    std::vector<Option> options;
    std::string first;  // "bash zsh fish": what its first argument may be
  };

  std::vector<Command> commands;  // those that are shown
  std::vector<std::string> keys;  // "data.bar"
};

// From the table of commands and the tables of the config.
CompletionWords completion_words();

// The script for `shell`: bash, zsh or fish. Throws Error{bad_input} for another.
std::string completion_script(const std::string& shell, const CompletionWords& words);

// Prints it.
ExitCode completion_command(const std::string& shell);

}  // namespace barometer::app
