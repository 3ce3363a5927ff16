// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backtest/run_difference.hpp"
#include "backtest/run_plan.hpp"
#include "core/workers.hpp"
#include "data/bars.hpp"
#include "orders/order.hpp"

// Does anything know of the future? The run is repeated on data that end at a cut, and on data
// whose bars after the cut are noise: whatever happened up to the cut must have happened in the
// same way, to the bit. In addition every fill must be later than its order.

namespace barometer::backtest {

struct CausalityCheck {
  core::Timestamp cut = 0;
  std::string future;      // "removed" or "noise"
  std::string difference;  // the first one, in plain words; empty: none
};

struct CausalityReport {
  std::vector<CausalityCheck> checks;
  std::string early_fill;  // the first fill that is not later than its order; empty: none
  ComparedCounts compared;

  bool clean() const;
};

// The first fill in the step of its own order or before it, in words; nullopt when there is none.
std::optional<std::string> early_fill(std::span<const orders::Fill> fills,
                                      const data::MarketData& market);

// Tags of all dimensions are compared, wanted or not. The cuts are drawn from run.seed, every
// other one among the steps in which orders were made. `done` is
// told the share of the work that is behind, from the calling thread; it may be empty.
CausalityReport check_causality(const config::RunConfig& config, const RunPlan& assembly,
                                const data::MarketData& market, core::Workers& workers, int cuts,
                                const std::atomic<bool>& stop,
                                const std::function<void(double done)>& done = {});

}  // namespace barometer::backtest
