// SPDX-License-Identifier: Apache-2.0
#include "app/profile_baseline.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

#include "app/interrupt.hpp"
#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "profile/margin.hpp"
#include "report/output_file.hpp"
#include "report/run_folder.hpp"

namespace barometer {

namespace {

namespace fs = std::filesystem;

Baseline fresh_baseline(const ProfileResult& result) {
  return {result.fingerprint, *result.executed, result.candidate.processes, {}};
}

// The new text takes the old one's place in one step, so that no reader sees half of it.
void replace_file(const fs::path& file, const std::string& text) {
  const fs::path fresh = file.string() + fmt::format(".new-{}", ::getpid());
  write_new_file(
      fresh, [&](const Sink& sink) { sink(text); }, [] { return interrupted().load(); });
  std::error_code error;
  fs::rename(fresh, file, error);
  if (error) {
    fs::remove(fresh);
    throw_write_failed(file, "could not be replaced", error.value());
  }
}

}  // namespace

std::string save_session(const fs::path& file, const ProfileResult& result) {
  if (result.headline == Headline::not_comparable) {
    return fmt::format("{}: nothing was kept", file.string());
  }
  if (!result.found.settled()) {
    return fmt::format("{}: nothing was kept, this session found no steady state", file.string());
  }
  Baseline baseline = fs::exists(file) ? read_baseline(file) : fresh_baseline(result);
  const Timestamp now = static_cast<Timestamp>(std::time(nullptr)) * kSecond;
  baseline.sessions.push_back({format_utc(now), result.found.steady, result.found.p99});
  replace_file(file, to_text(baseline));
  const std::size_t sessions = baseline.sessions.size();
  return fmt::format(
      "{}: {} session{} kept{}", file.string(), sessions, sessions == 1 ? "" : "s",
      sessions < kSessionsNeeded
          ? fmt::format("; from {} on, their spread replaces the margin of 20 %", kSessionsNeeded)
          : "");
}

}  // namespace barometer
