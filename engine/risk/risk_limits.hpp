// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "config/risk_config.hpp"
#include "core/timestamp.hpp"
#include "orders/exposure.hpp"
#include "orders/instruments.hpp"
#include "portfolio/account.hpp"
#include "risk/risk_actions.hpp"

namespace barometer::config {
struct BrokerConfig;
}

namespace barometer::risk {

// The limits that the engine sets the strategy, judged at each step's close: the maintenance margin
// and the limits of `risk:`. Rules only; PreTradeCheck asks here, and accepts or rejects orders.
//
// Order of precedence (docs/execution.md): liquidation, max_drawdown, max_daily_loss; then the
// conditions on tags; then max_weight, max_gross, max_net; last orders_per_step.
class RiskLimits {
 public:
  // `instruments`, one per symbol, outlive this; none: no lots.
  RiskLimits(const config::RiskConfig& risk, const config::BrokerConfig& broker,
             std::size_t symbols, std::span<const orders::Instrument> instruments = {});

  // False where nothing is stated: then nothing else needs to be called.
  bool active() const { return active_; }

  // [step] The account at the close of a step of session `date`.
  void judge(const portfolio::Account& account, const portfolio::EquityPoint& now, core::Day date);

  // Some symbol may have to be closed.
  bool closing() const { return liquidating_ || broken_drawdown_ || broken_day_; }

  // Why the symbol is to be closed and all its orders are rejected; BM_REASON_NONE if not.
  bm_order_reason closes(core::SymbolIndex symbol) const;

  // What is to be closed of the position, signed as it is: all of it, but for the last position
  // that is liquidated to the boundary. REQUIRES: closes(symbol).
  double closed_units(const portfolio::Position& position, core::SymbolIndex symbol) const;

  struct Cut {
    double quantity = 0;  // signed units that are left
    bm_order_reason reason = BM_REASON_NONE;
  };

  // [step] Where the symbol may end, and the account currency one unit is worth. REQUIRES: once for
  // every symbol after judge() before orders are cut, and again whenever its orders have changed.
  void plan(core::SymbolIndex symbol, const orders::ExposureRange& range, double unit_value);

  // [step] What the limits leave of an order: only the part that adds to where the symbol may end
  // is cut.
  Cut cut(core::SymbolIndex symbol, double quantity) const;

  // [step] An order of the strategy was taken. full(): no further one is, in this step.
  void take() { ++taken_; }

  bool full() const { return risk_.orders_per_step && taken_ >= *risk_.orders_per_step; }

  // [step] A rule closed a symbol, or cut or rejected an order.
  void count(bm_order_reason reason) { ++actions_[static_cast<std::size_t>(reason)]; }

  RiskActions actions() const;

 private:
  static constexpr std::size_t kReasons = 64;

  struct Plan {
    orders::ExposureRange range;
    double unit_value = 0;  // account currency a unit, at the last close

    double gross() const { return std::max(-range.min, range.max) * unit_value; }
  };

  void judge_stops(double equity, core::Day date);
  void judge_margin(const portfolio::Account& account, const portfolio::EquityPoint& now);
  double liquidated_units(const portfolio::Position& position, core::SymbolIndex symbol,
                          double excess) const;
  // What may be opened on `side` (1 or -1) beside what may be there already, and the limit that
  // says so. May be negative.
  Cut room_for(core::SymbolIndex symbol, double side) const;

  config::RiskConfig risk_;
  double maintenance_;
  double leverage_;
  bool to_boundary_;
  std::span<const orders::Instrument> instruments_;
  bool active_;
  double peak_;
  double session_base_;
  double last_equity_;
  core::Day session_;
  bool broken_drawdown_ = false;
  bool broken_day_ = false;
  bool liquidating_ = false;
  std::vector<std::uint8_t> liquidated_;  // per symbol
  std::vector<double> liquidated_units_;  // per symbol, of those: units, >= 0
  std::vector<core::SymbolIndex> by_size_;
  std::vector<Plan> plans_;  // per symbol
  double equity_ = 0;
  double gross_ = 0;    // of the plans
  double net_min_ = 0;  // net of the plans, if all that sells has filled
  double net_max_ = 0;  // the same of what buys
  int taken_ = 0;
  std::array<std::int64_t, kReasons> actions_{};
};

}  // namespace barometer::risk
