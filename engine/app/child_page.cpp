// SPDX-License-Identifier: Apache-2.0
#include "app/child_page.hpp"

#include <sys/mman.h>

namespace barometer::app {

ChildPage* new_child_page() {
  void* memory = ::mmap(nullptr, sizeof(ChildPage), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<ChildPage*>(memory);
}

}  // namespace barometer::app
