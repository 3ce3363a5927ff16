// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "regime/dimension.hpp"

namespace barometer::regime {

// What a tagger promised to write into one wanted column.
struct TagPromise {
  std::uint32_t dimension = 0;
  std::uint8_t label_count = 0;  // 0: a scalar
};

// One per wanted dimension: what nobody wants is neither written nor looked at.
inline std::vector<TagPromise> promises_of(std::span<const Dimension> dimensions,
                                           std::span<const std::uint8_t> wanted) {
  std::vector<TagPromise> promises;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (wanted[d] != 0) {
      promises.push_back(
          {static_cast<std::uint32_t>(d), static_cast<std::uint8_t>(dimensions[d].labels.size())});
    }
  }
  return promises;
}

// Written without early exits, so that the compiler turns it into vector compares.
inline bool categories_hold(const std::int8_t* tags, std::int64_t count, std::uint8_t labels) {
  bool good = true;
  for (std::int64_t k = 0; k < count; ++k) {
    good &= (static_cast<std::uint8_t>(tags[k]) < labels) | (tags[k] == BM_TAG_UNKNOWN);
  }
  return good;
}

inline bool scalars_hold(const float* tags, std::int64_t count) {
  bool good = true;
  for (std::int64_t k = 0; k < count; ++k) {
    good &= !std::isinf(tags[k]);
  }
  return good;
}

// An onset lies at its bar or before it, or is -1.
inline bool onsets_hold(const std::int64_t* onsets, std::int64_t first, std::int64_t count) {
  bool good = true;
  for (std::int64_t k = 0; k < count; ++k) {
    good &= (onsets[k] >= -1) & (onsets[k] <= first + k);
  }
  return good;
}

// [step] True when every tag of the block is one that was promised.
inline bool tags_hold(std::span<const TagPromise> promises, const bm_tag_column* out,
                      std::int64_t count) {
  bool good = true;
  for (const TagPromise& promise : promises) {
    const bm_tag_column& column = out[promise.dimension];
    good &= promise.label_count != 0 ? categories_hold(column.category, count, promise.label_count)
                                     : scalars_hold(column.scalar, count);
  }
  return good;
}

}  // namespace barometer::regime
