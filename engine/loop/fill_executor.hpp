// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "config/broker_config.hpp"
#include "core/reserved_log.hpp"
#include "data/bars.hpp"
#include "execution/bar_rules.hpp"
#include "execution/fill_pricing.hpp"
#include "loop/order_keeper.hpp"
#include "orders/instruments.hpp"
#include "orders/order_store.hpp"
#include "portfolio/account.hpp"

namespace barometer::loop {

// From an offer to a fill or a refusal: how much the bar's volume and the account allow, what it
// costs, and the books. Nothing here knows when or why the offer was made.
class FillExecutor {
 public:
  // All but the config outlive this.
  FillExecutor(const config::BrokerConfig& config, std::span<const orders::Instrument> instruments,
               execution::FillPricing& pricing, portfolio::Account& account,
               orders::OrderStore& desk, OrderKeeper& keeper, MarketView& view,
               std::size_t expected_fills);

  // [step] A new bar: its volume may be shared out. REQUIRES: participation is set.
  void open_bar(core::SymbolIndex symbol, const data::BarRow& bar);

  // [step] Fills the order at the offer as far as volume and account allow. Afterwards the order
  // is over, or has taken what it could get of this bar.
  void settle(orders::Step now, orders::Slot slot, const execution::FillPrice& offer);

  // Fills the order whole at the offer, whatever volume and account allow. The fill is told of the
  // symbol's latest bar.
  void force(orders::Step now, orders::Slot slot, const execution::FillPrice& offer) {
    pricing_.pass_to(now.time_ns);
    book(now, slot, desk_.order(slot).quantity, true, offer);
  }

  core::ReservedLog<orders::Fill> take_fills() { return std::move(fills_); }

 private:
  double wanted(const orders::WorkingOrder& order) const;
  double available(core::SymbolIndex symbol, double quantity) const;
  bool goes_short(core::SymbolIndex symbol, double quantity) const;
  double affordable_part(orders::Step now, const orders::WorkingOrder& order, double quantity,
                         const execution::FillPrice& offer) const;
  execution::FillTerms terms_of(orders::Step now, const orders::WorkingOrder& order,
                                double quantity, const execution::FillPrice& offer) const;
  void get_nothing(orders::Step now, orders::Slot slot, const execution::FillPrice& offer);
  void take_part(orders::Step now, orders::Slot slot, double quantity,
                 const execution::FillPrice& offer);
  void book(orders::Step now, orders::Slot slot, double quantity, bool last,
            const execution::FillPrice& offer);
  void trigger_if_stop(orders::Step now, orders::Slot slot, const execution::FillPrice& offer);
  BarPoint at(core::SymbolIndex symbol, const execution::FillPrice& offer) const;

  config::BrokerConfig config_;
  std::span<const orders::Instrument> instruments_;
  execution::FillPricing& pricing_;
  portfolio::Account& account_;
  orders::OrderStore& desk_;
  OrderKeeper& keeper_;
  MarketView& view_;
  std::vector<double> volume_left_;  // per symbol, units of the latest bar; with participation only
  core::ReservedLog<orders::Fill> fills_;
};

}  // namespace barometer::loop
