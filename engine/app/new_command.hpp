// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/exit_code.hpp"

namespace barometer::app {

struct NewOptions {
  std::string kind;                          // "strategy" or "tagger"
  std::string name;                          // of the plug-in, in snake case
  std::optional<std::filesystem::path> out;  // a folder that does not exist; default: the name
  bool makefile = false;                     // a plain Makefile in place of CMakeLists.txt
};

// Writes a project of its own for a plug-in (examples/templates): source, a run, a test, what
// builds them and a README. The folder appears with everything in it, or not at all. Prints the
// commands that build, run and test it.
ExitCode new_command(const NewOptions& options);

}  // namespace barometer::app
