// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace barometer::core {

// Faults that are alike: the first twenty are kept, each with a fix that takes time to find, and
// the others counted.
class AlikeFaults {
 public:
  // Calls `make` for a fault that is listed.
  template <class Make>
  void add(Make&& make) {
    if (listed_.size() < kMostListed) {
      listed_.push_back(make());
    } else {
      ++untold_;
    }
  }

  // The faults and, where there were more, their count at `where`: "and 311 more `of_what`".
  std::vector<Fault> take(const std::string& where, const std::string& of_what) &&;

 private:
  static constexpr std::size_t kMostListed = 20;

  std::vector<Fault> listed_;
  std::size_t untold_ = 0;
};

}  // namespace barometer::core
