// SPDX-License-Identifier: Apache-2.0
#include "core/large_pages.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace barometer::core {

void prefer_large_pages(const void* begin, std::size_t bytes) {
  constexpr std::uintptr_t kPage = 4096;
  if (bytes < kLargePagesFrom) {
    return;
  }
  // Whole pages alone can be meant; what lies beside them stays as it is.
  const auto address = reinterpret_cast<std::uintptr_t>(begin);
  const std::uintptr_t first = (address + kPage - 1) / kPage * kPage;
  const std::uintptr_t end = (address + bytes) / kPage * kPage;
  ::madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}

}  // namespace barometer::core
