// SPDX-License-Identifier: Apache-2.0
#include "profiler/command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "profiler/html_page.hpp"
#include "profiler/imported.hpp"
#include "profiler/measured.hpp"
#include "profiler/picture.hpp"
#include "profiler/result_json.hpp"
#include "profiler/save_session.hpp"
#include "profiler/terminal_text.hpp"
#include "report/run_folder.hpp"

namespace barometer::profiler {

namespace {

struct Output {
  std::optional<std::filesystem::path> path;
  std::string (*render)(const profile::ProfileResult&);
};

std::array<Output, 3> outputs_of(const ProfileOptions& options) {
  return {Output{options.json, profile_json}, Output{options.html, profile_page},
          Output{options.svg, profile_picture}};
}

// Before minutes of measuring.
void refuse_existing_outputs(const ProfileOptions& options) {
  for (const Output& output : outputs_of(options)) {
    if (output.path) {
      report::refuse_existing_file(*output.path);
    }
  }
}

void write_outputs(const ProfileOptions& options, const profile::ProfileResult& result) {
  for (const Output& output : outputs_of(options)) {
    if (output.path) {
      report::write_new_file(
          *output.path, [&](const report::Sink& sink) { sink(output.render(result)); },
          [&options] { return options.subject.stop->load(); });
    }
  }
}

}  // namespace

profile::ProfileResult run_profile(const ProfileOptions& options) {
  check_options(options);
  refuse_existing_outputs(options);
  profile::ProfileResult result = options.import_file ? imported(options) : measured(options);
  // First of all the verdict: a file that cannot be written must not lose it.
  if (!options.quiet) {
    fmt::print("{}", render_profile(result, report::Style{::isatty(STDOUT_FILENO) == 1}));
  }
  write_outputs(options, result);
  if (options.save) {
    const std::string said = save_session(*options.save, result, *options.subject.stop);
    if (!options.quiet) {
      fmt::print("\n{}\n", said);
    }
  }
  return result;
}

}  // namespace barometer::profiler
