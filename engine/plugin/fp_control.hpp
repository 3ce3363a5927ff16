// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace barometer::plugin {

// The bits of the floating-point control word that change results: rounding, flush-to-zero,
// denormals-are-zero, exception masks. A library linked with -ffast-math switches two of them when
// it is loaded; a plug-in that touches the rounding mode changes everything after it.
inline std::uint64_t fp_control() {
#if defined(__x86_64__)
  constexpr unsigned kStickyFlags = 0x3f;  // set by ordinary arithmetic, mean nothing here
  return _mm_getcsr() & ~kStickyFlags;
#elif defined(__aarch64__)
  std::uint64_t fpcr;
  asm volatile("mrs %0, fpcr" : "=r"(fpcr));
  return fpcr;
#else
  return 0;
#endif
}

// Puts back what fp_control() gave, in every floating-point unit of this thread.
void restore_fp_control(std::uint64_t control);

// Runs code of a plug-in. False when it switched the control word, which is then put back, as it is
// where the call throws. `control` is what fp_control() gives before the call: whoever calls again
// and again has asked once.
template <class Call>
[[nodiscard, gnu::always_inline]] inline bool keeps_fp_control(std::uint64_t control, Call&& call) {
  try {
    call();
  } catch (...) {
    restore_fp_control(control);
    throw;
  }
  if (fp_control() == control) {
    return true;
  }
  restore_fp_control(control);
  return false;
}

template <class Call>
[[nodiscard]] bool keeps_fp_control(Call&& call) {
  return keeps_fp_control(fp_control(), std::forward<Call>(call));
}

// The message about a plug-in that switched it.
inline constexpr const char* kSwitchedFpControl = "switched the floating-point mode";

// About a library that did as it was loaded.
inline constexpr const char* kSwitchedAtLoad =
    "loading it switched the floating-point mode (built with -ffast-math?); build it without, so "
    "that results do not depend on what else is loaded";

}  // namespace barometer::plugin
