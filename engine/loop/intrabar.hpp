// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "execution/bar_path.hpp"
#include "execution/bar_rules.hpp"
#include "loop/match_context.hpp"

namespace barometer::loop {

// What happens to resting orders between open and close of their bars: along a path that the
// config states, or, of an unknown one, the worst for a position (docs/execution.md, "Inside a
// bar").
class IntrabarMatching {
 public:
  explicit IntrabarMatching(const MatchContext& context);

  // [step] Orders of these symbols meet the insides of their latest bars.
  void meet(orders::Step now, std::span<const core::SymbolIndex> symbols);

  // Bars whose fills depend on the way that prices went inside, counted per symbol.
  std::int64_t ambiguous_bars() const { return ambiguous_; }

 private:
  void meet_unknown_way(orders::Step now, core::SymbolIndex symbol, Pass pass);
  void try_stop(orders::Step now, orders::Slot slot);
  void try_stop_limit(orders::Step now, orders::Slot slot, const execution::Trigger& trigger);
  void try_limit(orders::Step now, orders::Slot slot);
  bool yields_to_stop(const orders::WorkingOrder& limit) const;
  void meet_children(orders::Step now, core::SymbolIndex symbol, std::uint64_t parent);

  void walk(orders::Step now, core::SymbolIndex symbol);
  orders::Slot next_on(const execution::BarPath& path, core::SymbolIndex symbol,
                       execution::BarPath::Place& place) const;
  void arrive(orders::Step now, orders::Slot slot, const execution::BarPath::Place& place);

  bool may_try(const orders::WorkingOrder& order) const;
  void settle(orders::Step now, orders::Slot slot, const execution::FillPrice& offer);
  bool rival_touched(const orders::WorkingOrder& order) const;
  bool child_touched(core::SymbolIndex symbol, std::uint64_t parent) const;
  void count_ambiguous(core::SymbolIndex symbol);

  MatchContext context_;
  std::vector<std::int64_t> last_ambiguous_;  // per symbol: the latest such bar
  std::int64_t ambiguous_ = 0;
};

}  // namespace barometer::loop
