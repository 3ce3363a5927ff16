// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "broker/instruments.hpp"
#include "broker/order_desk.hpp"
#include "config/run_config.hpp"
#include "core/reserved_log.hpp"
#include "data/bars.hpp"
#include "loop/market_view.hpp"
#include "portfolio/account.hpp"
#include "portfolio/cash_event.hpp"

namespace barometer {

// What holding brings and costs (docs/execution.md, "Holding"): interest and borrow fees over
// night, splits and dividends at the open, funding at its times.
class Holding {
 public:
  // All but the config outlive this; nothing happens before `first_step`.
  Holding(const BrokerConfig& config, const MarketData& market, std::int64_t first_step,
          Account& account, OrderDesk& desk, MarketView& view);

  // [step] Before orders meet the bars: the nights since the last session, then what happened to
  // the symbols that have a bar. The bars are already shown.
  void before_bars(Moment now, std::span<const SymbolIndex> active) {
    if (overnight_ || actions_) {
      open_session(now, active);
    }
  }

  // [step] After the account is marked at the closes.
  void after_mark(Moment now) {
    if (funding_) {
      fund(now);
    }
  }

  ReservedLog<CashEvent> take_events() { return std::move(events_); }

 private:
  void open_session(Moment now, std::span<const SymbolIndex> active);
  void charge_nights(Moment now, double nights);
  void charge_interest(Moment now, double nights);
  void charge_borrow(Moment now, SymbolIndex symbol, double nights);
  void act(Moment now, SymbolIndex symbol);
  void pay_dividend(Moment now, SymbolIndex symbol, double per_unit);
  void split(Moment now, SymbolIndex symbol, double ratio);
  void fund(Moment now);
  CashEvent event(CashKind kind, Moment now, SymbolIndex symbol, double rate, double amount) const;

  InterestConfig interest_;
  std::vector<Instrument> instruments_;
  const MarketData& market_;
  std::int64_t first_step_;
  Account& account_;
  OrderDesk& desk_;
  MarketView& view_;
  bool overnight_ = false;
  bool actions_ = false;
  bool funding_ = false;
  Day session_ = 0;                       // latest session date of a bar
  std::vector<std::size_t> next_action_;  // per symbol: the first that has not happened
  ReservedLog<CashEvent> events_;
};

}  // namespace barometer
