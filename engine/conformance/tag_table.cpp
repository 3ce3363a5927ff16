// SPDX-License-Identifier: Apache-2.0
#include "conformance/tag_table.hpp"

#include <barometer/abi/regime.h>

#include <fmt/format.h>

#include <bit>
#include <cmath>

#include "regime/tag_column.hpp"

namespace barometer::conformance {

namespace {

bool same_scalar(float first, float second) {
  return std::bit_cast<std::uint32_t>(first) == std::bit_cast<std::uint32_t>(second) ||
         (std::isnan(first) && std::isnan(second));
}

// 0: the same, 1: the tag differs, 2: its onset.
int difference_at(const TagTable& first, const TagTable& second, std::size_t d, std::int64_t bar) {
  const bool same = first.is_scalar(d) ? same_scalar(first.scalar(d, bar), second.scalar(d, bar))
                                       : first.category(d, bar) == second.category(d, bar);
  if (!same) {
    return 1;
  }
  const bool onsets = first.has_onsets(d) && second.has_onsets(d);
  return onsets && first.onset(d, bar) != second.onset(d, bar) ? 2 : 0;
}

}  // namespace

TagTable::TagTable(std::span<const TriedDimension> dimensions, std::span<const std::uint8_t> wanted,
                   bool onsets, std::int64_t bars)
    : bars_(bars), columns_(dimensions.size()) {
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (wanted[d] == 0) {
      continue;
    }
    if (dimensions[d].is_scalar) {
      columns_[d].scalar = {bars, regime::kUnknownScalar};
    } else {
      columns_[d].category = {bars, BM_TAG_UNKNOWN};
      columns_[d].onset = onsets ? RoomyColumn<std::int64_t>(bars, regime::kUnknownOnset)
                                 : RoomyColumn<std::int64_t>();
    }
  }
}

void TagTable::point_at(std::int64_t bar, std::span<bm_tag_column> out) {
  for (std::size_t d = 0; d < columns_.size(); ++d) {
    Columns& columns = columns_[d];
    out[d].category = columns.category.empty() ? nullptr : columns.category.at(bar);
    out[d].scalar = columns.scalar.empty() ? nullptr : columns.scalar.at(bar);
    out[d].onset_bar = columns.onset.empty() ? nullptr : columns.onset.at(bar);
  }
}

bool TagTable::known(std::size_t dimension, std::int64_t bar) const {
  return is_scalar(dimension) ? !std::isnan(scalar(dimension, bar))
                              : category(dimension, bar) != BM_TAG_UNKNOWN;
}

std::optional<TagDifference> first_difference(const TagTable& first, const TagTable& second,
                                              std::int64_t from, std::int64_t to) {
  std::optional<TagDifference> found;
  for (std::size_t d = 0; d < first.dimensions(); ++d) {
    if (!first.has(d) || !second.has(d)) {
      continue;
    }
    for (std::int64_t bar = from; bar < (found ? found->bar : to); ++bar) {
      if (const int kind = difference_at(first, second, d, bar); kind != 0) {
        found = TagDifference{d, bar, kind == 2};
      }
    }
  }
  return found;
}

std::string tag_text(const TriedDimension& dimension, std::size_t number, const TagTable& tags,
                     std::int64_t bar) {
  if (!tags.known(number, bar)) {
    return "unknown";
  }
  if (dimension.is_scalar) {
    return fmt::format("{}", tags.scalar(number, bar));
  }
  const std::int8_t label = tags.category(number, bar);
  const std::size_t count = dimension.labels.size();
  return label >= 0 && static_cast<std::size_t>(label) < count
             ? dimension.labels[static_cast<std::size_t>(label)]
             : fmt::format("{}, which is none of its {} labels", static_cast<int>(label), count);
}

}  // namespace barometer::conformance
