// SPDX-License-Identifier: Apache-2.0
// Runs the trials of a config's study on one thread, again and again, each time into a new store:
//
//   study_rate CONFIG TIMES
//
// and prints each time the seconds, those of the processor, the trials that are done, and over them
// the sum of closed trades and the mean of the total returns, for bench/peers/study_peers.py.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "bench/pairs.hpp"
#include "core/error.hpp"
#include "study/run_store_reader.hpp"
#include "study/study.hpp"

namespace {

using namespace barometer;
namespace fs = std::filesystem;

struct Sums {
  double trades = 0;
  double returns = 0;
};

Sums sums_of(const fs::path& store) {
  Sums sums;
  study::RunStoreReader(store).each_run([&](const study::StoredRun& run) {
    for (const study::RowMetric& metric : run.metrics) {
      sums.trades += metric.key == "closed_trades" ? metric.value.value_or(0) : 0;
      sums.returns += metric.key == "total_return" ? metric.value.value_or(0) : 0;
    }
  });
  return sums;
}

void print_runs(const char* config, int times, const fs::path& folder) {
  const backtest::ConfigSource source{.file = config, .plugin_folders = folders_of_plugins()};
  const backtest::Plan plan = backtest::Plan::load(source);
  const backtest::Market market = backtest::Market::load(plan);
  for (int i = 0; i < times; ++i) {
    const fs::path store = folder / fmt::format("{}.db", i);
    study::Study study(source, plan, market);
    const std::clock_t worked = std::clock();
    const auto start = std::chrono::steady_clock::now();
    const study::StudyRun run = study::run_trials(study, {.store = store}, {.threads = 1});
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    const double cpu = static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC;
    const Sums sums = sums_of(store);
    const auto trials = static_cast<double>(run.progress.done - run.progress.failed);
    fmt::print("{:.6f} {:.6f} {} {} {:.10f}\n", spent.count(), cpu, trials, sums.trades,
               sums.returns / trials);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    return 2;
  }
  std::string name = (fs::temp_directory_path() / "study-rate-XXXXXX").string();
  const fs::path folder = ::mkdtemp(name.data());
  int code = 0;
  try {
    print_runs(words[1], std::atoi(words[2]), folder);
  } catch (const core::Error& error) {
    fmt::print(stderr, "{}\n", core::to_string(error.faults().front()));
    code = 2;
  }
  fs::remove_all(folder);
  return code;
}
