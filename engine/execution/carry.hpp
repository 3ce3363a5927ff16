// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "core/reserved_log.hpp"
#include "core/timestamp.hpp"
#include "data/split_ratio.hpp"
#include "portfolio/cash_event.hpp"
#include "portfolio/trading_context.hpp"

namespace barometer::execution {

// What holding brings and costs (docs/execution.md, "Carry"): interest and borrow fees over
// night, splits and dividends at the open, funding at its times.
class Carry {
 public:
  // Nothing is charged up to and including `first_step`.
  Carry(const portfolio::TradingContext& context, std::int64_t first_step);

  // [step] Before orders meet the bars: the nights since the last session, then the corporate
  // actions of the symbols that have a bar.
  void before_bars(const data::Step& now) {
    if (overnight_ || actions_) {
      open_session(now);
    }
  }

  // [step] After the account is marked at the closes.
  void after_mark(const data::Step& now) {
    if (funding_) {
      fund(now);
    }
  }

  core::ReservedLog<portfolio::CashEvent> take_events() { return std::move(events_); }

 private:
  void open_session(const data::Step& now);
  void charge_nights(const data::Step& now, double nights);
  void charge_interest(const data::Step& now, double nights);
  void charge_borrow(const data::Step& now, core::SymbolIndex symbol, double nights);
  void apply_actions(const data::Step& now, core::SymbolIndex symbol);
  void pay_dividend(const data::Step& now, core::SymbolIndex symbol, double per_unit);
  void split(const data::Step& now, core::SymbolIndex symbol, const data::SplitRatio& ratio);
  void fund(const data::Step& now);
  portfolio::CashEvent event(portfolio::CashKind kind, const data::Step& now,
                             core::SymbolIndex symbol, double rate, double amount) const;

  portfolio::TradingContext context_;
  std::int64_t first_step_;
  bool overnight_ = false;
  bool actions_ = false;
  bool funding_ = false;
  core::Day session_ = 0;                 // latest session date of a bar
  std::vector<std::size_t> next_action_;  // per symbol: the first that has not been applied
  std::vector<data::SplitRatio> units_;   // per symbol: now in one of its first bar
  core::ReservedLog<portfolio::CashEvent> events_;
};

}  // namespace barometer::execution
