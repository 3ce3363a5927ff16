// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace barometer {

// Counts at places 0, 1, ..., with the sum of those before any place in O(log n): a binary indexed
// tree (Fenwick 1994).
class PrefixCounts {
 public:
  explicit PrefixCounts(std::size_t capacity) : tree_(capacity + 1) {}

  void assign(std::span<const std::uint32_t> counts) {
    size_ = counts.size();
    for (std::size_t i = 1; i <= size_; ++i) {
      tree_[i] = counts[i - 1];
    }
    for (std::size_t i = 1; i <= size_; ++i) {
      const std::size_t parent = i + (i & -i);
      if (parent <= size_) {
        tree_[parent] += tree_[i];
      }
    }
  }

  void increment(std::size_t place) {
    for (std::size_t i = place + 1; i <= size_; i += i & -i) {
      ++tree_[i];
    }
  }

  void decrement(std::size_t place) {
    for (std::size_t i = place + 1; i <= size_; i += i & -i) {
      --tree_[i];
    }
  }

  // Sum over places 0 .. place - 1.
  std::int64_t before(std::size_t place) const {
    std::int64_t sum = 0;
    for (std::size_t i = place; i > 0; i &= i - 1) {
      sum += tree_[i];
    }
    return sum;
  }

 private:
  std::vector<std::uint32_t> tree_;
  std::size_t size_ = 0;
};

}  // namespace barometer
