// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer_test {

// Whether program and tests are built with sanitizers, which have handlers of signals, words for
// crashes and an allocator of their own, and want to be loaded first.
inline constexpr bool kSanitized =
#if defined(BAROMETER_SANITIZED)
    true;
#else
    false;
#endif

}  // namespace barometer_test
