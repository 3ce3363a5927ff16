// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "broker/bar_path.hpp"
#include "broker/bar_rules.hpp"
#include "loop/match_context.hpp"

namespace barometer {

// What happens to resting orders between open and close of their bars: along a path that the
// config states, or, of an unknown one, the worst for a position (docs/execution.md, "Inside a
// bar").
class IntrabarMatching {
 public:
  explicit IntrabarMatching(const MatchContext& context);

  // [step] Orders of these symbols meet the insides of their latest bars.
  void meet(Moment now, std::span<const SymbolIndex> symbols);

  // Bars whose fills depend on the way that prices went inside, counted per symbol.
  std::int64_t ambiguous_bars() const { return ambiguous_; }

 private:
  void meet_unknown_way(Moment now, SymbolIndex symbol, Pass pass);
  void try_stop(Moment now, Slot slot);
  void try_stop_limit(Moment now, Slot slot, const Trigger& trigger);
  void try_limit(Moment now, Slot slot);
  bool yields_to_stop(const WorkingOrder& limit) const;
  void meet_children(Moment now, SymbolIndex symbol, std::uint64_t parent);

  void walk(Moment now, SymbolIndex symbol);
  Slot next_on(const BarPath& path, SymbolIndex symbol, BarPath::Place& place) const;
  void arrive(Moment now, Slot slot, const BarPath::Place& place);

  bool may_try(const WorkingOrder& order) const;
  void settle(Moment now, Slot slot, const Offer& offer);
  bool rival_touched(const WorkingOrder& order) const;
  bool child_touched(SymbolIndex symbol, std::uint64_t parent) const;
  void count_ambiguous(SymbolIndex symbol);

  MatchContext context_;
  std::vector<std::int64_t> last_ambiguous_;  // per symbol: the latest such bar
  std::int64_t ambiguous_ = 0;
};

}  // namespace barometer
