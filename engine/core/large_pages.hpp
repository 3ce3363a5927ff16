// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace barometer::core {

// Asks the system to back memory that is about to be filled with large pages, where it has them: a
// first write then costs a page's worth of bookkeeping per 2 MiB and not per 4 KiB, which is half
// of the time of reading a large file. Only a wish: contents, errors and results stay the same.
// Does nothing for less than kLargePagesFrom bytes.
inline constexpr std::size_t kLargePagesFrom = std::size_t{4} << 20;

void prefer_large_pages(const void* begin, std::size_t bytes);

}  // namespace barometer::core
