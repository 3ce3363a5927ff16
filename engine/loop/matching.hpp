// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "loop/intrabar.hpp"
#include "loop/match_context.hpp"

namespace barometer::loop {

// Lets living orders meet bars (docs/execution.md, "When and at what price"). In a step first all
// opens, then what lies inside the bars, then all closes. Orders that reduce a position go first,
// then the others; among equals config order, then sequence.
class Matching {
 public:
  explicit Matching(const MatchContext& context);

  // [step] Orders of earlier steps meet this step's bars; not yet market orders under `same_close`.
  void meet_bars(orders::Step now, std::span<const core::SymbolIndex> active);

  // [step] Under `same_close`, market orders fill at the close that made them.
  void meet_own_close(orders::Step now, std::span<const core::SymbolIndex> active);

  // Cancels what still lives when the data end.
  void end_of_data(orders::Step now);

  // Closes every position at its last close, after end_of_data.
  void close_positions(orders::Step now);

  std::int64_t ambiguous_bars() const { return intrabar_.ambiguous_bars(); }

 private:
  void find_touched(orders::Step now, std::span<const core::SymbolIndex> active);
  bool touched(orders::Step now, core::SymbolIndex symbol);
  void meet_opens(orders::Step now, std::span<const core::SymbolIndex> active);
  void meet_closes(orders::Step now, std::span<const core::SymbolIndex> active);
  void end_bars(orders::Step now, std::span<const core::SymbolIndex> active);
  void end_bar(orders::Step now, core::SymbolIndex symbol);
  void try_open(orders::Step now, orders::Slot slot);
  void try_open_stop(orders::Step now, orders::Slot slot);
  void try_open_limit(orders::Step now, orders::Slot slot);
  void try_close(orders::Step now, orders::Slot slot);
  void try_own_close(orders::Step now, orders::Slot slot, Pass pass);
  bool meets_open(const orders::WorkingOrder& order) const;
  bool meets_close(const orders::WorkingOrder& order) const;
  void mark(std::span<const core::SymbolIndex> active, double data::BarRow::*price);
  bool is_yesterdays(const orders::WorkingOrder& order) const;
  bm_order_reason outlived(const orders::WorkingOrder& order) const;

  MatchContext context_;
  IntrabarMatching intrabar_;
  std::vector<core::SymbolIndex> touched_;  // symbols for whose orders this step's bars matter
};

}  // namespace barometer::loop
