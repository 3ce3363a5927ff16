// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/export.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace barometer::backtest {

// What a finished run left behind. Immutable; copies share one value, which keeps plan, market and
// tags of the run alive. Times are close times in ns since 1970 UTC; amounts are in the account's
// currency, prices in the symbol's.
class BAROMETER_API Result {
 public:
  struct EquityPoint {
    std::int64_t time_ns = 0;
    double cash = 0;
    double equity = 0;
    double gross = 0;  // sum of |position value|
    double net = 0;    // sum of position values
  };

  static constexpr std::size_t kNoSymbol = static_cast<std::size_t>(-1);

  struct Order {
    std::uint64_t id = 0;      // 1, 2, ...: also its index in orders() + 1
    std::size_t symbol = 0;    // index in Market::symbols(); kNoSymbol: it named none
    std::int64_t time_ns = 0;  // of the step that made it
    double quantity = 0;       // signed
    std::string status;        // "filled", "accepted" (still working), "rejected", "cancelled"
    std::string reason;        // why it was rejected or cancelled; else empty
  };

  struct Fill {
    std::uint64_t order_id = 0;
    std::size_t symbol = 0;
    std::int64_t time_ns = 0;
    double quantity = 0;  // signed
    double price = 0;     // paid, slippage included
    double commission = 0;
  };

  // A number of the run's report under the key that run.json gives it ("sharpe"); docs/metrics.md
  // lists all with their units. An undefined one has no value; times are ns since 1970 UTC.
  struct Metric {
    std::string key;
    std::optional<double> value;
  };

  // One point per step of the window.
  std::vector<EquityPoint> equity() const;

  // Every order in the order of arrival, rejected ones included.
  std::vector<Order> orders() const;

  // In the order in which they happened.
  std::vector<Fill> fills() const;

  std::vector<Metric> metrics() const;

  // The metric with this key; nothing where it is undefined. Throws Error{bad_input} with the
  // nearest key where there is no such metric.
  std::optional<double> metric(std::string_view key) const;

  // Equal for two runs exactly when their fills and equity are equal to the bit.
  const std::string& fingerprint() const;

  // Codes of what a reader of the numbers should know.
  std::vector<std::string> warnings() const;

  struct State;  // of the engine

  explicit Result(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  const State& state() const { return *state_; }

 private:
  std::shared_ptr<const State> state_;
};

}  // namespace barometer::backtest
