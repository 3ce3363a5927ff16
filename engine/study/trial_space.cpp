// SPDX-License-Identifier: Apache-2.0
#include "study/trial_space.hpp"

#include <algorithm>
#include <utility>

#include "core/error.hpp"

namespace barometer::study {

TrialSpace::TrialSpace(std::vector<std::size_t> sizes) : sizes_(std::move(sizes)) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 63;
  for (const std::size_t size : sizes_) {
    if (size_ > kMost / size) {
      throw core::Error(core::ErrorKind::bad_input,
                        core::Fault{"study.over", "the axes have too many combinations to number",
                                    "leave some values or axes out"});
    }
    size_ *= size;
  }
}

std::vector<std::size_t> TrialSpace::at(std::uint64_t combination) const {
  std::vector<std::size_t> indices(sizes_.size());
  for (std::size_t axis = sizes_.size(); axis-- > 0;) {
    indices[axis] = static_cast<std::size_t>(combination % sizes_[axis]);
    combination /= sizes_[axis];
  }
  return indices;
}

std::uint64_t TrialSpace::number_of(std::span<const std::size_t> indices) const {
  std::uint64_t number = 0;
  for (std::size_t axis = 0; axis < sizes_.size(); ++axis) {
    number = number * sizes_[axis] + indices[axis];
  }
  return number;
}

std::vector<std::uint64_t> TrialSpace::neighbours(std::uint64_t combination) const {
  const std::vector<std::size_t> here = at(combination);
  std::vector<std::uint64_t> near;
  std::uint64_t stride = 1;
  for (std::size_t axis = sizes_.size(); axis-- > 0;) {
    if (here[axis] > 0) {
      near.push_back(combination - stride);
    }
    if (here[axis] + 1 < sizes_[axis]) {
      near.push_back(combination + stride);
    }
    stride *= sizes_[axis];
  }
  std::ranges::sort(near);
  return near;
}

}  // namespace barometer::study
