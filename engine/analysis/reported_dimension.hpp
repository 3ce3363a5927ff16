// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/symbol.hpp"

namespace barometer::config {
struct OutputConfig;
}  // namespace barometer::config

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

namespace barometer::analysis {

// One category within a reported dimension.
struct ReportedSide {
  std::string name;
  std::size_t dimension = 0;  // of the tags
  std::size_t labels = 0;     // as declared
  // The label of bar t is that of the bar itself, which was known beforehand, and not the one at
  // t - 1.
  bool own_bar = false;
  // By the clock: what happened between the last close and this session's open has a label of its
  // own, `gap`, behind the declared ones.
  bool gap = false;

  std::size_t slots() const { return labels + (gap ? 1 : 0); }
};

// A category under whose labels bars are counted, or a pair of them, whose labels are those of both
// ("high & up"; 127 at the most). Slots: its labels, then one for unknown; that of a pair is known
// where both are.
struct ReportedDimension {
  std::string name;                 // "volatility", "volatility & trend"
  std::vector<std::string> labels;  // without unknown
  std::vector<ReportedSide> sides;  // one or two

  std::size_t unknown() const { return labels.size(); }

  std::size_t slots() const { return labels.size() + 1; }

  // Every label is known beforehand.
  bool own_bar() const;
  bool gaps() const;
  // Whether the slot stands for what happened between sessions.
  bool is_gap(std::size_t slot) const;

  // Where the part of a bar before its session's open is counted; none: with the rest of it.
  // `after_gap`: the venue was closed before the bar.
  std::optional<std::size_t> gap_slot_of(std::size_t slot, bool after_gap) const {
    return after_gap && slot != unknown() && gaps() ? std::optional(gap_slot(slot)) : std::nullopt;
  }

 private:
  std::size_t gap_slot(std::size_t slot) const;  // REQUIRES: `slot` is a label
};

// Slots of `count` bars of a symbol from bar `first` on.
std::vector<std::uint8_t> slots_of(const ReportedDimension& dimension, const regime::TagView& tags,
                                   core::SymbolIndex symbol, std::size_t first, std::size_t count);

// Those that the report shows, and then its pairs: the dimensions that `output.regimes` names, or
// every wanted category where it names none, and `output.pairs`.
std::vector<ReportedDimension> reported_dimensions(const regime::TagView& tags,
                                                   const config::OutputConfig& output);

// Of the tags, without pairs: the first entries of reported_dimensions().
std::vector<std::size_t> single_dimensions(std::span<const ReportedDimension> reported);

}  // namespace barometer::analysis
