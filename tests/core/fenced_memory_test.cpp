// SPDX-License-Identifier: Apache-2.0
#include "core/fenced_memory.hpp"

#include <sys/mman.h>

#include <array>
#include <cstdint>
#include <utility>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// Whether the page of this address is mapped at all; mincore() touches nothing.
bool is_mapped(const std::byte* address) {
  std::array<unsigned char, 1> resident{};
  const auto page = reinterpret_cast<std::uintptr_t>(address) & ~std::uintptr_t{4095};
  return ::mincore(reinterpret_cast<void*>(page), 4096, resident.data()) == 0;
}

}  // namespace

TEST_CASE("the memory can be written to its last byte, and its fences are nobody else's") {
  core::FencedMemory memory(5000);
  memory.data()[0] = std::byte{1};
  memory.data()[4999] = std::byte{2};
  CHECK(memory.data()[2500] == std::byte{0});
  CHECK(is_mapped(memory.data() - core::FencedMemory::kFence));
  CHECK(is_mapped(memory.data() + 5000 + core::FencedMemory::kFence - 4096));
  const core::FencedMemory moved = std::move(memory);
  CHECK(moved.data()[4999] == std::byte{2});
}

TEST_CASE("of no bytes there is nothing to write") {
  CHECK(core::FencedMemory().data() == nullptr);
}
