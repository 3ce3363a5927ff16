// SPDX-License-Identifier: Apache-2.0
#include "laws/counting_malloc.hpp"

#include <atomic>
#include <cerrno>
#include <cstddef>

#define BAROMETER_REPLACES extern "C" __attribute__((visibility("default")))

namespace {

std::atomic<std::int64_t> calls{0};

void count() {
  calls.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

namespace barometer {

std::int64_t allocations() {
  return calls.load(std::memory_order_relaxed);
}

}  // namespace barometer

// The program's own definitions come before the C library's for every library in the process;
// operator new ends here as well.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

BAROMETER_REPLACES void* malloc(std::size_t size) {
  count();
  return __libc_malloc(size);
}

BAROMETER_REPLACES void* calloc(std::size_t items, std::size_t size) {
  count();
  return __libc_calloc(items, size);
}

BAROMETER_REPLACES void* realloc(void* memory, std::size_t size) {
  count();
  return __libc_realloc(memory, size);
}

BAROMETER_REPLACES void* aligned_alloc(std::size_t alignment, std::size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

BAROMETER_REPLACES int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  count();
  *memory = __libc_memalign(alignment, size);
  return *memory == nullptr ? ENOMEM : 0;
}
