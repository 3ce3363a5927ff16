// SPDX-License-Identifier: Apache-2.0
#include "laws/counting_malloc.hpp"

#include <atomic>
#include <cerrno>
#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define BAROMETER_HAS_OWN_MALLOC 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BAROMETER_HAS_OWN_MALLOC 1
#endif

namespace barometer {

namespace {

std::atomic<std::int64_t> calls{0};

}  // namespace

std::int64_t allocations() {
  return calls.load(std::memory_order_relaxed);
}

#ifdef BAROMETER_HAS_OWN_MALLOC
bool allocations_are_counted() {
  return false;
}
#else
bool allocations_are_counted() {
  return true;
}

void count_allocation() {
  calls.fetch_add(1, std::memory_order_relaxed);
}
#endif

}  // namespace barometer

// The program's own definitions come before the C library's for every library in the process;
// operator new ends here as well.
#ifndef BAROMETER_HAS_OWN_MALLOC
extern "C" {

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

__attribute__((visibility("default"))) void* malloc(std::size_t size) {
  barometer::count_allocation();
  return __libc_malloc(size);
}

__attribute__((visibility("default"))) void* calloc(std::size_t count, std::size_t size) {
  barometer::count_allocation();
  return __libc_calloc(count, size);
}

__attribute__((visibility("default"))) void* realloc(void* memory, std::size_t size) {
  barometer::count_allocation();
  return __libc_realloc(memory, size);
}

__attribute__((visibility("default"))) void* aligned_alloc(std::size_t alignment,
                                                           std::size_t size) {
  barometer::count_allocation();
  return __libc_memalign(alignment, size);
}

__attribute__((visibility("default"))) int posix_memalign(void** memory, std::size_t alignment,
                                                          std::size_t size) {
  barometer::count_allocation();
  *memory = __libc_memalign(alignment, size);
  return *memory == nullptr ? ENOMEM : 0;
}
}
#endif
