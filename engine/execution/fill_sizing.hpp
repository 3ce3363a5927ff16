// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "execution/fill_costs.hpp"
#include "portfolio/trading_context.hpp"

namespace barometer::execution {

// Makes units of orders for a notional or a target weight when they first meet a price
// (`broker.size_at: fill`; docs/execution.md, "Amounts"). All orders of one moment are sized
// against one equity, before the first of them fills.
class FillSizing {
 public:
  // The costs outlive this.
  FillSizing(const portfolio::TradingContext& context, FillCosts& costs);

  // [step] Takes the equity that the orders of this moment are sized against. REQUIRES: all symbols
  // are marked at the prices at which their orders meet them. What closing whole positions costs is
  // taken from it as they are sized: no weight pays for it.
  void begin(const data::Step& now);

  // [step] The order becomes one of fixed units at the price (quote currency, before slippage) that
  // it meets at that point of the symbol's bar, or
  // ends where there is nothing to buy or sell. REQUIRES: orders that close whole positions are
  // sized before all others; among the others those of a symbol in the order in which they were
  // sent.
  void size(const data::Step& now, orders::Slot slot, double price, orders::PricePoint point);

  // [step] Whether the order would leave nothing of its position.
  bool closes_whole(const data::Step& now, orders::Slot slot, double price,
                    orders::PricePoint point) const;

 private:
  // What one order is sized by.
  struct Case {
    FillTerms terms;      // of its fill; costs() fills in the quantity
    double unit = 0;      // account currency for one unit, before slippage
    double budget = 0;    // account currency
    double leverage = 1;  // that the budget was given: costs count by it
    double side = 1;      // on which the budget buys
    double there = 0;     // signed units: held, and what orders sent before may still do
    double from = 0;  // units on that side that the budget need not buy; < 0: to be closed first
    bool divides = false;  // a turn is two fills
  };

  Case case_of(const data::Step& now, orders::Slot slot, double price,
               orders::PricePoint point) const;
  double whole_quantity(const orders::WorkingOrder& order, const Case& each) const;
  double allowed_quantity(const orders::WorkingOrder& order, const Case& each, double whole) const;
  bm_order_reason reason_for_nothing(const orders::WorkingOrder& order, const Case& each,
                                     double whole) const;
  bm_order_reason rejection(const orders::WorkingOrder& order, const Case& each, double quantity,
                            double whole) const;
  bool may_divide(const orders::WorkingOrder& order) const;
  double closing_first(const Case& each, double quantity, double held) const;
  double units_within(const Case& each) const;
  double linear_units(const Case& each) const;

  // Account currency a unit that is bought or sold, and a unit that is held afterwards.
  struct Costs {
    double traded = 0;
    double held = 0;
  };

  double room_taken(const Case& each, double units) const;
  Costs costs(const Case& each, double traded, double filled_before) const;
  void pay_for_closing(const Case& each);

  portfolio::TradingContext context_;
  FillCosts& costs_;
  double equity_ = 0;  // account currency, >= 0
};

}  // namespace barometer::execution
