// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "execution/fill_executor.hpp"
#include "execution/fill_sizing.hpp"
#include "execution/intrabar.hpp"
#include "execution/match_pass.hpp"
#include "portfolio/trading_context.hpp"

namespace barometer::execution {

// Lets open orders meet bars (docs/execution.md, "When and at what price"). In a step first all
// opens, then what lies inside the bars, then all closes. Orders that reduce a position go first,
// then the others; among equals config order, then sequence.
class Matching {
 public:
  // Pricing and executor outlive this.
  Matching(const portfolio::TradingContext& context, FillCosts& costs, FillExecutor& executor);

  // [step] Orders of earlier steps meet this step's bars; not yet market orders under `same_close`.
  void meet_bars(const data::Step& now) {
    executor_.open_bars(now);
    if (context_.store.open_orders().size() != 0) {
      meet_orders(now);
    }
  }

  // [step] Under `same_close`, market orders fill at the close that made them.
  void meet_own_close(const data::Step& now);

  // Bars whose fills depend on the way that prices went inside, counted per symbol.
  std::int64_t ambiguous_bars() const { return intrabar_.ambiguous_bars(); }

 private:
  const orders::WorkingOrder& order(orders::Slot slot) const { return context_.store.order(slot); }

  const data::BarRow& bar(core::SymbolIndex symbol) const { return context_.cursor.bar(symbol); }

  std::int64_t index(core::SymbolIndex symbol) const { return context_.cursor.index(symbol); }

  bool follows(const orders::WorkingOrder& order, config::FillRule rule) const {
    return order.traits().by_fill_rule && context_.config.fill == rule;
  }

  void meet_orders(const data::Step& now);
  void find_touched(const data::Step& now);
  bool touched(const data::Step& now, core::SymbolIndex symbol);
  void meet_opens(const data::Step& now);
  void meet_closes(const data::Step& now);
  void end_bars(const data::Step& now);
  void end_bar(const data::Step& now, core::SymbolIndex symbol);
  void try_open(const data::Step& now, orders::Slot slot);
  void try_open_stop(const data::Step& now, orders::Slot slot);
  void try_open_limit(const data::Step& now, orders::Slot slot);
  void try_close(const data::Step& now, orders::Slot slot);
  void try_own_close(const data::Step& now, orders::Slot slot, MatchPass pass);
  bool meets_open(const orders::WorkingOrder& order) const;
  bool meets_close(const orders::WorkingOrder& order) const;
  bool meets_own_close(const orders::WorkingOrder& order) const;
  void mark(const data::Step& now, double data::BarRow::*price);
  using Meets = bool (Matching::*)(const orders::WorkingOrder&) const;
  void size(const data::Step& now, std::span<const core::SymbolIndex> symbols, Meets meets,
            double data::BarRow::*price);
  bool is_of_earlier_session(const orders::WorkingOrder& order) const;
  bm_order_reason expiry_reason(const orders::WorkingOrder& order) const;

  portfolio::TradingContext context_;
  FillSizing sizing_;
  FillExecutor& executor_;
  IntrabarMatching intrabar_;
  std::vector<core::SymbolIndex> touched_;  // symbols for whose orders this step's bars matter
};

}  // namespace barometer::execution
