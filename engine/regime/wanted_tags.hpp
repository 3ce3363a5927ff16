// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "regime/dimension.hpp"

namespace barometer::regime {

// What somebody wants of a run's dimensions: one entry per dimension, 1 for what is wanted.
struct WantedTags {
  std::vector<std::uint8_t> tags;
  std::vector<std::uint8_t> onsets;  // of categories; empty: of none

  bool onset(std::size_t dimension) const { return !onsets.empty() && onsets[dimension] != 0; }

  // Wants what the other wants too. REQUIRES: both are about the same dimensions.
  void add(const WantedTags& other) {
    onsets.resize(tags.size(), 0);
    for (std::size_t d = 0; d < tags.size(); ++d) {
      tags[d] = tags[d] != 0 || other.tags[d] != 0 ? 1 : 0;
      onsets[d] = onset(d) || other.onset(d) ? 1 : 0;
    }
  }

  // Every tag, and no onset.
  static WantedTags all(std::span<const Dimension> dimensions) {
    return {std::vector<std::uint8_t>(dimensions.size(), 1), {}};
  }
};

}  // namespace barometer::regime
