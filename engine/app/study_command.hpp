// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

struct StudyArguments {
  bool resume = false;
  std::string workers = "thread";  // or "process": who makes the trials
  std::string holdout;             // as --set study.holdout takes it; empty: what the config says
  std::string against;             // a row of the store, as `runs` takes it; empty: buy and hold
  std::size_t top = 10;            // trials of the table
  bool verbose = false;            // folds and what the statistics assume
  std::optional<std::filesystem::path> json;  // a file that must not exist
  std::optional<std::filesystem::path> page;  // the same, of HTML
};

// `barometer study CONFIG`: runs the trials, writes them into the run store of output.dir, and
// prints what may be believed of the best. Interrupted, it prints what is done and how to go on.
ExitCode study_command(const RunArguments& arguments, const StudyArguments& options);

}  // namespace barometer::app
