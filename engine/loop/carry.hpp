// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "config/broker_config.hpp"
#include "core/reserved_log.hpp"
#include "data/bars.hpp"
#include "loop/market_view.hpp"
#include "orders/instruments.hpp"
#include "orders/order_store.hpp"
#include "portfolio/account.hpp"
#include "portfolio/cash_event.hpp"

namespace barometer::loop {

// What holding brings and costs (docs/execution.md, "Holding"): interest and borrow fees over
// night, splits and dividends at the open, funding at its times.
class Carry {
 public:
  // All but the config outlive this; nothing happens before `first_step`.
  Carry(const config::BrokerConfig& config, const data::MarketData& market, std::int64_t first_step,
        portfolio::Account& account, orders::OrderStore& desk, MarketView& view);

  // [step] Before orders meet the bars: the nights since the last session, then what happened to
  // the symbols that have a bar. The bars are already shown.
  void before_bars(orders::Step now, std::span<const core::SymbolIndex> active) {
    if (overnight_ || actions_) {
      open_session(now, active);
    }
  }

  // [step] After the account is marked at the closes.
  void after_mark(orders::Step now) {
    if (funding_) {
      fund(now);
    }
  }

  core::ReservedLog<portfolio::CashEvent> take_events() { return std::move(events_); }

 private:
  void open_session(orders::Step now, std::span<const core::SymbolIndex> active);
  void charge_nights(orders::Step now, double nights);
  void charge_interest(orders::Step now, double nights);
  void charge_borrow(orders::Step now, core::SymbolIndex symbol, double nights);
  void act(orders::Step now, core::SymbolIndex symbol);
  void pay_dividend(orders::Step now, core::SymbolIndex symbol, double per_unit);
  void split(orders::Step now, core::SymbolIndex symbol, double ratio);
  void fund(orders::Step now);
  portfolio::CashEvent event(portfolio::CashKind kind, orders::Step now, core::SymbolIndex symbol,
                             double rate, double amount) const;

  config::InterestConfig interest_;
  std::vector<orders::Instrument> instruments_;
  const data::MarketData& market_;
  std::int64_t first_step_;
  portfolio::Account& account_;
  orders::OrderStore& desk_;
  MarketView& view_;
  bool overnight_ = false;
  bool actions_ = false;
  bool funding_ = false;
  data::Day session_ = 0;                 // latest session date of a bar
  std::vector<std::size_t> next_action_;  // per symbol: the first that has not happened
  core::ReservedLog<portfolio::CashEvent> events_;
};

}  // namespace barometer::loop
