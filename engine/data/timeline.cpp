// SPDX-License-Identifier: Apache-2.0
#include "data/timeline.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "data/bar_row.hpp"

namespace barometer::data {

namespace {

using SymbolBars = std::span<const std::span<const BarRow>>;

// Merging halves costs symbols x log(symbols) at most; where symbols share their times, as panels
// do, every merge shrinks to the length of one of them.
std::vector<core::Timestamp> union_of_times(SymbolBars symbols) {
  std::vector<core::Timestamp> times;
  if (symbols.size() > 1) {
    const auto left = union_of_times(symbols.first(symbols.size() / 2));
    const auto right = union_of_times(symbols.subspan(symbols.size() / 2));
    times.reserve(std::max(left.size(), right.size()));
    std::ranges::set_union(left, right, std::back_inserter(times));
  } else if (!symbols.empty()) {
    times.reserve(symbols[0].size());
    std::ranges::transform(symbols[0], std::back_inserter(times), &BarRow::close_time_ns);
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

// The lists of all steps would take four bytes a bar. Panels repeat themselves: a list is stored
// where it differs from that of the step before and is not the list of all symbols.
Timeline::Timeline(SymbolBars symbols)
    : times_(union_of_times(symbols)), list_of_step_(times_.size(), 0) {
  const std::vector<std::size_t> begins = bars_of_steps(symbols);
  std::vector<core::SymbolIndex> active(begins.back());
  std::vector<std::size_t> next(begins.begin(), begins.end() - 1);
  for (core::SymbolIndex index = 0; index < symbols.size() && !active.empty(); ++index) {
    for_each_step(symbols[index], times_, [&](std::size_t step) {
      if (begins[step + 1] > begins[step]) {
        active[next[step]++] = index;
      }
    });
  }
  store_lists(begins, active, symbols.size());
}

// Where the list of each step begins among the lists of those steps that not all symbols have: one
// entry more than steps.
std::vector<std::size_t> Timeline::bars_of_steps(SymbolBars symbols) const {
  std::vector<std::size_t> begins(times_.size() + 1, 0);
  for (const std::span<const BarRow> bars : symbols) {
    for_each_step(bars, times_, [&](std::size_t step) { ++begins[step + 1]; });
  }
  for (std::size_t step = 0; step < times_.size(); ++step) {
    const std::size_t count = begins[step + 1];
    begins[step + 1] = begins[step] + (count == symbols.size() ? 0 : count);
  }
  return begins;
}

void Timeline::store_lists(std::span<const std::size_t> begins,
                           std::span<const core::SymbolIndex> active, std::size_t symbols) {
  members_.resize(symbols);
  std::iota(members_.begin(), members_.end(), core::SymbolIndex{0});
  lists_.push_back({0, symbols});
  for (std::size_t step = 0; step < times_.size(); ++step) {
    const auto list = active.subspan(begins[step], begins[step + 1] - begins[step]);
    const List& last = lists_.back();
    if (list.empty()) {
      continue;
    }
    if (!std::ranges::equal(list, std::span{members_}.subspan(last.first, last.count))) {
      lists_.push_back({members_.size(), list.size()});
      members_.insert(members_.end(), list.begin(), list.end());
    }
    list_of_step_[step] = static_cast<std::uint32_t>(lists_.size() - 1);
  }
  members_.shrink_to_fit();
}

std::int64_t Timeline::steps_until(core::Timestamp time) const {
  return std::ranges::upper_bound(times_, time) - times_.begin();
}

}  // namespace barometer::data
