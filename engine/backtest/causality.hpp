// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/market.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backtest/plugin_trials.hpp"
#include "backtest/run_difference.hpp"
#include "backtest/run_plan.hpp"
#include "core/timestamp.hpp"
#include "core/workers.hpp"
#include "orders/order.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

// Does anything know of the future? The run is repeated on data that end at a cut, and on data
// whose bars after the cut are noise: whatever happened up to the cut must have happened in the
// same way, to the bit. In addition every fill must be later than its order.

namespace barometer::backtest {

struct CausalityCheck {
  core::Timestamp cut = 0;
  std::string future;      // "removed" or "noise"
  std::string difference;  // the first one as a sentence; empty: none
};

struct CausalityReport {
  std::vector<CausalityCheck> checks;
  std::vector<PluginTrial> trials;
  std::string early_fill;  // the first fill that is not later than its order; empty: none
  ComparedCounts compared;

  bool clean() const;

  // Whether a second run was the first; if not, no other difference says anything.
  bool same_twice() const;

  // Whether a cut or an early fill made a difference.
  bool knows_future() const;
};

// The first fill in the step of its own order or before it, in words; nullopt when there is none.
std::optional<std::string> early_fill(std::span<const orders::Fill> fills,
                                      const data::MarketData& market);

// Compares the tags of all dimensions, whether anything reads them or not, and the orders and fills
// up to each cut. The cuts are drawn from run.seed, every other one among the steps in which orders
// were made. `control.progress` is called from the calling thread.
CausalityReport check_causality(const Plan& plan, const Market& market, int cuts,
                                const Control& control = {});

}  // namespace barometer::backtest
