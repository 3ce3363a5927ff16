// SPDX-License-Identifier: Apache-2.0
#include "profiler/child.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <vector>

#include "latency/calibration.hpp"
#include "profile/process_json.hpp"
#include "profile/steady_state.hpp"
#include "profiler/case.hpp"
#include "profiler/child_process.hpp"
#include "profiler/machine_reading.hpp"
#include "profiler/replayer.hpp"
#include "profiler/strict_facts.hpp"
#include "report/machine_info.hpp"

namespace barometer::profiler {

namespace {

constexpr double kShortestBlockNs = 1e6;
constexpr double kResolutions = 1000;  // of the clock, that a block lasts at least
constexpr int kMostDoublings = 2;

// The times of one process, block by block.
class Blocks {
 public:
  Blocks(Replayer& replayer, latency::ClockFacts clock)
      : replayer_(replayer),
        shortest_ns_(std::max(kShortestBlockNs, kResolutions * clock.resolution_ns)) {}

  void run(std::size_t blocks) {
    while (times_.size() < blocks) {
      run_block();
    }
  }

  profile::SteadyState steady_state() const { return profile::find_steady_state(times_); }

  double mean_bars() const {
    return static_cast<double>(replays_ * replayer_.bars()) / static_cast<double>(times_.size());
  }

  profile::ProcessTimes times() const {
    return {times_, replayer_.cold_step_ns(), steps_from(steady_state().first)};
  }

 private:
  void run_block() {
    double ns = 0;
    std::int64_t replays = 0;
    do {
      ns += replayer_.replay();
      ++replays;
    } while (ns < shortest_ns_);
    replays_ += replays;
    times_.push_back(ns / static_cast<double>(replays * replayer_.bars()));
    std::vector<profile::StepCount>& steps = steps_.emplace_back();
    replayer_.take_steps().each_bucket([&](double from, double to, std::int64_t count) {
      steps.push_back({(from + to) / 2, count});
    });
  }

  std::vector<profile::StepCount> steps_from(std::size_t first) const {
    std::map<double, std::int64_t> merged;
    for (std::size_t block = first; block < steps_.size(); ++block) {
      for (const profile::StepCount& step : steps_[block]) {
        merged[step.ns] += step.count;
      }
    }
    std::vector<profile::StepCount> steps;
    for (const auto& [ns, count] : merged) {
      steps.push_back({ns, count});
    }
    return steps;
  }

  Replayer& replayer_;
  double shortest_ns_;
  std::int64_t replays_ = 0;
  std::vector<double> times_;
  std::vector<std::vector<profile::StepCount>> steps_;  // one histogram a block
};

std::int64_t padding() {
  const char* text = std::getenv(kPaddingVariable);
  return text == nullptr ? 0 : static_cast<std::int64_t>(std::strlen(text));
}

// A process that does not settle doubles its blocks.
void run_until_steady(Blocks& blocks, std::size_t wanted) {
  blocks.run(wanted);
  for (int i = 0; i < kMostDoublings && !blocks.steady_state().found(); ++i) {
    wanted *= 2;
    blocks.run(wanted);
  }
}

profile::ProcessReport measure(const ProfileChildOptions& options) {
  const ProfileCase subject = load_case(options.subject);
  const latency::ClockFacts clock = latency::calibrate_clock().get();
  core::Workers workers(subject.threads);
  Replayer replayer(subject, workers, clock);
  Blocks blocks(replayer, clock);
  const profile::MachineReading before = read_machine();
  run_until_steady(blocks, options.blocks);
  const auto meanwhile = profile::machine_use(before, read_machine(), report::machine_info().cores);
  return {.times = blocks.times(),
          .executed = replayer.executed(),
          .fingerprint = {strict_facts(options.subject.source, subject), meanwhile},
          .clock = std::string(latency::to_string(clock.kind)),
          .clock_read_ns = clock.read_cost_ns,
          .probe_reads = replayer.probe_reads(),
          .block_bars = blocks.mean_bars(),
          .padding = padding()};
}

}  // namespace

void run_profile_child(const ProfileChildOptions& options) {
  if (options.ask) {
    fmt::print("{}{}\n", kProtocolLine, profile::kProtocol);
    return;
  }
  fmt::print("{}", profile::to_text(measure(options)));
}

}  // namespace barometer::profiler
