// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>

#include "broker/order_desk.hpp"
#include "config/run_config.hpp"
#include "core/reserved_log.hpp"
#include "data/bars.hpp"
#include "loop/fill_pricing.hpp"
#include "loop/market_view.hpp"
#include "portfolio/account.hpp"

namespace barometer {

// Lets working orders meet bars (docs/execution.md, "When and at what price"): prices them, asks
// the account whether it can carry them, and books the fills. Within a step orders that reduce a
// position go first, then the others; among equals config order, then sequence.
class Matching {
 public:
  Matching(const BrokerConfig& config, const MarketData& market, FillPricing& pricing,
           Account& account, OrderDesk& desk, MarketView& view, std::size_t expected_fills);

  // [step] Orders of earlier steps meet this step's bars; nothing under `same_close`.
  void meet_bars(Moment now, std::span<const SymbolIndex> active);

  // [step] Under `same_close`, this step's orders fill at the close that made them.
  void meet_own_close(Moment now, std::span<const SymbolIndex> active);

  // Cancels what still works when the data end.
  void end_of_data(Moment now);

  ReservedLog<Fill> take_fills() { return std::move(fills_); }

 private:
  enum class Pass { reducing, all };

  void meet(Moment now, std::span<const SymbolIndex> active);
  void meet_symbol(Moment now, SymbolIndex symbol, Pass pass);
  void try_fill(Moment now, const OrderRecord& order);
  void fill(Moment now, const OrderRecord& order, double quantity);
  void reject(Moment now, const OrderRecord& order, bm_reject_reason reason);
  bool goes_short(const OrderRecord& order) const;
  double raw_price(SymbolIndex symbol) const;
  FillTerms terms_of(Moment now, const OrderRecord& order, double quantity) const;
  void show(SymbolIndex symbol);

  BrokerConfig config_;
  const MarketData& market_;
  FillPricing& pricing_;
  Account& account_;
  OrderDesk& desk_;
  MarketView& view_;
  ReservedLog<Fill> fills_;
};

}  // namespace barometer
