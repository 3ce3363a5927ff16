// SPDX-License-Identifier: Apache-2.0
#include "core/named_memory.hpp"

#include <array>
#include <atomic>

namespace barometer::core {

namespace {

constexpr std::size_t kSlots = 4096;

constinit std::array<std::atomic<const NamedMemory*>, kSlots> listed{};

// kSlots where none is free.
std::size_t take_slot(const NamedMemory* memory) {
  for (std::size_t slot = 0; slot < kSlots; ++slot) {
    const NamedMemory* none = nullptr;
    if (listed[slot].compare_exchange_strong(none, memory)) {
      return slot;
    }
  }
  return kSlots;
}

}  // namespace

PlainText& PlainText::add(const char* text) {
  for (; *text != 0 && size_ + 1 < room_; ++text) {
    out_[size_++] = *text;
  }
  out_[size_] = 0;
  return *this;
}

PlainText& PlainText::add(std::int64_t number) {
  std::array<char, 24> digits{};
  std::size_t at = digits.size() - 1;
  std::uint64_t left =
      number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  do {
    digits[--at] = static_cast<char>('0' + left % 10);
    left /= 10;
  } while (left != 0);
  if (number < 0) {
    digits[--at] = '-';
  }
  return add(&digits[at]);
}

NamedMemory::NamedMemory(const std::byte* begin, std::size_t bytes, const void* what,
                         Describe describe)
    : begin_(begin), bytes_(bytes), what_(what), describe_(describe), slot_(take_slot(this)) {}

NamedMemory::~NamedMemory() {
  if (slot_ < kSlots) {
    listed[slot_] = nullptr;
  }
}

bool describe_memory(const void* address, PlainText& text) {
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  for (const std::atomic<const NamedMemory*>& slot : listed) {
    const NamedMemory* memory = slot;
    if (memory == nullptr) {
      continue;
    }
    const auto begin = reinterpret_cast<std::uintptr_t>(memory->begin_);
    if (at >= begin && at - begin < memory->bytes_) {
      memory->describe_(memory->what_, static_cast<const std::byte*>(address), text);
      return true;
    }
  }
  return false;
}

}  // namespace barometer::core
