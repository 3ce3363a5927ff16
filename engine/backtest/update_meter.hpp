// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/stream_tagger.hpp>
#include <cstdint>
#include <vector>

#include "config/latency_config.hpp"
#include "latency/budget.hpp"
#include "latency/calibration.hpp"
#include "latency/clock.hpp"
#include "latency/histogram.hpp"

namespace barometer::backtest {

// The times of a stream's updates and the budgets of the plan on them. All memory is taken at
// construction. Owned by one thread at a time.
class UpdateMeter {
 public:
  // `clock` is that of this machine.
  UpdateMeter(const config::LatencyConfig& config, const latency::ClockFacts& clock);

  // [step]
  latency::Ticks now() const noexcept {
    return is_tsc_ ? latency::TscClock().now() : latency::SteadyClock().now();
  }

  // [step] An update that began then is over.
  void add(latency::Ticks began) noexcept {
    const double took = static_cast<double>(now() - began) * ns_per_tick_;
    times_.record(took);
    for (Budget& budget : budgets_) {
      budget.test.add(took);
    }
  }

  StreamTagger::Latency report() const;

 private:
  struct Budget {
    config::BudgetConfig config;
    latency::BudgetTest test;
  };

  bool is_tsc_;
  double ns_per_tick_;
  latency::BarHistogram times_;
  std::vector<Budget> budgets_;
};

}  // namespace barometer::backtest
