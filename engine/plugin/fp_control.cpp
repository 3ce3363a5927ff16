// SPDX-License-Identifier: Apache-2.0
#include "plugin/fp_control.hpp"

namespace barometer {

void restore_fp_control(std::uint64_t control) {
#if defined(__x86_64__)
  _mm_setcsr(static_cast<unsigned>(control));
#elif defined(__aarch64__)
  asm volatile("msr fpcr, %0" : : "r"(control));
#else
  static_cast<void>(control);
#endif
}

}  // namespace barometer
