// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <filesystem>

#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

namespace barometer_test {

// The trials of a study that has too many of them to be done at once: every number up to
// `most_fast` with every `step`-th one of a range.
struct ManyPairs {
  int symbols = 1;
  int most_fast = 20;
  int first_slow = 30;
  int last_slow = 60;
  int step = 1;
};

// Their config.
inline std::filesystem::path many_pairs(const TempFolder& folder, const ManyPairs& pairs = {}) {
  return barometer::write_file(
      folder / "many.yaml",
      fmt::format("data: {{source: synthetic, synthetic: {{symbols: {}, bars: 20000, seed: 5}}}}\n"
                  "strategy: {{plugin: sma_cross}}\n"
                  "study: {{over: {{strategy.params.fast: {{from: 1, to: {}, step: 1}}, "
                  "strategy.params.slow: {{from: {}, to: {}, step: {}}}}}}}\n",
                  pairs.symbols, pairs.most_fast, pairs.first_slow, pairs.last_slow, pairs.step));
}

}  // namespace barometer_test
