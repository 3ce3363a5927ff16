// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "regime/tag_table.hpp"

namespace barometer {

// What a tagger promised to write, in the form that the check reads in the step loop.
struct TagPromise {
  std::uint8_t label_count = 0;  // 0: a scalar
};

inline std::vector<TagPromise> promises_of(std::span<const Dimension> dimensions) {
  std::vector<TagPromise> promises;
  for (const Dimension& dimension : dimensions) {
    promises.push_back({static_cast<std::uint8_t>(dimension.labels.size())});
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

// [step] True when every tag of the block is one that was declared.
inline bool tags_hold(std::span<const TagPromise> promises, const bm_tag_column* out,
                      std::int64_t count) {
  for (std::size_t d = 0; d < promises.size(); ++d) {
    if (out[d].category != nullptr &&
        !categories_hold(out[d].category, count, promises[d].label_count)) {
      return false;
    }
    if (out[d].scalar != nullptr && !scalars_hold(out[d].scalar, count)) {
      return false;
    }
  }
  return true;
}

}  // namespace barometer
