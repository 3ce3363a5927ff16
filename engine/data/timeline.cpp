// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "data/bars.hpp"

namespace barometer::data {

namespace {

// Merging halves costs symbols x log(symbols) at most; where symbols share their times, as panels
// do, every merge shrinks to the length of one of them.
std::vector<core::Timestamp> union_of_times(std::span<const SymbolData> symbols) {
  std::vector<core::Timestamp> times;
  if (symbols.size() > 1) {
    const auto left = union_of_times(symbols.first(symbols.size() / 2));
    const auto right = union_of_times(symbols.subspan(symbols.size() / 2));
    times.reserve(std::max(left.size(), right.size()));
    std::ranges::set_union(left, right, std::back_inserter(times));
  } else if (!symbols.empty()) {
    std::ranges::transform(symbols[0].bars, std::back_inserter(times), &BarRow::close_time_ns);
  }
  return times;
}

// Calls visit(step) for the step of every bar, in order.
template <class Visit>
void for_each_step(std::span<const BarRow> bars, std::span<const core::Timestamp> times,
                   Visit visit) {
  std::size_t step = 0;
  for (const BarRow& bar : bars) {
    while (times[step] != bar.close_time_ns) {
      ++step;
    }
    visit(step);
  }
}

}  // namespace

Timeline::Timeline(std::span<const SymbolData> symbols)
    : times_(union_of_times(symbols)), offsets_(times_.size() + 1, 0) {
  for (const SymbolData& symbol : symbols) {
    for_each_step(symbol.bars, times_, [&](std::size_t step) { ++offsets_[step + 1]; });
  }
  for (std::size_t step = 0; step < times_.size(); ++step) {
    offsets_[step + 1] += offsets_[step];
  }
  active_.resize(offsets_.back());
  std::vector<std::size_t> next(offsets_.begin(), offsets_.end() - 1);
  for (core::SymbolIndex index = 0; index < symbols.size(); ++index) {
    for_each_step(symbols[index].bars, times_,
                  [&](std::size_t step) { active_[next[step]++] = index; });
  }
}

std::int64_t Timeline::steps_until(core::Timestamp time) const {
  return std::ranges::upper_bound(times_, time) - times_.begin();
}

}  // namespace barometer::data
