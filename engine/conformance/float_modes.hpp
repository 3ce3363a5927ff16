// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cfenv>
#include <cstdint>

#include "plugin/fp_control.hpp"

namespace barometer::conformance {

// The floating-point mode of this thread: that of the vector unit, and of the older unit beside it
// what the C library asks there. Puts all of it back at its end.
class FloatModes {
 public:
  FloatModes() { std::fegetenv(&whole_); }

  ~FloatModes() { put_back(); }

  FloatModes(const FloatModes&) = delete;
  FloatModes& operator=(const FloatModes&) = delete;

  bool switched() const {
    return plugin::fp_control() != control_ || std::fegetround() != rounding_;
  }

  void put_back() {
    if (switched()) {
      std::fesetenv(&whole_);
    }
  }

 private:
  std::uint64_t control_ = plugin::fp_control();
  int rounding_ = std::fegetround();
  std::fenv_t whole_{};
};

}  // namespace barometer::conformance
