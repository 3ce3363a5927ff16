// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace barometer::core {

// Position of a symbol in config order; the tie-break of everything that happens at one time.
using SymbolIndex = std::uint32_t;

}  // namespace barometer::core
