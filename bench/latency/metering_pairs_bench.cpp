// SPDX-License-Identifier: Apache-2.0
// What metering adds to the loop, by pairs of loops with the meter off and on, interleaved so that
// a machine that drifts drifts for both. meter: sampled promises at most 1 % of the loop: the
// median of the pairs must lie within 1 % and two standard errors.
#include <fmt/format.h>

#include <atomic>
#include <string>
#include <vector>

#include "backtest/backtest.hpp"
#include "bench/pairs.hpp"
#include "config/load.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "latency/calibration.hpp"

namespace barometer {

namespace {

constexpr int kPairs = 101;
constexpr double kPromise = 0.01;

class Loops {
 public:
  explicit Loops(const std::string& config_file)
      : config_(config::load_config(config_file, {})),
        plan_(backtest::make_run_plan(config_, folders_of_plugins())),
        market_(data::load_market(config_.data, 1, {}, nullptr)),
        sources_(regime::sources_of(market_)),
        clock_(latency::calibrate_clock().get()) {}

  latency::LatencyReport run(config::Meter meter) {
    config_.latency.meter = meter;
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

 private:
  config::RunConfig config_;
  backtest::RunPlan plan_;
  data::MarketData market_;
  std::vector<regime::BarSource> sources_;
  latency::ClockFacts clock_;
  core::Workers workers_{1};
  std::atomic<bool> stop_{false};
};

struct Pairs {
  std::vector<double> extra;   // loop time on / off - 1
  std::vector<double> stated;  // by the meter's own books
  std::int64_t stride = 0;
};

Pairs measure(Loops& loops, config::Meter meter) {
  Pairs pairs;
  loops.run(config::Meter::off);
  for (int i = 0; i < kPairs; ++i) {
    latency::LatencyReport off;
    latency::LatencyReport on;
    if (i % 2 == 0) {
      off = loops.run(config::Meter::off);
      on = loops.run(meter);
    } else {
      on = loops.run(meter);
      off = loops.run(config::Meter::off);
    }
    pairs.extra.push_back(on.loop_seconds / off.loop_seconds - 1);
    pairs.stated.push_back(latency::metering_share(on));
    pairs.stride = on.stride;
  }
  return pairs;
}

void report(const std::string& name, const Pairs& pairs) {
  fmt::print(
      "{:<8} median of {} pairs {:+.2f} % +- {:.2f} % (standard error); by its own books "
      "{:.2f} %; one step of {}\n",
      name, kPairs, 100 * median(pairs.extra), 100 * standard_error_of_median(pairs.extra),
      100 * median(pairs.stated), pairs.stride);
}

int compare(const std::string& config) {
  Loops loops(config);
  const Pairs sampled = measure(loops, config::Meter::sampled);
  fmt::print("--- metering of {}\n", config);
  report("sampled", sampled);
  report("full", measure(loops, config::Meter::full));
  const bool kept = median(sampled.extra) <= kPromise + 2 * standard_error_of_median(sampled.extra);
  fmt::print("sampled: median within 1 % and two standard errors: {}\n", kept ? "yes" : "NO");
  return kept ? 0 : 1;
}

}  // namespace

}  // namespace barometer

int main() {
  return barometer::compare("configs/quickstart.yaml");
}
