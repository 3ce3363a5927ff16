// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

namespace barometer::core {

// Memory of its own pages with a stretch of address space before and behind it that nobody may
// touch: who writes far out of bounds is ended by SIGSEGV and does not hit what is somebody else's.
class FencedMemory {
 public:
  static constexpr std::size_t kFence = std::size_t{8} << 20;

  FencedMemory() = default;  // of no bytes

  // Zeros. Throws std::bad_alloc.
  explicit FencedMemory(std::size_t bytes);

  std::byte* data() const { return fences_ == nullptr ? nullptr : fences_.get() + kFence; }

 private:
  struct Unmap {
    std::size_t bytes;
    void operator()(std::byte* begin) const;
  };

  std::unique_ptr<std::byte, Unmap> fences_;  // begins with the fence
};

}  // namespace barometer::core
