// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "core/reserved_log.hpp"
#include "execution/fill_costs.hpp"
#include "execution/price_rules.hpp"
#include "portfolio/trading_context.hpp"

namespace barometer::execution {

// From a price that a bar gives an order to a fill or a rejection: how much the bar's volume and
// the account allow, what it costs, and the books. Nothing here knows when or why that price was
// met.
class FillExecutor {
 public:
  // The costs outlive this. `expected_fills` only sizes the reserved address space.
  FillExecutor(const portfolio::TradingContext& context, FillCosts& costs,
               std::size_t expected_fills);

  // [step] The bars of a new step: their volume may be shared out.
  void open_bars(const data::Step& now) {
    if (!volume_left_.empty()) {
      share_out_volume(now);
    }
  }

  // [step] Fills the order at the price as far as volume and account allow. Afterwards the order
  // is over, or has filled as far as it can in this bar.
  void execute(const data::Step& now, orders::Slot slot, const FillPrice& price);

  // Closes every position at the symbol's last close, whatever volume and account allow.
  void close_positions(const data::Step& now);

  // In the order in which they happened.
  const core::ReservedLog<orders::Fill>& fills() const { return fills_; }

  // Of orders that were rejected for buying power, account currency at the prices that they met.
  struct Unaffordable {
    double notional = 0;
    double affordable = 0;  // what each alone would have got under OnShortfall::scale
  };

  const Unaffordable& unaffordable() const { return unaffordable_; }

  core::ReservedLog<orders::Fill> take_fills() { return std::move(fills_); }

 private:
  void share_out_volume(const data::Step& now);
  double requested(const orders::WorkingOrder& order) const;
  double volume_cap(core::SymbolIndex symbol, double quantity) const;
  void take_volume(core::SymbolIndex symbol, double units);
  bool has_rested(const orders::WorkingOrder& order) const;
  bool goes_short(core::SymbolIndex symbol, double quantity) const;
  double affordable_part(const data::Step& now, const orders::WorkingOrder& order, double quantity,
                         const FillPrice& price) const;
  FillTerms terms_of(const data::Step& now, const orders::WorkingOrder& order, double quantity,
                     const FillPrice& price) const;
  void skip_bar(const data::Step& now, orders::Slot slot, const FillPrice& price);
  void fill_partially(const data::Step& now, orders::Slot slot, double quantity,
                      const FillPrice& price);
  void book(const data::Step& now, orders::Slot slot, double quantity, bool last,
            const FillPrice& price);
  void trigger_if_stop(const data::Step& now, orders::Slot slot, const FillPrice& price);
  orders::BarPoint point_of(core::SymbolIndex symbol, const FillPrice& price) const;

  portfolio::TradingContext context_;
  FillCosts& costs_;
  std::vector<double> volume_left_;  // per symbol, units of the latest bar; with participation only
  core::ReservedLog<orders::Fill> fills_;
  Unaffordable unaffordable_;
};

}  // namespace barometer::execution
