// SPDX-License-Identifier: Apache-2.0
#include "data/read_rows.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace barometer::data {

namespace {

constexpr std::size_t kMostConflicts = 3;

bool ascends(const std::vector<BarRow>& bars) {
  const auto out_of_order = [](const BarRow& a, const BarRow& b) {
    return a.close_time_ns >= b.close_time_ns;
  };
  return std::ranges::adjacent_find(bars, out_of_order) == bars.end();
}

template <class Row>
void reorder_rows(const std::vector<std::size_t>& order, std::vector<Row>& rows) {
  if (rows.empty()) {
    return;
  }
  std::vector<Row> ordered;
  ordered.reserve(order.size());
  for (const std::size_t from : order) {
    ordered.push_back(rows[from]);
  }
  rows = std::move(ordered);
}

std::vector<std::size_t> counted(std::size_t size) {
  std::vector<std::size_t> numbers(size);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  return numbers;
}

}  // namespace

void ReadRows::reorder(const std::vector<std::size_t>& order) {
  reorder_rows(order, bars);
  reorder_rows(order, truth.ids);
  reorder_rows(order, labels.ids);
  std::vector<std::size_t> places;
  places.reserve(order.size());
  for (const std::size_t from : order) {
    places.push_back(place_of(from));
  }
  order_ = std::move(places);
}

void ReadRows::reverse_text() {
  const auto from = static_cast<std::ptrdiff_t>(text_begin());
  const auto reverse = [from](auto& rows) {
    if (!rows.empty()) {
      std::reverse(rows.begin() + from, rows.end());
    }
  };
  reverse(bars);
  reverse(truth.ids);
  reverse(labels.ids);
  const auto first = std::ranges::lower_bound(actions, text_begin(), {}, &RowAction::bar);
  for (auto action = first; action != actions.end(); ++action) {
    action->bar = text_begin() + bars.size() - 1 - action->bar;
  }
  std::reverse(first, actions.end());
  for (std::size_t& place : widened_places) {
    place = place < text_begin() ? place : text_begin() + bars.size() - 1 - place;
  }
  reversed_ = true;
}

void ReadRows::append_piece(const ReadRows& piece, std::size_t lines) {
  lines_.append(piece.lines_, bars.size(), lines);
  widened += piece.widened;
  for (const std::size_t place : piece.widened_places) {
    add_widened(bars.size() + place);
  }
  bars.insert(bars.end(), piece.bars.begin(), piece.bars.end());
}

void ReadRows::add_widened(std::size_t place) {
  if (widened_places.size() < kMostPlaces) {
    widened_places.push_back(place);
  }
}

std::vector<core::Timestamp> ReadRows::closes_of(std::span<const std::size_t> places) const {
  std::vector<core::Timestamp> closes;
  for (std::size_t bar = 0; bar < bars.size() && closes.size() < places.size(); ++bar) {
    if (std::ranges::find(places, place_of(bar)) != places.end()) {
      closes.push_back(bars[bar].close_time_ns);
    }
  }
  return closes;
}

const RowAction* ReadRows::action_of(std::size_t bar) const {
  const std::size_t place = place_of(bar);
  const auto found = std::ranges::lower_bound(actions, place, {}, &RowAction::bar);
  return found != actions.end() && found->bar == place ? &*found : nullptr;
}

std::vector<RowAction> ReadRows::take_actions() {
  std::vector<RowAction> by_bar;
  for (std::size_t bar = 0; bar < bars.size() && by_bar.size() < actions.size(); ++bar) {
    if (const RowAction* const action = action_of(bar)) {
      by_bar.push_back({.bar = bar, .cells = action->cells, .place = action->place});
    }
  }
  return by_bar;
}

bool ReadRows::same(std::size_t bar, std::size_t other) const {
  const BarRow& a = bars[bar];
  const BarRow& b = bars[other];
  const RowAction* const of_a = action_of(bar);
  const RowAction* const of_b = action_of(other);
  return std::tie(a.open, a.high, a.low, a.close, a.volume) ==
             std::tie(b.open, b.high, b.low, b.close, b.volume) &&
         (of_a ? of_a->cells : ActionCells()) == (of_b ? of_b->cells : ActionCells());
}

ReadRows::Joined ReadRows::join() {
  Joined joined;
  read_ = bars.size();
  // The rows of one text were held to their order when they were read.
  if (text_begins_.size() < 2 || ascends(bars)) {
    return joined;
  }
  std::vector<std::size_t> order = counted(bars.size());
  std::ranges::stable_sort(order, {}, [this](std::size_t i) { return bars[i].close_time_ns; });
  reorder(order);
  std::vector<std::size_t> repeated;
  for (std::size_t i = 1; i < bars.size(); ++i) {
    if (bars[i].close_time_ns != bars[i - 1].close_time_ns) {
      continue;
    }
    if (same(i, i - 1)) {
      repeated.push_back(i);
      if (repeated_places.size() < kMostPlaces) {
        repeated_places.push_back(place_of(i - 1));
      }
    } else if (joined.conflicts.size() < kMostConflicts) {
      joined.conflicts.push_back(i);
    }
  }
  if (joined.conflicts.empty()) {
    joined.repeated = std::ssize(repeated);
    leave_out(repeated);
  }
  return joined;
}

std::size_t ReadRows::text_at(std::size_t place) const {
  const auto behind = std::ranges::upper_bound(text_begins_, place);
  return static_cast<std::size_t>(behind - text_begins_.begin()) - 1;
}

std::size_t ReadRows::text_of(std::size_t bar) const {
  return text_at(place_of(bar));
}

std::size_t ReadRows::line_of(std::size_t bar) const {
  const std::size_t place = place_of(bar);
  if (!reversed_) {
    return lines_.line_of(place);
  }
  const std::size_t text = text_at(place);
  const std::size_t end = text + 1 == text_begins_.size() ? read_ : text_begins_[text + 1];
  return lines_.line_of(text_begins_[text] + end - 1 - place);
}

void ReadRows::leave_out(std::span<const std::size_t> indices) {
  if (indices.empty()) {
    return;
  }
  if (order_.empty()) {
    order_ = counted(bars.size());
  }
  data::leave_out(indices, bars);
  data::leave_out(indices, order_);
  data::leave_out(indices, labels.ids);
  truth.erase(indices);
}

}  // namespace barometer::data
