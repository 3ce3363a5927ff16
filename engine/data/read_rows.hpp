// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "data/bar_lines.hpp"
#include "data/bar_row.hpp"
#include "data/label_column.hpp"
#include "data/leave_out.hpp"
#include "data/row_action.hpp"
#include "data/truth_column.hpp"

namespace barometer::data {

// The good rows of a symbol's texts, which stand one behind the other, and where each came from.
struct ReadRows {
  std::vector<BarRow> bars;  // with the stamps' closes
  TruthColumn truth;         // one entry per bar where the config has such a column; else empty
  LabelColumn labels;        // likewise
  // Of the rows as they were read, each by its place among all of them; ascending.
  std::vector<RowAction> actions;
  std::int64_t widened = 0;  // bars whose high or low was widened to open or close
  // Places among all rows, as they were read: of the first of those, and of the first bars that
  // came again in another text.
  std::vector<std::size_t> widened_places;
  std::vector<std::size_t> repeated_places;

  static constexpr std::size_t kMostPlaces = 3;

  // The next bar was widened.
  void add_widened() { add_widened(bars.size()); }

  // From here on rows are of the next text.
  void begin_text() { text_begins_.push_back(bars.size()); }

  // The text's rows, which went from new to old, are turned round. All texts go one way.
  void reverse_text();

  // Rows of the next piece of the text, which had `lines` lines before it.
  void append_piece(const ReadRows& piece, std::size_t lines);

  // The first bar of the text that is being read.
  std::size_t text_begin() const { return text_begins_.back(); }

  // The next bar's line in its text.
  void add_line(std::size_t line) { lines_.add(bars.size(), line); }

  // All rows in the order of their time. Of rows with one time the first stays where all are
  // equal, the others are left out and counted; a row that contradicts an earlier one is in
  // `conflicts`.
  struct Joined {
    std::int64_t repeated = 0;
    std::vector<std::size_t> conflicts;  // bars, each with the one before it; at most a few
  };

  Joined join();

  // Text and line of a bar.
  std::size_t text_of(std::size_t bar) const;
  std::size_t line_of(std::size_t bar) const;

  // What the row of a bar says besides; NULL for nothing.
  const RowAction* action_of(std::size_t bar) const;

  // All that the rows of the bars say, by bar.
  std::vector<RowAction> take_actions();

  // Closes of the bars that were read at these places and are still there, ascending.
  std::vector<core::Timestamp> closes_of(std::span<const std::size_t> places) const;

  // Leaves out bars, which ascend.
  void leave_out(std::span<const std::size_t> bars);

 private:
  // The place of a bar before the texts were joined.
  std::size_t place_of(std::size_t bar) const { return order_.empty() ? bar : order_[bar]; }

  void add_widened(std::size_t place);
  bool same(std::size_t bar, std::size_t other) const;
  std::size_t text_at(std::size_t place) const;
  void reorder(const std::vector<std::size_t>& order);

  BarLines lines_;
  std::vector<std::size_t> text_begins_;
  std::vector<std::size_t> order_;  // the place of each bar; empty: they are in this order
  std::size_t read_ = 0;            // bars, before any was left out
  bool reversed_ = false;
};

}  // namespace barometer::data
