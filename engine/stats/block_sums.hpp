// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace barometer::stats {

// Sums and numbers of values by block of time and label, [block * labels + label]: all that the
// tests and intervals by label need of the values. Blocks are the same for all series. Values
// without a label are left out.
struct BlockSums {
  BlockSums(std::size_t block_count, std::size_t label_count)
      : blocks(block_count),
        labels(label_count),
        sums(block_count * label_count, 0),
        counts(block_count * label_count, 0) {}

  std::size_t at(std::size_t block, std::size_t label) const { return block * labels + label; }

  void add(std::size_t block, std::size_t label, double sum, double count) {
    sums[at(block, label)] += sum;
    counts[at(block, label)] += count;
  }

  std::size_t blocks;
  std::size_t labels;
  std::vector<double> sums;
  std::vector<double> counts;  // whole numbers
};

}  // namespace barometer::stats
