// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "app/exit_code.hpp"

namespace barometer::app {

struct RunsOptions {
  std::string what = "list";  // "list", "show", "note", "forget" or "export"
  std::string id = {};        // of a row, or the file of `export`
  std::string text = {};      // `note`
  std::filesystem::path store = "runs/barometer.db";
};

// Shows what the run store holds and what a person may change in it: notes, and what is to be
// forgotten. Throws Error{bad_input} for a word, a row or a file that is not there.
ExitCode runs_command(const RunsOptions& options);

}  // namespace barometer::app
