// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/tried_dimension.hpp"

struct bm_tag_column;

namespace barometer::conformance {

// The entries of one column with room before and behind, so that a tagger that misses them by a
// few, or counts from the series' first bar, does no harm here.
template <class Entry>
class RoomyColumn {
 public:
  RoomyColumn() = default;

  RoomyColumn(std::int64_t count, Entry unknown)
      : entries_(static_cast<std::size_t>(2 * count + 2 * kRoom), unknown) {}

  bool empty() const { return entries_.empty(); }

  Entry* at(std::int64_t bar) { return entries_.data() + kRoom + bar; }

  Entry operator[](std::int64_t bar) const {
    return entries_[static_cast<std::size_t>(kRoom + bar)];
  }

 private:
  static constexpr std::int64_t kRoom = 4096;
  std::vector<Entry> entries_;
};

// All tags of one series. What nobody wants has no column.
class TagTable {
 public:
  TagTable(std::span<const TriedDimension> dimensions, std::span<const std::uint8_t> wanted,
           bool onsets, std::int64_t bars);

  std::int64_t bars() const { return bars_; }

  std::size_t dimensions() const { return columns_.size(); }

  bool has(std::size_t dimension) const {
    return !columns_[dimension].category.empty() || !columns_[dimension].scalar.empty();
  }

  bool is_scalar(std::size_t dimension) const { return !columns_[dimension].scalar.empty(); }

  // Where the tags of a block that begins with `bar` are written.
  void point_at(std::int64_t bar, std::span<bm_tag_column> out);

  std::int8_t category(std::size_t dimension, std::int64_t bar) const {
    return columns_[dimension].category[bar];
  }

  float scalar(std::size_t dimension, std::int64_t bar) const {
    return columns_[dimension].scalar[bar];
  }

  bool has_onsets(std::size_t dimension) const { return !columns_[dimension].onset.empty(); }

  std::int64_t onset(std::size_t dimension, std::int64_t bar) const {
    return columns_[dimension].onset[bar];
  }

  // REQUIRES: has(dimension).
  bool known(std::size_t dimension, std::int64_t bar) const;

 private:
  struct Columns {
    RoomyColumn<std::int8_t> category;
    RoomyColumn<float> scalar;
    RoomyColumn<std::int64_t> onset;
  };

  std::int64_t bars_;
  std::vector<Columns> columns_;  // one per dimension
};

// Where two tables say something else.
struct TagDifference {
  std::size_t dimension = 0;
  std::int64_t bar = 0;
  bool of_onset = false;  // of where the label began, not of the label
};

// The first among bars `from` to `to` - 1, by bar, in the dimensions that both have; every bit
// counts, but one NaN is as good as another.
std::optional<TagDifference> first_difference(const TagTable& first, const TagTable& second,
                                              std::int64_t from, std::int64_t to);

// A tag in words: a label, a number, "unknown", "7, which is none of its 3 labels".
std::string tag_text(const TriedDimension& dimension, std::size_t number, const TagTable& tags,
                     std::int64_t bar);

}  // namespace barometer::conformance
