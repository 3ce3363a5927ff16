// SPDX-License-Identifier: Apache-2.0
#include "profiler/save_session.hpp"

#include <fmt/format.h>

#include <ctime>
#include <filesystem>

#include "core/timestamp.hpp"
#include "profile/margin.hpp"
#include "profile/two_speeds.hpp"

namespace barometer::profiler {

namespace {

namespace fs = std::filesystem;

profile::Baseline fresh_baseline(const profile::ProfileResult& result) {
  return {result.facts, *result.executed, result.candidate.processes, {}};
}

}  // namespace

std::string save_session(report::NewFile& target, const profile::ProfileResult& result) {
  const fs::path& file = target.target();
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
  target.write([&](const report::Sink& sink) { sink(profile::to_text(baseline)); });
  const std::size_t sessions = baseline.sessions.size();
  return fmt::format("{}: {} session{} kept{}", file.string(), sessions, sessions == 1 ? "" : "s",
                     sessions < profile::kSessionsNeeded
                         ? fmt::format("; from {} on, their spread replaces the margin of 20 %",
                                       profile::kSessionsNeeded)
                         : "");
}

}  // namespace barometer::profiler
