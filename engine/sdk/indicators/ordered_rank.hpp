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
  [[gnu::noinline]] void add(double value) {
    std::size_t at = place_of(value);
    if (sizes_[at] == kBlock) {
      split(at);
      at = place_of(value);
    }
    Block& block = block_at(at);
    const auto end = block.begin() + sizes_[at];
    const auto where = block.begin() + up_to_in(block.data(), sizes_[at], value);
    std::copy_backward(where, end, end + 1);
    *where = value;
    ++sizes_[at];
    before_.increment(at);
    heads_[at] = block[0];
  }

  // REQUIRES: it is there.
  [[gnu::noinline]] void remove(double value) {
    const std::size_t at = place_of(value);
    Block& block = block_at(at);
    const auto end = block.begin() + sizes_[at];
    const auto where = block.begin() + below_in(block.data(), sizes_[at], value);
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

  // Values < low plus values <= high. REQUIRES: low <= high.
  [[gnu::noinline]] std::int64_t below_plus_up_to(double low, double high) const {
    const std::int64_t below = count(below_in(heads_.data(), heads_.size(), low), low, below_in);
    const std::int64_t up_to = count(up_to_in(heads_.data(), heads_.size(), high), high, up_to_in);
    return below + up_to;
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

  // In an ordered sequence: how many values are below x, and how many are not above it. A binary
  // search without branches, of which half would be mispredicted.
  static std::ptrdiff_t below_in(const double* run, std::size_t size, double x) {
    return halve(run, size, [x](double value) { return value < x; });
  }

  static std::ptrdiff_t up_to_in(const double* run, std::size_t size, double x) {
    return halve(run, size, [x](double value) { return value <= x; });
  }

  template <class Holds>
  static std::ptrdiff_t halve(const double* run, std::size_t size, Holds holds) {
    const double* first = run;
    while (size > 0) {
      const std::size_t half = (size + 1) / 2;
      first += static_cast<std::ptrdiff_t>(half) * holds(first[half - 1]);
      size -= half;
    }
    return first - run;
  }

  // The last block that begins at or below the value, else the first.
  std::size_t place_of(double value) const {
    return static_cast<std::size_t>(
        std::max<std::ptrdiff_t>(up_to_in(heads_.data(), heads_.size(), value) - 1, 0));
  }

  // `heads` blocks begin on this side of x; `in` finds its place in the last of them.
  template <class In>
  std::int64_t count(std::ptrdiff_t heads, double x, In in) const {
    if (heads == 0) {
      return 0;
    }
    const auto at = static_cast<std::size_t>(heads - 1);
    return before_.before(at) + in(blocks_[ids_[at]].data(), sizes_[at], x);
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
