// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"

namespace barometer::config {

// Collects the faults of one reading. A file of nothing but faults is reported by its first hundred
// and the count of the rest.
class FaultList {
 public:
  void add(std::string where, std::string what, std::string fix = {});

  // The faults that were kept, and a last one with the count of the rest.
  std::vector<core::Fault> take() &&;

 private:
  std::vector<core::Fault> faults_;
  std::size_t untold_ = 0;
};

}  // namespace barometer::config
