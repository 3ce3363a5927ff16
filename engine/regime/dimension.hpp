// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstdint>
#include <string>
#include <vector>

namespace barometer::regime {

// A declared dimension, owned by the host.
struct Dimension {
  std::string name;
  bm_dimension_kind kind = BM_DIMENSION_CATEGORY;
  std::vector<std::string> labels;
  std::string unit;
  std::int64_t warmup_bars = 0;
  std::string help;
  std::vector<float> values{};  // one per label where the tagger states what they are worth
  // How long before its bar closes a tag is certain; BM_KNOWN_NO where it is not of the bar itself
  // but of a coarser one or of another symbol's.
  bm_known_ahead known_ahead = BM_KNOWN_NO;
};

}  // namespace barometer::regime
