// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "execution/bar_path.hpp"
#include "execution/fill_executor.hpp"
#include "execution/match_pass.hpp"
#include "execution/price_rules.hpp"
#include "execution/quotes.hpp"
#include "portfolio/trading_context.hpp"

namespace barometer::execution {

// What happens to resting orders between open and close of their bars: along a path that the
// config states, or, of an unknown one, the worst for a position (docs/execution.md, "Inside a
// bar").
class IntrabarMatching {
 public:
  // The executor outlives this.
  IntrabarMatching(const portfolio::TradingContext& context, FillExecutor& executor);

  // [step] Orders of these symbols meet the insides of their latest bars.
  void meet(const data::Step& now, std::span<const core::SymbolIndex> symbols);

  // Bars whose fills depend on the way that prices went inside, counted per symbol.
  std::int64_t ambiguous_bars() const { return ambiguous_; }

 private:
  const orders::WorkingOrder& order(orders::Slot slot) const { return context_.store.order(slot); }

  const data::BarRow& bar(core::SymbolIndex symbol) const { return context_.cursor.bar(symbol); }

  std::int64_t index(core::SymbolIndex symbol) const { return context_.cursor.index(symbol); }

  // Behind the open, whose spread is not that of the inside.
  bool is_touched(const orders::WorkingOrder& order) const {
    const double half = half_spreads(context_, order.symbol).inside;
    return touches(order, bar(order.symbol), {half, half, half}, context_.config.limit_touch);
  }

  void meet_unknown_way(const data::Step& now, core::SymbolIndex symbol, MatchPass pass);
  void try_stop(const data::Step& now, orders::Slot slot);
  void try_stop_limit(const data::Step& now, orders::Slot slot, const Trigger& trigger);
  void try_limit(const data::Step& now, orders::Slot slot);
  bool yields_to_stop(const orders::WorkingOrder& limit) const;
  void meet_children(const data::Step& now, core::SymbolIndex symbol, std::uint64_t parent);

  void walk(const data::Step& now, core::SymbolIndex symbol);
  orders::Slot next_on(const BarPath& path, core::SymbolIndex symbol, BarPath::Place& place) const;
  void arrive(const data::Step& now, orders::Slot slot, const BarPath::Place& place);

  bool may_try(const orders::WorkingOrder& order) const;
  void execute(const data::Step& now, orders::Slot slot, const FillPrice& price);
  bool sibling_touched(const orders::WorkingOrder& order) const;
  bool child_touched(core::SymbolIndex symbol, std::uint64_t parent) const;
  void count_ambiguous(core::SymbolIndex symbol);

  portfolio::TradingContext context_;
  FillExecutor& executor_;
  std::vector<std::int64_t> last_ambiguous_;  // per symbol: the latest such bar
  std::int64_t ambiguous_ = 0;
};

}  // namespace barometer::execution
