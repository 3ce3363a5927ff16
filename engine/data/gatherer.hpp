// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/quoted_spread.hpp"
#include "data/split_ratio.hpp"

namespace barometer::data {

struct CoarseBars;

// Brings what is in the units before a split into those after it.
void bring_into_units(const SplitRatio& split, BarRow& bar);
void bring_into_units(const SplitRatio& split, QuotedSpread& spread);

// The coarse bar that is being gathered: all that the bars to come must know of those before them.
struct GatheredBar {
  bool open = false;             // there is one
  BarRow bar = {};               // with its nominal end
  core::Timestamp open_ns = 0;   // its nominal begin
  core::Timestamp first_ns = 0;  // close of the first bar inside
  core::Timestamp last_end =
      std::numeric_limits<core::Timestamp>::min();  // of the last one that is over
};

// The coarse bar that is being gathered, and those that are over.
class Gatherer {
 public:
  explicit Gatherer(CoarseBars& out) : out_(out) {}

  void add(const BarRow& bar, std::optional<calendar::BarSpan> span,
           const QuotedSpread& spread = {});

  // The bar that is being gathered is over before this one, where it belongs to another or to none.
  void leave(const BarRow& bar, std::optional<calendar::BarSpan> span);

  // What was gathered is in units before the split.
  void split(const SplitRatio& ratio);

  // Of each bar that is over.
  std::vector<QuotedSpread> take_spreads() { return std::move(spreads_); }

  const std::vector<calendar::BarSpan>& spans() const { return spans_; }

  // Of each bar that is over, the finer bars up to the last one in it.
  const std::vector<std::int64_t>& ends() const { return ends_; }

  const GatheredBar& current() const { return current_; }

  // As if the bars before the next one had just been added.
  void restore(const GatheredBar& current) { current_ = current; }

  // The bars that are over are forgotten here; those who keep them have cleared what they lie in.
  void clear() {
    spreads_.clear();
    spans_.clear();
    ends_.clear();
  }

  // Finer bars in the one that has not ended.
  std::int64_t unfinished() const { return current_.open ? inside_ : 0; }

 private:
  void begin(const BarRow& bar, const calendar::BarSpan& span);
  void extend(const BarRow& bar);
  void close(core::Timestamp known);

  CoarseBars& out_;
  GatheredBar current_;
  QuotedSpread spread_;
  std::vector<QuotedSpread> spreads_;
  std::vector<calendar::BarSpan> spans_;  // of those that are over
  std::vector<std::int64_t> ends_;
  std::int64_t seen_ = 0;    // finer bars
  std::int64_t last_ = 0;    // of those up to the last one that was gathered
  std::int64_t inside_ = 0;  // the bar that is open
};

}  // namespace barometer::data
