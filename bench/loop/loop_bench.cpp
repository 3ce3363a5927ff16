// SPDX-License-Identifier: Apache-2.0
// What a bar costs in the step loop with the plug-in sma_cross: one symbol and ten, tags ahead and
// in step, meter off and full, in the first run of a process and in later ones, which find their
// logs mapped. And what an order costs from submission to fill: by what a loop takes longer whose
// averages cross all the time, an order. Medians; each first run has a process of its own.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "backtest/backtest.hpp"
#include "bench/pairs.hpp"
#include "config/load.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "latency/calibration.hpp"

namespace barometer {

namespace {

constexpr int kRuns = 21;

// As many hours as configs/crypto_hourly.yaml has.
constexpr std::string_view kConfig = R"(
data:
  source: synthetic
  bar: 1h
  venue: 24x7
  synthetic: {symbols: 10, bars: 45000, start: 2018-01-01, seed: 7}
regime: {plugin: regime, params: {preset: crypto}}
strategy: {plugin: sma_cross, params: {fast: 10, slow: 50}}
broker: {cash: 100000, commission: 10bps, slippage: 2bps}
)";

using Settings = std::vector<std::string>;

// What a run of the loop says of itself.
struct Measured {
  double seconds = 0;
  std::int64_t bars = 0;
  std::int64_t fills = 0;

  double ns_per_bar() const { return 1e9 * seconds / static_cast<double>(bars); }
};

class Loop {
 public:
  explicit Loop(const Settings& settings)
      : config_(config::parse_config(kConfig, "loop_bench.yaml", settings)),
        plan_(backtest::make_run_plan(config_, folders_of_plugins())),
        market_(data::load_market(config_.data, 1, {}, nullptr)),
        sources_(regime::sources_of(market_)),
        clock_(latency::calibrate_clock().get()) {}

  Measured run() {
    loop::LoopControl control{stop_};
    const backtest::BacktestResult result = backtest::run_backtest({.config = config_,
                                                                    .plan = plan_,
                                                                    .market = market_,
                                                                    .sources = sources_,
                                                                    .workers = workers_,
                                                                    .control = control,
                                                                    .clock = clock_});
    return {.seconds = result.latency.loop_seconds,
            .bars = result.latency.bars,
            .fills = static_cast<std::int64_t>(result.loop.fills.size())};
  }

  // As the first run of a process that has loaded its market and plug-ins.
  Measured first_run() {
    std::array<int, 2> ends{};
    Measured measured;
    const bool piped = ::pipe(ends.data()) == 0;
    const pid_t child = piped ? ::fork() : -1;
    if (child == 0) {
      measured = run();
      ::_exit(::write(ends[1], &measured, sizeof measured) == sizeof measured ? 0 : 1);
    }
    const bool read = child > 0 && ::read(ends[0], &measured, sizeof measured) == sizeof measured;
    if (!read || ::waitpid(child, nullptr, 0) != child) {
      fmt::print("a process for a first run cannot be started\n");
      std::exit(1);
    }
    ::close(ends[0]);
    ::close(ends[1]);
    return measured;
  }

 private:
  config::RunConfig config_;
  backtest::RunPlan plan_;
  data::MarketData market_;
  std::vector<regime::BarSource> sources_;
  latency::ClockFacts clock_;
  core::Workers workers_{1};
  std::atomic<bool> stop_{false};
};

template <class Run>
double median_ns(const Run& run) {
  std::vector<double> ns;
  for (int i = 0; i < kRuns; ++i) {
    ns.push_back(run().ns_per_bar());
  }
  return median(ns);
}

void print_row(std::string_view what, std::string_view which, double ns) {
  fmt::print("{:<42} {:<9} median {:6.1f} ns a bar, {:5.1f} million bars/s\n", what, which, ns,
             1e3 / ns);
}

// First runs come first: nothing has been mapped by then that they would find.
void measure(int symbols, std::string_view tagging, std::string_view meter) {
  Loop loop({fmt::format("data.synthetic.symbols={}", symbols),
             fmt::format("run.tagging={}", tagging), fmt::format("latency.meter={}", meter)});
  const std::string what =
      fmt::format("{} symbol{}, tags {}, meter {}", symbols, symbols == 1 ? "" : "s",
                  tagging == "ahead" ? "ahead" : "in step", meter);
  print_row(what, "first", median_ns([&] { return loop.first_run(); }));
  print_row(what, "repeated", median_ns([&] { return loop.run(); }));
}

// Each bar of the one loop has the other's work too.
void measure_order() {
  const Settings shared{"data.synthetic.symbols=1", "latency.meter=off"};
  Loop calm(shared);
  Settings often = shared;
  often.insert(often.end(), {"strategy.params.fast=1", "strategy.params.slow=2"});
  Loop busy(often);
  std::vector<double> ns;
  for (int i = 0; i < kRuns; ++i) {
    const Measured few = calm.run();
    const Measured many = busy.run();
    ns.push_back(1e9 * (many.seconds - few.seconds) / static_cast<double>(many.fills - few.fills));
  }
  fmt::print("{:<42} {:<9} median {:6.1f} ns an order\n", "an order, submit to fill", "repeated",
             median(ns));
}

}  // namespace

}  // namespace barometer

int main() {
  fmt::print("--- step loop, sma_cross on synthetic hours, one thread\n");
  for (const int symbols : {1, 10}) {
    for (const std::string_view tagging : {"ahead", "in_step"}) {
      for (const std::string_view meter : {"off", "full"}) {
        barometer::measure(symbols, tagging, meter);
      }
    }
  }
  barometer::measure_order();
}
