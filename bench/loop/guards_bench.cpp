// SPDX-License-Identifier: Apache-2.0
// What the guards against plug-ins take of the loop: the mark of each call in the page that a
// supervisor reads, and the look at the canaries behind all columns. Hosts always write their mark,
// into the page or beside it, so there is no loop without: each run of the loop is followed by as
// many marks alone, and by the looks of a run. They promise at most 1 % of the loop in a run that
// tags ahead, as runs do, and in step: the median of the pairs must lie within 1 % and two standard
// errors.
#include <fmt/format.h>
#include <sys/mman.h>

#include <atomic>
#include <chrono>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "backtest/backtest.hpp"
#include "bench/pairs.hpp"
#include "config/load.hpp"
#include "core/arena.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "latency/calibration.hpp"
#include "plugin/call_page.hpp"

namespace barometer {

namespace {

constexpr int kPairs = 51;
constexpr double kPromise = 0.01;
constexpr std::size_t kOnsets = 2;  // a dimension has a column of tags and at most one of onsets

template <class Body>
double seconds_of(const Body& body) {
  const auto begin = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// As a supervised child's: shared with another process, and there for good.
plugin::CallPage& shared_page() {
  void* memory = ::mmap(nullptr, sizeof(plugin::CallPage), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    throw std::bad_alloc();
  }
  return *static_cast<plugin::CallPage*>(memory);
}

constexpr auto kPlain = std::memory_order_relaxed;

// What the strategy's host writes for a step at most (loop/strategy_host.cpp).
[[gnu::noinline]] void mark_step(std::int64_t step, std::uint32_t told) {
  plugin::ThreadPlace& place = plugin::my_place();
  place.callee.store({plugin::Call::step, told}, kPlain);
  place.first.store(step, kPlain);
  place.time_ns.store(step, kPlain);
  place.symbols.store(told, kPlain);
  place.symbol.store(told, kPlain);
  place.bar.store(step, kPlain);
  const plugin::CallMark inside(place);
}

// What a tagger's host writes for a block at most (regime/block_tagger.cpp).
[[gnu::noinline]] void mark_block(std::int64_t bar, std::uint32_t told) {
  plugin::ThreadPlace& place = plugin::my_place();
  place.callee.store({plugin::Call::tag, told}, kPlain);
  place.symbol.store(told, kPlain);
  place.first.store(bar, kPlain);
  place.count.store(1, kPlain);
  place.time_ns.store(bar, kPlain);
  const plugin::CallMark inside(place);
}

class Loop {
 public:
  Loop(const std::string& config_file, const std::string& tagging)
      : config_(config::load_config(
            config_file, std::vector<std::string>{"run.tagging=" + tagging, "latency.meter=off"})),
        plan_(backtest::make_run_plan(config_, folders_of_plugins())),
        market_(data::load_market(config_.data, 1, {}, nullptr)),
        sources_(regime::sources_of(market_)),
        clock_(latency::calibrate_clock().get()) {
    core::ArenaLayout layout;
    for (std::size_t c = 0; c < kOnsets * plan_.dimensions().size() * market_.symbols.size(); ++c) {
      layout.add(static_cast<std::size_t>(market_.timeline.steps()));
    }
    tags_ = core::Arena(std::move(layout));
  }

  latency::LatencyReport run() {
    loop::LoopControl control{stop_};
    return backtest::run_backtest({.config = config_,
                                   .plan = plan_,
                                   .market = market_,
                                   .sources = sources_,
                                   .workers = workers_,
                                   .control = control,
                                   .clock = clock_})
        .latency;
  }

  // Seconds of the marks and looks of such a run.
  double guards(const latency::LatencyReport& run, bool in_step) const {
    return seconds_of([&] {
      for (std::int64_t step = 0; step < run.steps; ++step) {
        mark_step(step, 1);
      }
      for (std::int64_t bar = 0; in_step && bar < run.bars; ++bar) {
        mark_block(bar, 1);
      }
      if (tags_.damaged()) {
        fmt::print("damaged\n");
      }
    });
  }

 private:
  config::RunConfig config_;
  backtest::RunPlan plan_;
  data::MarketData market_;
  std::vector<regime::BarSource> sources_;
  latency::ClockFacts clock_;
  core::Arena tags_;  // as large as those of all dimensions
  core::Workers workers_{1};
  std::atomic<bool> stop_{false};
};

int measure(const std::string& config, const std::string& tagging) {
  const bool in_step = tagging == "in_step";
  Loop loop(config, tagging);
  loop.run();
  std::vector<double> shares;
  std::vector<double> step_ns;
  for (int i = 0; i < kPairs; ++i) {
    const latency::LatencyReport run = loop.run();
    shares.push_back(loop.guards(run, in_step) / run.loop_seconds);
    step_ns.push_back(1e9 * run.loop_seconds / static_cast<double>(run.steps));
  }
  const double error = standard_error_of_median(shares);
  const bool kept = median(shares) <= kPromise + 2 * error;
  fmt::print(
      "{:<8} median of {} pairs {:.2f} % +- {:.2f} % (standard error) of {:.0f} ns a step; within "
      "1 %: {}\n",
      tagging, kPairs, 100 * median(shares), 100 * error, median(step_ns), kept ? "yes" : "NO");
  return kept ? 0 : 1;
}

}  // namespace

}  // namespace barometer

int main() {
  const std::string config = "configs/quickstart.yaml";
  barometer::plugin::tell_calls_in(barometer::shared_page());
  fmt::print("--- guards against plug-ins in {}\n", config);
  return barometer::measure(config, "ahead") + barometer::measure(config, "in_step");
}
