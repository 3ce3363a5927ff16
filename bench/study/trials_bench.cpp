// SPDX-License-Identifier: Apache-2.0
// How many trials of a study a core runs in a second: a grid of 40,000 crossings of averages on
// 1,000 daily bars of one symbol, metrics and rows in the store included (so many that the 10 ms in
// which a study begins and ends its store do not count); 20 pairs on ten symbols
// of 45,000 hours; and two threads, and two worker processes, beside two programs of one thread.
// Medians.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/worker_processes.hpp"
#include "bench/pairs.hpp"
#include "plugin/search.hpp"
#include "study/study.hpp"

namespace barometer {

namespace {

namespace fs = std::filesystem;

struct Case {
  std::string what;
  std::string yaml;
  int runs;
};

const Case kGrid{
    "40,000 pairs, 1 symbol x 1,000 bars",
    "data: {source: synthetic, bar: 1d, synthetic: {symbols: 1, bars: 1000, seed: 7}}\n"
    "strategy: {plugin: sma_cross}\n"
    "broker: {cash: 100000, commission: 10bps}\n"
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: {from: 1, to: 100, step: 1}\n"
    "    strategy.params.slow: {from: 101, to: 500, step: 1}\n",
    3};
const Case kCoins{
    "20 pairs, 10 symbols x 45,000 bars",
    "data: {source: synthetic, bar: 1h, synthetic: {symbols: 10, bars: 45000, seed: 7}}\n"
    "strategy: {plugin: sma_cross}\n"
    "broker: {cash: 100000, commission: 10bps}\n"
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: [5, 10, 20, 30]\n"
    "    strategy.params.slow: [50, 75, 100, 150, 200]\n",
    5};

enum class Makers { threads, processes };

double trials_a_second(const Case& what, const fs::path& folder, Makers makers, int count) {
  const fs::path file = folder / "study.yaml";
  std::ofstream(file) << what.yaml;
  const char* const path = std::getenv("BAROMETER_PLUGIN_PATH");
  const backtest::ConfigSource source{
      .file = file, .plugin_folders = plugin::folders_of_path(path == nullptr ? "" : path)};
  const backtest::Plan plan = backtest::Plan::load(source);
  const backtest::Market market = backtest::Market::load(plan, {.threads = 1});
  std::vector<double> rates;
  for (int run = 0; run < what.runs; ++run) {
    const fs::path store = folder / "barometer.db";
    fs::remove(store);
    study::Study study(source, plan, market);
    if (makers == Makers::processes) {
      study.plans().share();
      study.set_engine(std::make_unique<app::WorkerProcesses>(study, count));
    }
    const auto start = std::chrono::steady_clock::now();
    const study::StudyRun done = study::run_trials(study, {.store = store}, {.threads = count});
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    rates.push_back(static_cast<double>(done.progress.done) / seconds);
  }
  return median(rates);
}

// Trials a second of `programs` at once, each with so many threads or processes, together.
double rate_of(const Case& what, int programs, Makers makers, int count) {
  double total = 0;
  std::vector<int> pipes;
  for (int program = 0; program < programs; ++program) {
    int ends[2];
    if (::pipe(ends) != 0) {
      std::exit(1);
    }
    if (::fork() == 0) {
      std::string name = (fs::temp_directory_path() / "trials-XXXXXX").string();
      const fs::path folder = ::mkdtemp(name.data());
      const double rate = trials_a_second(what, folder, makers, count);
      fs::remove_all(folder);
      ::_exit(::write(ends[1], &rate, sizeof rate) == sizeof rate ? 0 : 1);
    }
    ::close(ends[1]);
    pipes.push_back(ends[0]);
  }
  for (const int end : pipes) {
    double rate = 0;
    if (::read(end, &rate, sizeof rate) != sizeof rate) {
      fmt::print("a program of trials has failed\n");
      std::exit(1);
    }
    ::close(end);
    ::wait(nullptr);
    total += rate;
  }
  return total;
}

// Worker processes are forked from a process that has had no thread: each run has one of its own.
double rate_of_workers(Case what, int count) {
  std::vector<double> rates;
  const int runs = std::exchange(what.runs, 1);
  for (int run = 0; run < runs; ++run) {
    rates.push_back(rate_of(what, 1, Makers::processes, count));
  }
  return median(rates);
}

}  // namespace

}  // namespace barometer

int main() {
  using namespace barometer;
  for (const Case& what : {kGrid, kCoins}) {
    const double one = rate_of(what, 1, Makers::threads, 1);
    const double two = rate_of(what, 1, Makers::threads, 2);
    const double workers = rate_of_workers(what, 2);
    const double apart = rate_of(what, 2, Makers::threads, 1);
    fmt::print(
        "{:<35} medians of trials/s: one thread {:8.1f}, two {:8.1f}, two worker processes "
        "{:8.1f}, two programs {:8.1f} ({:.3f}, {:.3f})\n",
        what.what, one, two, workers, apart, two / apart, workers / apart);
    std::fflush(stdout);  // else each child writes it, too
  }
  return 0;
}
