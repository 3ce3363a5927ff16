// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "loop/intrabar.hpp"
#include "loop/match_context.hpp"

namespace barometer {

// Lets living orders meet bars (docs/execution.md, "When and at what price"). In a step first all
// opens, then what lies inside the bars, then all closes. Orders that reduce a position go first,
// then the others; among equals config order, then sequence.
class Matching {
 public:
  explicit Matching(const MatchContext& context);

  // [step] Orders of earlier steps meet this step's bars; not yet market orders under `same_close`.
  void meet_bars(Moment now, std::span<const SymbolIndex> active);

  // [step] Under `same_close`, market orders fill at the close that made them.
  void meet_own_close(Moment now, std::span<const SymbolIndex> active);

  // Cancels what still lives when the data end.
  void end_of_data(Moment now);

  // Closes every position at its last close, after end_of_data.
  void close_positions(Moment now);

  std::int64_t ambiguous_bars() const { return intrabar_.ambiguous_bars(); }

 private:
  void find_touched(Moment now, std::span<const SymbolIndex> active);
  bool touched(Moment now, SymbolIndex symbol);
  void meet_opens(Moment now, std::span<const SymbolIndex> active);
  void meet_closes(Moment now, std::span<const SymbolIndex> active);
  void end_bars(Moment now, std::span<const SymbolIndex> active);
  void end_bar(Moment now, SymbolIndex symbol);
  void try_open(Moment now, Slot slot);
  void try_open_stop(Moment now, Slot slot);
  void try_open_limit(Moment now, Slot slot);
  void try_close(Moment now, Slot slot);
  void try_own_close(Moment now, Slot slot, Pass pass);
  bool meets_open(const WorkingOrder& order) const;
  bool meets_close(const WorkingOrder& order) const;
  void mark(std::span<const SymbolIndex> active, double BarRow::*price);
  bool is_yesterdays(const WorkingOrder& order) const;
  bm_reject_reason outlived(const WorkingOrder& order) const;

  MatchContext context_;
  IntrabarMatching intrabar_;
  std::vector<SymbolIndex> touched_;  // symbols for whose orders this step's bars matter
};

}  // namespace barometer
