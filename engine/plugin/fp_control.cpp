// SPDX-License-Identifier: Apache-2.0
#include "plugin/fp_control.hpp"

#include <cfenv>

namespace barometer::plugin {

void restore_fp_control(std::uint64_t control) {
#if defined(__x86_64__)
  // fesetround() switches the x87 unit too, which the C library's printf and strtod still ask. Both
  // units code the rounding mode alike, three bits apart.
  std::fesetround(static_cast<int>(control >> 3) & (FE_UPWARD | FE_DOWNWARD));
  _mm_setcsr(static_cast<unsigned>(control));
#elif defined(__aarch64__)
  asm volatile("msr fpcr, %0" : : "r"(control));
#else
  static_cast<void>(control);
#endif
}

}  // namespace barometer::plugin
