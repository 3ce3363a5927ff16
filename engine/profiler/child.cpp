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
#include "report/standard_output.hpp"
#include "stats/order_statistics.hpp"

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
    while (whole_.size() < blocks) {
      run_block();
    }
  }

  profile::SteadyState steady_state() const { return profile::find_steady_state(judged()); }

  std::int64_t cold_bars() const { return cold_bars_; }  // of a replay

  double mean_bars() const {
    return static_cast<double>(bars_) / static_cast<double>(whole_.size());
  }

  profile::ProcessTimes times() const {
    return {.blocks_ns = judged(),
            .cold_step_ns = replayer_.cold_step_ns(),
            .steps = steps_from(steady_state().first),
            .whole_ns = later_.empty() ? std::vector<double>{} : whole_,
            .replay_cold_ns = colds_.empty() ? 0 : stats::median_of(colds_)};
  }

 private:
  void run_block() {
    ReplayTime all;
    do {
      add_replay(all);
    } while (!all.lasts(shortest_ns_));
    bars_ += all.bars;
    whole_.push_back(all.ns / static_cast<double>(all.bars));
    if (all.has_later()) {
      later_.push_back(all.later_ns() / static_cast<double>(all.later_bars()));
    }
    std::vector<profile::StepCount>& steps = steps_.emplace_back();
    replayer_.take_steps().each_bucket([&](double from, double to, std::int64_t count) {
      steps.push_back({(from + to) / 2, count});
    });
  }

  // Plug-ins are new in every replay, so its cold steps are no steady ones; those of the very first
  // are colder still.
  void add_replay(ReplayTime& all) {
    const bool first = whole_.empty() && all.ns == 0;
    const ReplayTime one = replayer_.replay();
    all.add(one);
    cold_bars_ = one.cold_bars;
    if (!first && one.has_later()) {
      colds_.push_back(one.cold_ns);
    }
  }

  const std::vector<double>& judged() const { return later_.empty() ? whole_ : later_; }

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
  std::int64_t bars_ = 0;  // of all replays
  std::int64_t cold_bars_ = 0;
  std::vector<double> whole_;  // per bar
  std::vector<double> later_;  // the same without the cold steps of each replay; empty: not known
  std::vector<double> colds_;  // of each replay but the first
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
          .facts = {strict_facts(options.subject.source, subject), meanwhile},
          .clock = std::string(latency::to_string(clock.kind)),
          .clock_read_ns = clock.read_cost_ns,
          .probe_reads = replayer.probe_reads(),
          .block_bars = blocks.mean_bars(),
          .cold_steps = replayer.cold_steps(),
          .cold_bars = blocks.cold_bars(),
          .padding = padding()};
}

}  // namespace

void run_profile_child(const ProfileChildOptions& options) {
  if (options.ask) {
    report::print(fmt::format("{}{}\n", kProtocolLine, profile::kProtocol));
    return;
  }
  report::print(profile::to_text(measure(options)));
}

}  // namespace barometer::profiler
