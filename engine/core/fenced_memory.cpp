// SPDX-License-Identifier: Apache-2.0
#include "core/fenced_memory.hpp"

#include <sys/mman.h>

#include <new>

namespace barometer::core {

namespace {

constexpr std::size_t kPage = 4096;

}  // namespace

FencedMemory::FencedMemory(std::size_t bytes) {
  const std::size_t inner = (bytes + kPage - 1) / kPage * kPage;
  const std::size_t all = inner + 2 * kFence;
  void* begin = ::mmap(nullptr, all, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (begin == MAP_FAILED) {
    throw std::bad_alloc();
  }
  fences_ = {static_cast<std::byte*>(begin), Unmap{all}};
  if (inner > 0 && ::mprotect(data(), inner, PROT_READ | PROT_WRITE) != 0) {
    throw std::bad_alloc();
  }
}

void FencedMemory::Unmap::operator()(std::byte* begin) const {
  ::munmap(begin, bytes);
}

}  // namespace barometer::core
