// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/broker_config.hpp"
#include "data/bars.hpp"
#include "loop/fill_executor.hpp"
#include "loop/market_view.hpp"
#include "loop/order_keeper.hpp"
#include "orders/order_store.hpp"
#include "portfolio/account.hpp"

namespace barometer::loop {

enum class Pass { reducing, all };

// What those who let orders meet bars work on; everything outlives them.
struct MatchContext {
  const config::BrokerConfig& config;
  const data::MarketData& market;
  const MarketView& view;
  portfolio::Account& account;
  orders::OrderStore& desk;
  OrderKeeper& keeper;
  FillExecutor& settlement;

  // Of the symbol's latest bar.
  std::int64_t index(core::SymbolIndex symbol) const { return view.bar_count(symbol) - 1; }

  const data::BarRow& bar(core::SymbolIndex symbol) const {
    return market.symbols[symbol].bars[static_cast<std::size_t>(index(symbol))];
  }

  const bm_calendar_row& calendar(core::SymbolIndex symbol) const {
    return market.symbols[symbol].calendar[static_cast<std::size_t>(index(symbol))];
  }

  bool in_pass(orders::Slot slot, Pass pass) const;

  // Visits the living orders of the symbol, oldest first; they may end meanwhile.
  template <class Visit>
  void for_each_order(core::SymbolIndex symbol, Visit visit) const {
    for (orders::Slot slot = desk.first(symbol); slot != 0; slot = desk.next(slot)) {
      if (!desk.order(slot).over()) {
        visit(slot);
      }
    }
  }
};

}  // namespace barometer::loop
