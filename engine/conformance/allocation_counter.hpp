// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "conformance/law.hpp"

namespace barometer::conformance {

// Counts from now on, in this process, the calls of malloc, calloc, realloc, aligned_alloc,
// posix_memalign and operator new by every library that is loaded: also those in C, and those that
// the C++ or the C library makes for a plug-in. NULL where that does not work here. Not for
// processes that do anything but try laws: it writes into the libraries' tables of functions.
AllocationCounter count_allocations();

}  // namespace barometer::conformance
