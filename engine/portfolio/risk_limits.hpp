// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "config/run_config.hpp"
#include "data/day.hpp"
#include "portfolio/account.hpp"

namespace barometer {

// How often each rule closed a symbol, or cut or refused an order; those that never did are left
// out.
using RiskActions = std::vector<std::pair<bm_reject_reason, std::int64_t>>;

// What the engine holds against the strategy, judged at each step's close: the maintenance margin
// and the limits of `risk:`. Rules only; who sends and refuses orders asks here.
//
// Order of precedence (docs/execution.md): liquidation, max_drawdown, max_daily_loss; then the
// conditions on tags; then max_weight, max_gross, max_net; last orders_per_step.
class RiskLimits {
 public:
  RiskLimits(const RiskConfig& risk, const BrokerConfig& broker, std::size_t symbols);

  // False where nothing is stated: then nothing else needs to be called.
  bool active() const { return active_; }

  // [step] The account at the close of a step of session `date`. `working` has the signed units on
  // their way, per symbol.
  void judge(const Account& account, const EquityPoint& now, Day date,
             std::span<const double> working);

  // Why the symbol is to be closed and all its orders refused; BM_REJECT_NONE if not.
  bm_reject_reason closes(SymbolIndex symbol) const;

  struct Cut {
    double quantity = 0;  // signed units that are left
    bm_reject_reason reason = BM_REJECT_NONE;
  };

  // [step] What the limits leave of an order: only the part that increases the position, with what
  // works added to it, is cut.
  Cut cut(SymbolIndex symbol, double quantity) const;

  // [step] An order of the strategy was taken. full(): no further one is, in this step.
  void accepted(SymbolIndex symbol, double quantity);

  bool full() const { return risk_.orders_per_step && taken_ >= *risk_.orders_per_step; }

  // [step] A rule closed a symbol, or cut or refused an order.
  void count(bm_reject_reason reason) { ++actions_[static_cast<std::size_t>(reason)]; }

  RiskActions actions() const;

 private:
  static constexpr std::size_t kReasons = 64;

  void judge_stops(double equity, Day date);
  void judge_margin(const Account& account, const EquityPoint& now);
  // What may be opened beside `kept` units on `side` (1 or -1), and the limit that says so. May be
  // negative.
  Cut room_for(SymbolIndex symbol, double kept, double side) const;
  void plan(const Account& account, const EquityPoint& now, std::span<const double> working);

  RiskConfig risk_;
  double maintenance_;
  double leverage_;
  bool active_;
  double peak_;
  double session_base_;
  double last_equity_;
  Day session_;
  bool broken_drawdown_ = false;
  bool broken_day_ = false;
  bool liquidating_ = false;
  std::vector<std::uint8_t> liquidated_;  // per symbol
  std::vector<SymbolIndex> by_size_;
  std::vector<double> planned_;     // per symbol: signed units held and working
  std::vector<double> unit_value_;  // per symbol: account currency a unit, at the last close
  double equity_ = 0;
  double gross_ = 0;  // of what is planned
  double net_ = 0;
  int taken_ = 0;
  std::array<std::int64_t, kReasons> actions_{};
};

}  // namespace barometer
