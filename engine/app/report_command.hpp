// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

struct ReportOptions {
  std::string run;  // a run folder, or a row of the store
  bool open = false;
  std::filesystem::path store = "runs/barometer.db";
};

// Makes report.html of a run folder again: the run is made again, and the page is written where it
// is the same run to the bit; its times are those of the folder. Where its inputs are gone the page
// is made of the folder's files (page/written_page.hpp), with a warning, and one with prices that
// was there is kept beside it. Everything else of the folder stays, and so does the page where none
// can be made. Throws as app/run_again.hpp says but for InputsGone, and Error{bad_input} for what
// is no run folder, or no whole one.
ExitCode report_command(const RunArguments& arguments, const ReportOptions& options);

}  // namespace barometer::app
