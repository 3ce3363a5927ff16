// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace barometer::study {

// All combinations of the values of some axes, numbered from 0: the last axis moves fastest, as the
// innermost of nested loops. The numbers are those of the trials, whatever order they run in.
class TrialSpace {
 public:
  // `sizes` has the number of values of each axis, each at least 1. Without axes there is one
  // combination. Throws Error{bad_input} from 2^63 combinations on.
  explicit TrialSpace(std::vector<std::size_t> sizes);

  std::uint64_t size() const { return size_; }

  std::size_t axes() const { return sizes_.size(); }

  std::span<const std::size_t> sizes() const { return sizes_; }

  // The index of the value that each axis has in this combination. REQUIRES: combination < size().
  std::vector<std::size_t> at(std::uint64_t combination) const;

  // The inverse of at().
  std::uint64_t number_of(std::span<const std::size_t> indices) const;

  // The combinations that differ from this one by one step on one axis, in ascending order: what
  // a peak is compared with.
  std::vector<std::uint64_t> neighbours(std::uint64_t combination) const;

 private:
  std::vector<std::size_t> sizes_;
  std::uint64_t size_ = 1;
};

}  // namespace barometer::study
