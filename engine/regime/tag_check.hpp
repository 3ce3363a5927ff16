// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cmath>
#include <cstdint>

namespace barometer::regime {

// [step] What the entries of a block may be.

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

}  // namespace barometer::regime
