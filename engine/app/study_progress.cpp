// SPDX-License-Identifier: Apache-2.0
#include "app/study_progress.hpp"

#include <fmt/format.h>

#include <condition_variable>
#include <stop_token>
#include <utility>

#include "app/time_left.hpp"
#include "report/number_text.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

namespace {

constexpr auto kLineEvery = std::chrono::minutes(1);

std::string grouped(std::uint64_t count) {
  return report::grouped(static_cast<std::int64_t>(count));
}

}  // namespace

std::string progress_text(const study::SweepProgress& progress, const std::string& objective) {
  std::string text =
      fmt::format("{} of {} trials", grouped(progress.done), grouped(progress.total));
  if (progress.failed > 0) {
    text += fmt::format(", {} failed", grouped(progress.failed));
  }
  if (progress.best) {
    text += fmt::format(", best {} {:.4g}", objective, *progress.best);
  }
  return text;
}

StudyProgress::StudyProgress(std::string objective, bool quiet) : objective_(std::move(objective)) {
  if (quiet) {
    return;
  }
  if (person_watches()) {
    bar_.emplace(
        "trials", [this] { return share(); }, true);
    return;
  }
  lines_ = std::jthread([this](const std::stop_token& ended) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any wake;
    while (!wake.wait_for(lock, ended, kLineEvery, [] { return false; }) &&
           !ended.stop_requested()) {
      const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin_;
      report::print_error(line(passed.count()));
    }
  });
}

void StudyProgress::tell(const study::SweepProgress& progress) {
  const std::scoped_lock lock(mutex_);
  latest_ = progress;
}

double StudyProgress::share() const {
  const std::scoped_lock lock(mutex_);
  return latest_.total == 0
             ? 0
             : static_cast<double>(latest_.done) / static_cast<double>(latest_.total);
}

std::string StudyProgress::line(double seconds) const {
  TimeLeft left;
  const std::string when = left.text(share(), seconds);
  const std::scoped_lock lock(mutex_);
  return fmt::format("barometer: {}{}{}\n", progress_text(latest_, objective_),
                     when.empty() ? "" : ", ", when);
}

}  // namespace barometer::app
