// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "conformance/law.hpp"
#include "conformance/strategy_watch.hpp"
#include "data/market_data.hpp"

namespace barometer::backtest {
struct RunPlan;
}  // namespace barometer::backtest

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::conformance {

// What came of a run besides the orders that were sent.
struct BrokerFindings {
  std::int64_t invalid = 0;         // orders rejected as invalid, unsupported, or for want of room
  std::int64_t first_invalid = -1;  // step
  std::int64_t early = 0;           // dropped before the end of the strategy's own warm-up
  std::int64_t fills = 0;
};

struct StrategyRun {
  WatchFindings seen;
  BrokerFindings broker;
};

// What the laws of strategies are tried on: the strategy, its taggers and a market.
class StrategyBench {
 public:
  // `whole` has at least as many symbols as kMany; `market` is made of it and has a gap, a late
  // start and an early end. All outlive this.
  StrategyBench(const config::RunConfig& config, const backtest::RunPlan& plan,
                const data::MarketData& whole, const data::MarketData& market,
                AllocationCounter counter)
      : config_(config), plan_(plan), whole_(whole), market_(market), allocations_(counter) {}

  const data::MarketData& whole() const { return whole_; }

  const data::MarketData& market() const { return market_; }

  AllocationCounter allocations() const { return allocations_; }

  // The strategy under watch.
  StrategyWatch watch(WatchOptions options) const;

  // Runs the strategy on a market as `barometer run` would. `tagged`: with the plan's taggers, else
  // with none. Steps before `first_step` warm up. Throws core::Error as a run does.
  StrategyRun run(const data::MarketData& market, StrategyWatch& watch, bool tagged = true,
                  std::int64_t first_step = 0) const;

  // The same with a strategy of its own; throws LawBroken where the run fails.
  StrategyRun must_run(const data::MarketData& market, WatchOptions options,
                       const std::string& done) const;

  // A plain run of market(). Throws LawPassedOver when it fails: the law `answers` says how.
  const StrategyRun& plain();

  // Throws LawBroken where orders differ up to and including `last`, a close time.
  void require_same(const RecordedOrders& second, core::Timestamp last, const std::string& done);

  void require_same(const RecordedOrders& second, const std::string& done);

  // "step 17 at 2022-01-01T18:00:00Z".
  std::string step_text(std::int64_t step) const;

 private:
  const config::RunConfig& config_;
  const backtest::RunPlan& plan_;
  const data::MarketData& whole_;
  const data::MarketData& market_;
  AllocationCounter allocations_;
  std::optional<StrategyRun> plain_;
};

}  // namespace barometer::conformance
