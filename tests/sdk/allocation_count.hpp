// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace barometer {

// Calls of the global operator new so far, in programs that link allocation_count.cpp.
std::size_t allocation_count();

}  // namespace barometer
