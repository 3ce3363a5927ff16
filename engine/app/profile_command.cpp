// SPDX-License-Identifier: Apache-2.0
#include "app/profile_command.hpp"

#include <atomic>
#include <optional>
#include <utility>

#include "app/progress.hpp"
#include "profiler/command.hpp"

namespace barometer::app {

namespace {

// The kind of error that a child process ended with; the child is built from the same table.
std::optional<core::ErrorKind> child_failure(int exit_code) {
  for (const core::ErrorKind kind : {core::ErrorKind::bad_input, core::ErrorKind::plugin_failed,
                                     core::ErrorKind::write_failed, core::ErrorKind::interrupted}) {
    if (static_cast<int>(exit_code_of(kind)) == exit_code) {
      return kind;
    }
  }
  return std::nullopt;
}

}  // namespace

ExitCode profile_command(profiler::ProfileOptions& options) {
  std::atomic<double> done{0};
  std::optional<ProgressBar> bar(
      std::in_place, "profiling", [&done] { return done.load(); },
      !options.quiet && !options.import_file);
  options.before_printing = [&bar] { bar.reset(); };  // or the first line would go on behind it
  options.progress = [&done](double share) { done = share; };
  options.child_failure = child_failure;
  return exit_code_of(profiler::run_profile(options), options.gate);
}

ExitCode profile_child_command(const profiler::ProfileChildOptions& options) {
  profiler::run_profile_child(options);
  return ExitCode::ok;
}

}  // namespace barometer::app
