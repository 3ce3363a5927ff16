// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "broker/bar_rules.hpp"
#include "broker/instruments.hpp"
#include "broker/order_desk.hpp"
#include "config/run_config.hpp"
#include "core/reserved_log.hpp"
#include "data/bars.hpp"
#include "loop/fill_pricing.hpp"
#include "loop/order_keeper.hpp"
#include "portfolio/account.hpp"

namespace barometer {

// From an offer to a fill or a refusal: how much the bar's volume and the account allow, what it
// costs, and the books. Nothing here knows when or why the offer was made.
class Settlement {
 public:
  // All but the config outlive this.
  Settlement(const BrokerConfig& config, std::span<const Instrument> instruments,
             FillPricing& pricing, Account& account, OrderDesk& desk, OrderKeeper& keeper,
             MarketView& view, std::size_t expected_fills);

  // [step] A new bar: its volume may be shared out. REQUIRES: participation is set.
  void open_bar(SymbolIndex symbol, const BarRow& bar);

  // [step] Fills the order at the offer as far as volume and account allow. Afterwards the order
  // is over, or has taken what it could get of this bar.
  void settle(Moment now, Slot slot, const Offer& offer);

  // Fills the order whole at the offer, whatever volume and account allow. The fill is told of the
  // symbol's latest bar.
  void force(Moment now, Slot slot, const Offer& offer) {
    pricing_.pass_to(now.time_ns);
    book(now, slot, desk_.order(slot).quantity, true, offer);
  }

  ReservedLog<Fill> take_fills() { return std::move(fills_); }

 private:
  double wanted(const WorkingOrder& order) const;
  double available(SymbolIndex symbol, double quantity) const;
  bool goes_short(SymbolIndex symbol, double quantity) const;
  double affordable_part(Moment now, const WorkingOrder& order, double quantity,
                         const Offer& offer) const;
  FillTerms terms_of(Moment now, const WorkingOrder& order, double quantity,
                     const Offer& offer) const;
  void get_nothing(Moment now, Slot slot, const Offer& offer);
  void take_part(Moment now, Slot slot, double quantity, const Offer& offer);
  void book(Moment now, Slot slot, double quantity, bool last, const Offer& offer);
  void trigger_if_stop(Moment now, Slot slot, const Offer& offer);
  BarPoint at(SymbolIndex symbol, const Offer& offer) const;

  BrokerConfig config_;
  std::span<const Instrument> instruments_;
  FillPricing& pricing_;
  Account& account_;
  OrderDesk& desk_;
  OrderKeeper& keeper_;
  MarketView& view_;
  std::vector<double> volume_left_;  // per symbol, units of the latest bar; with participation only
  ReservedLog<Fill> fills_;
};

}  // namespace barometer
