// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/prefix_counts.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace barometer {

// A multiset of up to `capacity` doubles that knows how many lie below any number: values in order,
// in blocks of up to kBlock that are split when full and joined when two neighbours have become
// small; a binary indexed tree over the blocks' sizes. O(log capacity) per call, a block's worth of
// moves at the most; a split or join, at least kBlock / 4 calls apart in any place, costs one pass
// over the blocks' heads. Allocates when made, never after.
class OrderedRank {
 public:
  explicit OrderedRank(std::size_t capacity)
      : blocks_(2 * capacity / kJoined + 3), free_(blocks_.size()), before_(blocks_.size()) {
    heads_.reserve(blocks_.size());
    ids_.reserve(blocks_.size());
    sizes_.reserve(blocks_.size());
    clear();
  }

  // REQUIRES: fewer than `capacity` values; no NaN.
  void add(double value) {
    std::size_t at = place_of(value);
    if (sizes_[at] == kBlock) {
      split(at);
      at = place_of(value);
    }
    Block& block = block_at(at);
    const auto end = block.begin() + sizes_[at];
    const auto where = std::upper_bound(block.begin(), end, value);
    std::copy_backward(where, end, end + 1);
    *where = value;
    ++sizes_[at];
    before_.increment(at);
    heads_[at] = block[0];
  }

  // REQUIRES: it is there.
  void remove(double value) {
    const std::size_t at = place_of(value);
    Block& block = block_at(at);
    const auto end = block.begin() + sizes_[at];
    const auto where = std::lower_bound(block.begin(), end, value);
    std::copy(where + 1, end, where);
    --sizes_[at];
    before_.decrement(at);
    heads_[at] = block[0];
    if (at + 1 < ids_.size() && sizes_[at] + sizes_[at + 1] <= kJoined) {
      join(at);
    } else if (at > 0 && sizes_[at - 1] + sizes_[at] <= kJoined) {
      join(at - 1);
    }
  }

  // Values < x.
  std::int64_t below(double x) const {
    const auto head = std::lower_bound(heads_.begin(), heads_.end(), x);
    return count(head, [x](auto first, auto last) { return std::lower_bound(first, last, x); });
  }

  // Values <= x.
  std::int64_t up_to(double x) const {
    const auto head = std::upper_bound(heads_.begin(), heads_.end(), x);
    return count(head, [x](auto first, auto last) { return std::upper_bound(first, last, x); });
  }

  void clear() {
    for (std::size_t i = 0; i < free_.size(); ++i) {
      free_[i] = static_cast<std::uint32_t>(free_.size() - 1 - i);
    }
    free_count_ = free_.size() - 1;
    ids_.assign(1, free_[free_count_]);
    heads_.assign(1, 0.0);
    sizes_.assign(1, 0);
    before_.assign(sizes_);
  }

 private:
  static constexpr std::uint32_t kBlock = 128;
  static constexpr std::uint32_t kJoined = kBlock * 3 / 4;

  using Block = std::array<double, kBlock>;

  Block& block_at(std::size_t place) { return blocks_[ids_[place]]; }

  // The last block that begins at or below the value, else the first.
  std::size_t place_of(double value) const {
    const auto after = std::upper_bound(heads_.begin(), heads_.end(), value) - heads_.begin();
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - 1, 0));
  }

  // `head` is one past the block in which `bound` finds the place of x.
  template <class Head, class Bound>
  std::int64_t count(Head head, Bound bound) const {
    if (head == heads_.begin()) {
      return 0;
    }
    const auto at = static_cast<std::size_t>(head - heads_.begin() - 1);
    const Block& block = blocks_[ids_[at]];
    return before_.before(at) + (bound(block.begin(), block.begin() + sizes_[at]) - block.begin());
  }

  void split(std::size_t at) {
    const std::uint32_t id = free_[--free_count_];
    const Block& full = block_at(at);
    std::copy(full.begin() + kBlock / 2, full.end(), blocks_[id].begin());
    const auto next = static_cast<std::ptrdiff_t>(at + 1);
    ids_.insert(ids_.begin() + next, id);
    heads_.insert(heads_.begin() + next, blocks_[id][0]);
    sizes_.insert(sizes_.begin() + next, kBlock / 2);
    sizes_[at] = kBlock / 2;
    before_.assign(sizes_);
  }

  // Moves the block behind `at` into it.
  void join(std::size_t at) {
    const Block& second = block_at(at + 1);
    std::copy(second.begin(), second.begin() + sizes_[at + 1], block_at(at).begin() + sizes_[at]);
    sizes_[at] += sizes_[at + 1];
    heads_[at] = block_at(at)[0];
    free_[free_count_++] = ids_[at + 1];
    const auto next = static_cast<std::ptrdiff_t>(at + 1);
    ids_.erase(ids_.begin() + next);
    heads_.erase(heads_.begin() + next);
    sizes_.erase(sizes_.begin() + next);
    before_.assign(sizes_);
  }

  std::vector<Block> blocks_;         // in any order
  std::vector<std::uint32_t> free_;   // those not in use: the first free_count_
  std::vector<std::uint32_t> ids_;    // blocks in the order of their values, and beside them ...
  std::vector<double> heads_;         // ... their first values
  std::vector<std::uint32_t> sizes_;  // ... and how many they hold
  PrefixCounts before_;
  std::size_t free_count_ = 0;
};

}  // namespace barometer
