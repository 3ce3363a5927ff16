// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace barometer {

// A series of numbers that a strategy has declared (Setup::series) and gives values to with
// Context::plot.
class Series {
 public:
  explicit Series(std::uint32_t index) : index_(index) {}

  std::uint32_t index() const { return index_; }

 private:
  std::uint32_t index_;
};

}  // namespace barometer
