// SPDX-License-Identifier: Apache-2.0
#include "profiler/save_session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "profile/margin.hpp"
#include "profile/two_speeds.hpp"
#include "report/output_file.hpp"
#include "report/run_folder.hpp"

namespace barometer::profiler {

namespace {

namespace fs = std::filesystem;

profile::Baseline fresh_baseline(const profile::ProfileResult& result) {
  return {result.facts, *result.executed, result.candidate.processes, {}};
}

// The new text takes the old one's place in one step, so that no reader sees half of it.
void replace_file(const fs::path& file, const std::string& text, const std::atomic<bool>& stop) {
  const fs::path fresh = file.string() + fmt::format(".new-{}", ::getpid());
  report::write_new_file(
      fresh, [&](const report::Sink& sink) { sink(text); }, [&stop] { return stop.load(); });
  std::error_code error;
  fs::rename(fresh, file, error);
  if (error) {
    fs::remove(fresh);
    report::throw_write_failed(file, "could not be replaced", error.value());
  }
}

}  // namespace

std::string save_session(const fs::path& file, const profile::ProfileResult& result,
                         const std::atomic<bool>& stop) {
  if (result.verdict == profile::Verdict::not_comparable) {
    return fmt::format("{}: nothing was kept", file.string());
  }
  const profile::SteadySide found = profile::find_own_speed(result.candidate);
  if (!found.settled()) {
    return fmt::format("{}: nothing was kept, this session found no steady state", file.string());
  }
  profile::Baseline baseline =
      fs::exists(file) ? profile::read_baseline(file) : fresh_baseline(result);
  const core::Timestamp now = static_cast<core::Timestamp>(std::time(nullptr)) * core::kSecond;
  baseline.sessions.push_back({core::format_utc(now), found.steady, found.p99, found.steady_means});
  replace_file(file, profile::to_text(baseline), stop);
  const std::size_t sessions = baseline.sessions.size();
  return fmt::format("{}: {} session{} kept{}", file.string(), sessions, sessions == 1 ? "" : "s",
                     sessions < profile::kSessionsNeeded
                         ? fmt::format("; from {} on, their spread replaces the margin of 20 %",
                                       profile::kSessionsNeeded)
                         : "");
}

}  // namespace barometer::profiler
