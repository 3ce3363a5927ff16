// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/exit_code.hpp"
#include "study/compare_side.hpp"

namespace barometer::app {

struct CompareOptions {
  std::string a;  // a run folder, or a row of the store
  std::string b;
  bool json = false;
  std::optional<std::filesystem::path> page;  // an HTML file; one of ours is replaced
  std::filesystem::path store = "runs/barometer.db";
};

// One side of a comparison: a run folder, or the row of the store that `word` names. Throws
// Error{bad_input} for what is neither.
study::ComparedRun compared_run(const std::string& word, const std::filesystem::path& store_file);

// Prints what differs between two runs: config, metrics, first fill, and their Sharpe ratios with
// the error of the difference; `page` gets all of it and pictures. Throws Error{bad_input} for what
// is neither folder nor row, Error{write_failed} where `page` is a file that no comparison has
// written.
ExitCode compare_command(const CompareOptions& options);

}  // namespace barometer::app
