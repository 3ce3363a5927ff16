// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/regime_tagger.hpp>

#include <array>
#include <cstdint>
#include <initializer_list>

#include "dimensions.hpp"

// Bars are tagged a batch at a time, and within a batch one quantity at a time: each quantity is a
// loop over rows, so that the compiler can put several bars into one instruction and the processor
// can work on many bars at once. A single bar is a batch of its own type, for which a row is one
// number and the loops vanish.

namespace barometer::regime_plugin {

inline constexpr std::size_t kLongBatch = 64;

// A value per bar of a batch.
template <class T, std::size_t kMost>
using Row = std::array<T, kMost>;

// Up to kMost consecutive bars of a block.
template <std::size_t kMost>
class Batch {
 public:
  // Takes the block's bar k, which follows the last one; returns its place in the batch.
  std::size_t take(std::int64_t k) {
    if (size_ == 0) {
      first_ = k;
    }
    return size_++;
  }

  bool empty() const { return size_ == 0; }

  void clear() { size_ = 0; }

  // REQUIRES of the next two: the batch is not empty.
  std::size_t size() const { return size_; }

  // Place of the first bar in the block.
  std::int64_t first() const { return first_; }

 private:
  std::int64_t first_ = 0;
  std::size_t size_ = 0;
};

// The only bar of a block.
template <>
class Batch<1> {
 public:
  std::size_t take(std::int64_t) {
    empty_ = false;
    return 0;
  }

  bool empty() const { return empty_; }

  void clear() { empty_ = true; }

  static constexpr std::size_t size() { return 1; }

  static constexpr std::int64_t first() { return 0; }

 private:
  bool empty_ = true;
};

// Writes the values of the batch's bars to their places in a column; a NULL column is not wanted
// and nothing is written. of(i) returns the value of the batch's bar i.
template <class T, std::size_t kMost, class Of>
void write(T* column, const Batch<kMost>& batch, Of of) {
  if (column == nullptr) {
    return;
  }
  T* const out = column + batch.first();
  for (std::size_t i = 0; i < batch.size(); ++i) {
    out[i] = static_cast<T>(of(i));
  }
}

// Writes "unknown" for the block's bar k into each of the dimensions that is wanted.
inline void write_unknown(const TagBlock& block, std::int64_t k,
                          std::initializer_list<Dimension> dimensions) {
  for (const Dimension dimension : dimensions) {
    if (block.category(dimension) != nullptr) {
      block.category(dimension)[k] = BM_TAG_UNKNOWN;
    }
    if (block.scalar(dimension) != nullptr) {
      block.scalar(dimension)[k] = kUnknownScalar;
    }
    block.set_onset(dimension, k, -1);
  }
}

}  // namespace barometer::regime_plugin
