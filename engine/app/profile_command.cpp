// SPDX-License-Identifier: Apache-2.0
#include "app/profile_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "app/interrupt.hpp"
#include "app/profile_baseline.hpp"
#include "app/profile_import.hpp"
#include "app/profile_measured.hpp"
#include "report/profile_json.hpp"
#include "report/profile_page.hpp"
#include "report/profile_picture.hpp"
#include "report/profile_text.hpp"
#include "report/run_folder.hpp"

namespace barometer {

namespace {

struct Output {
  std::optional<std::filesystem::path> path;
  std::string (*render)(const ProfileResult&);
};

std::array<Output, 3> outputs_of(const ProfileOptions& options) {
  return {Output{options.json, profile_json}, Output{options.html, profile_page},
          Output{options.svg, profile_picture}};
}

// Before minutes of measuring.
void refuse_existing_outputs(const ProfileOptions& options) {
  for (const Output& output : outputs_of(options)) {
    if (output.path) {
      refuse_existing_file(*output.path);
    }
  }
}

void write_outputs(const ProfileOptions& options, const ProfileResult& result) {
  for (const Output& output : outputs_of(options)) {
    if (output.path) {
      write_new_file(
          *output.path, [&](const Sink& sink) { sink(output.render(result)); },
          [] { return interrupted().load(); });
    }
  }
}

}  // namespace

ExitCode profile_command(const ProfileOptions& options) {
  check_options(options);
  refuse_existing_outputs(options);
  const ProfileResult result = options.import_file ? imported(options) : measured(options);
  // First of all the verdict: a file that cannot be written must not lose it.
  if (!options.run.quiet) {
    fmt::print("{}", render_profile(result, Style{::isatty(STDOUT_FILENO) == 1}));
  }
  write_outputs(options, result);
  if (options.save) {
    const std::string said = save_session(*options.save, result);
    if (!options.run.quiet) {
      fmt::print("\n{}\n", said);
    }
  }
  return exit_code(result, options.gate);
}

}  // namespace barometer
