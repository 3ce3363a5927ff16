// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"

namespace barometer {

// Collects the faults of one reading. A file of nothing but faults is told by its first hundred
// and the count of the rest.
class FaultList {
 public:
  void add(std::string where, std::string what, std::string fix = {});

  // Throws Error{bad_input} when there are any.
  void throw_if_any() &&;

 private:
  std::vector<Fault> faults_;
  std::size_t untold_ = 0;
};

}  // namespace barometer
