// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "core/timestamp.hpp"

namespace barometer::data {

struct BarRow;
class Timeline;

// All bars that close at one timestamp form one step.
class Timeline {
 public:
  Timeline() = default;

  // From the bars of each symbol, which are strictly increasing in close time.
  explicit Timeline(std::span<const std::span<const BarRow>> symbols);

  std::int64_t steps() const { return static_cast<std::int64_t>(times_.size()); }

  // Of every step, strictly increasing.
  std::span<const core::Timestamp> times() const { return times_; }

  core::Timestamp time(std::int64_t step) const { return times_[static_cast<std::size_t>(step)]; }

  // Symbols with a bar in this step, ascending.
  std::span<const core::SymbolIndex> active(std::int64_t step) const {
    const List list = lists_[list_of_step_[static_cast<std::size_t>(step)]];
    return std::span{members_}.subspan(list.first, list.count);
  }

  // Steps whose time is at or before `time`.
  std::int64_t steps_until(core::Timestamp time) const;

 private:
  // A set of symbols, ascending, that are the active ones of one or more steps.
  struct List {
    std::size_t first;  // in members_
    std::size_t count;
  };

  std::vector<std::size_t> bars_of_steps(std::span<const std::span<const BarRow>> symbols) const;
  void store_lists(std::span<const std::size_t> begins, std::span<const core::SymbolIndex> active,
                   std::size_t symbols);

  std::vector<core::Timestamp> times_;
  std::vector<std::uint32_t> list_of_step_;  // one per step, into lists_
  std::vector<List> lists_;                  // the first: every symbol
  std::vector<core::SymbolIndex> members_;
};

}  // namespace barometer::data
