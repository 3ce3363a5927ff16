// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/control.hpp>
#include <barometer/backtest/api/export.hpp>
#include <barometer/backtest/api/market.hpp>
#include <barometer/backtest/api/plan.hpp>
#include <memory>
#include <span>
#include <utility>

namespace barometer::backtest {

// The tags of a market's bars, computed once and shared: any number of runs on any number of
// threads may use them at once, and copies share one value. Each dimension is a column of its own.
// A run sees those that its plan reads; one that is missing is computed when the first run asks for
// it, with the same bits, and kept.
class BAROMETER_API Tags {
 public:
  // Computes the dimensions that at least one of these plans reads; plans with equal taggers share
  // their columns. Throws Error{bad_input} where a plan was not made for this market,
  // Error{plugin_failed} where a tagger fails.
  static Tags compute(std::span<const Plan> plans, const Market& market,
                      const Control& control = {});

  // Computes every dimension that the plan's taggers declare.
  static Tags compute_all(const Plan& plan, const Market& market, const Control& control = {});

  struct State;  // of the engine

  explicit Tags(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  const State& state() const { return *state_; }

 private:
  std::shared_ptr<const State> state_;
};

}  // namespace barometer::backtest
