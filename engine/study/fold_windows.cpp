// SPDX-License-Identifier: Apache-2.0
#include "study/fold_windows.hpp"

#include <fmt/format.h>

#include <cstddef>

#include "config/scalar.hpp"
#include "core/error.hpp"

namespace barometer::study {

std::vector<FoldWindow> fold_windows(const config::WalkForwardConfig& walk,
                                     core::Timestamp begin_ns, core::Timestamp end_ns,
                                     const std::string& file) {
  std::vector<FoldWindow> folds;
  const core::Duration step = walk.step.value_or(walk.test);
  for (core::Timestamp train_end = begin_ns + walk.train; train_end + walk.test <= end_ns;
       train_end += step) {
    const core::Timestamp from = walk.anchored ? begin_ns : train_end - walk.train;
    folds.push_back({{from, train_end}, {train_end, train_end + walk.test}});
  }
  if (folds.empty()) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{file,
                    fmt::format("study.walk_forward: train and test take {} together, the data "
                                "have {}",
                                config::write_duration(walk.train + walk.test),
                                config::write_duration(end_ns - begin_ns)),
                    "take shorter periods, or more data"});
  }
  return folds;
}

std::vector<backtest::Window> group_windows(std::span<const core::Timestamp> times,
                                            core::Timestamp begin_ns, int groups) {
  std::vector<backtest::Window> windows;
  const std::size_t each = times.size() / static_cast<std::size_t>(groups);
  core::Timestamp from = begin_ns;
  for (int group = 0; group < groups; ++group) {
    const std::size_t last =
        group + 1 == groups ? times.size() - 1 : (static_cast<std::size_t>(group) + 1) * each - 1;
    windows.push_back({from, times[last]});
    from = times[last];
  }
  return windows;
}

}  // namespace barometer::study
