// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace barometer {

// Calls of malloc, calloc, realloc, aligned_alloc, posix_memalign and operator new so far, of
// everything in this process, plug-ins included.
std::int64_t allocations();

}  // namespace barometer
