// SPDX-License-Identifier: Apache-2.0
#include "conformance/tag_faults.hpp"

#include <fmt/format.h>

#include <cmath>

namespace barometer::conformance {

namespace {

// What is wrong with one tag; empty: nothing.
std::string fault_of(const TriedDimension& dimension, const TagTable& tags, std::size_t d,
                     std::int64_t bar) {
  if (dimension.is_scalar) {
    return std::isinf(tags.scalar(d, bar)) ? tag_text(dimension, d, tags, bar) : "";
  }
  const std::int8_t label = tags.category(d, bar);
  const bool is_label = label >= 0 && static_cast<std::size_t>(label) < dimension.labels.size();
  if (!is_label && tags.known(d, bar)) {
    return tag_text(dimension, d, tags, bar);
  }
  const std::int64_t onset = tags.has_onsets(d) ? tags.onset(d, bar) : -1;
  return onset < -1 || onset > bar ? fmt::format("an onset at bar {}", onset) : "";
}

const char* expected_of(const TriedDimension& dimension) {
  return dimension.is_scalar ? "a finite number, or NaN for unknown"
                             : "a label or unknown, and an onset of -1 or up to the bar itself";
}

}  // namespace

void require_in_range(const TaggerBench& bench, const TagSeries& series, const TagTable& tags,
                      const std::string& done) {
  for (std::size_t d = 0; d < tags.dimensions(); ++d) {
    const TriedDimension& dimension = bench.dimensions()[d];
    for (std::int64_t bar = 0; bar < tags.bars(); ++bar) {
      const std::string fault = fault_of(dimension, tags, d, bar);
      if (!fault.empty()) {
        throw LawBroken({done, bench.where(series, bar, d), expected_of(dimension), fault});
      }
    }
  }
}

}  // namespace barometer::conformance
