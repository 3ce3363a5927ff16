// SPDX-License-Identifier: Apache-2.0
#include "app/profile_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "app/interrupt.hpp"
#include "profile/profile_result.hpp"
#include "profile/timings_csv.hpp"
#include "report/profile_json.hpp"
#include "report/profile_page.hpp"
#include "report/profile_picture.hpp"
#include "report/profile_text.hpp"
#include "report/run_folder.hpp"

namespace barometer {

namespace {

using OutputPath = std::optional<std::filesystem::path>;

void write_output(const OutputPath& path, std::string (*render)(const ProfileResult&),
                  const ProfileResult& result) {
  if (path) {
    write_new_file(
        *path, [&](const Sink& sink) { sink(render(result)); },
        [] { return interrupted().load(); });
  }
}

void report(const ProfileOptions& options, const ProfileResult& result) {
  write_output(options.json, profile_json, result);
  write_output(options.html, profile_page, result);
  write_output(options.svg, profile_picture, result);
  if (!options.run.quiet) {
    const Style style{::isatty(STDOUT_FILENO) == 1};
    fmt::print("{}", render_profile(result, style));
  }
}

ProfileResult imported(const ProfileOptions& options) {
  const double unit = *unit_ns(options.unit);
  FaultCollector found;
  Replicates candidate;
  Replicates baseline;
  found.collect("", [&] { candidate = read_timings(*options.import_file, unit); });
  if (options.baseline) {
    found.collect("", [&] { baseline = read_timings(*options.baseline, unit); });
  }
  found.throw_if_any();
  ProfileResult result =
      options.baseline ? judged_against(std::move(baseline), std::move(candidate), kSmallestMargin)
                       : judged_alone(std::move(candidate));
  result.subject = "timings in " + options.import_file->string();
  result.sample = "call";
  if (options.baseline) {
    result.subject += " against " + options.baseline->string();
  }
  if (options.reported) {
    judge_reported_mean(*parse_time_ns(*options.reported), result);
  }
  return result;
}

}  // namespace

ExitCode profile_command(const ProfileOptions& options) {
  check_options(options);
  const ProfileResult result = imported(options);
  report(options, result);
  return exit_code(result, options.gate);
}

}  // namespace barometer
