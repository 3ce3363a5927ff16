// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/progress.hpp"
#include "study/sweep.hpp"

namespace barometer::app {

// "1,200 of 4,550 trials, 3 failed, best sharpe 1.93": what a line of progress says.
std::string progress_text(const study::SweepProgress& progress, const std::string& objective);

// Shows how far a study is: a bar where a person watches, else a line a minute on standard error.
class StudyProgress {
 public:
  // `quiet`: nothing is shown.
  StudyProgress(std::string objective, bool quiet);

  // From any thread.
  void tell(const study::SweepProgress& progress);

 private:
  double share() const;
  std::string line(double seconds) const;

  std::string objective_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  mutable std::mutex mutex_;
  study::SweepProgress latest_;
  std::optional<ProgressBar> bar_;
  std::jthread lines_;  // the last member: it reads the others
};

}  // namespace barometer::app
