// SPDX-License-Identifier: Apache-2.0
// The folds of a walk-forward over SIZE days, as indices "train begin:end" and "test begin:end",
// for tests/stats/oracles/study_oracles.py:
//   print_fold_windows SIZE TRAIN TEST anchored|rolling
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "study/fold_windows.hpp"

namespace {

using namespace barometer;

// Day i ends at (i + 1) days; a window begins behind its `from_ns` and ends with its `to_ns`.
void print_window(const char* name, const backtest::Window& window) {
  std::printf("%s %lld:%lld\n", name, static_cast<long long>(*window.from_ns / core::kDay),
              static_cast<long long>(*window.to_ns / core::kDay));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fputs("SIZE TRAIN TEST anchored|rolling\n", stderr);
    return 2;
  }
  const auto days = [&](int i) { return std::atoll(argv[i]) * core::kDay; };
  const config::WalkForwardConfig walk{
      .train = days(2), .test = days(3), .anchored = std::string_view(argv[4]) == "anchored"};
  for (const study::FoldWindow& fold : study::fold_windows(walk, 0, days(1), "folds")) {
    print_window("train", fold.train);
    print_window("test", fold.test);
  }
  return 0;
}
