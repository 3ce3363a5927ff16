// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "broker/order_desk.hpp"
#include "config/run_config.hpp"
#include "data/bars.hpp"
#include "loop/market_view.hpp"
#include "loop/order_keeper.hpp"
#include "loop/settlement.hpp"
#include "portfolio/account.hpp"

namespace barometer {

enum class Pass { reducing, all };

// What those who let orders meet bars work on; everything outlives them.
struct MatchContext {
  const BrokerConfig& config;
  const MarketData& market;
  const MarketView& view;
  Account& account;
  OrderDesk& desk;
  OrderKeeper& keeper;
  Settlement& settlement;

  // Of the symbol's latest bar.
  std::int64_t index(SymbolIndex symbol) const { return view.bar_count(symbol) - 1; }

  const BarRow& bar(SymbolIndex symbol) const {
    return market.symbols[symbol].bars[static_cast<std::size_t>(index(symbol))];
  }

  const bm_calendar_row& calendar(SymbolIndex symbol) const {
    return market.symbols[symbol].calendar[static_cast<std::size_t>(index(symbol))];
  }

  bool in_pass(Slot slot, Pass pass) const;

  // Visits the living orders of the symbol, oldest first; they may end meanwhile.
  template <class Visit>
  void for_each_order(SymbolIndex symbol, Visit visit) const {
    for (Slot slot = desk.first(symbol); slot != 0; slot = desk.next(slot)) {
      if (!desk.order(slot).over()) {
        visit(slot);
      }
    }
  }
};

}  // namespace barometer
