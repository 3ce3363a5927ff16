// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstdint>
#include <span>

// Declaring what a tagger writes. All strings and labels need static storage.

namespace barometer {

// A dimension with labels; a tag is the index of its label.
struct CategorySpec {
  const char* name;  // snake_case
  std::span<const char* const> labels;
  std::span<const float> values{};  // one per label where labels are scores, else empty
  std::int64_t warmup_bars = 0;     // bars that stay unknown at the least
  bm_known_ahead known_ahead = BM_KNOWN_NO;
  const char* help = "";  // one sentence
};

// A dimension of numbers.
struct ScalarSpec {
  const char* name;  // snake_case
  const char* unit = "";
  std::int64_t warmup_bars = 0;  // bars that stay unknown at the least
  bm_known_ahead known_ahead = BM_KNOWN_NO;
  const char* help = "";  // one sentence
};

constexpr bm_dimension category_dimension(const CategorySpec& spec) {
  return {spec.name,          BM_DIMENSION_CATEGORY, static_cast<std::uint32_t>(spec.labels.size()),
          spec.labels.data(), spec.values.data(),    "",
          spec.warmup_bars,   spec.known_ahead,      0,
          spec.help};
}

constexpr bm_dimension scalar_dimension(const ScalarSpec& spec) {
  return {spec.name,        BM_DIMENSION_SCALAR, 0, nullptr,  nullptr, spec.unit,
          spec.warmup_bars, spec.known_ahead,    0, spec.help};
}

}  // namespace barometer
