// SPDX-License-Identifier: Apache-2.0
#include "core/log_memory.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <new>
#include <optional>

namespace barometer::core {

namespace {

void unmap(const LogMemory& memory) noexcept {
  ::munmap(memory.data, memory.bytes);
}

// What was given back, oldest first. In an array of its own, so that giving back cannot fail.
class KeptLogs {
 public:
  std::optional<LogMemory> take(std::size_t bytes) {
    const std::scoped_lock lock(mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.begin() + count_,
                                    [bytes](const LogMemory& each) { return each.bytes == bytes; });
    if (found == kept_.begin() + count_) {
      return std::nullopt;
    }
    return remove(found);
  }

  void put(const LogMemory& memory) noexcept {
    if (memory.ready > kMostKeptLogBytes) {
      unmap(memory);
      return;
    }
    const std::scoped_lock lock(mutex_);
    while (count_ == kMostKeptLogs || ready_ + memory.ready > kMostKeptLogBytes) {
      unmap(remove(kept_.begin()));
    }
    kept_[static_cast<std::size_t>(count_++)] = memory;
    ready_ += memory.ready;
  }

 private:
  using Kept = std::array<LogMemory, kMostKeptLogs>;

  LogMemory remove(Kept::iterator at) noexcept {
    const LogMemory removed = *at;
    std::move(at + 1, kept_.begin() + count_--, at);
    ready_ -= removed.ready;
    return removed;
  }

  std::mutex mutex_;
  Kept kept_{};
  std::ptrdiff_t count_ = 0;
  std::size_t ready_ = 0;  // bytes, of all
};

// Never destroyed: logs may end after it would be.
KeptLogs& kept_logs() {
  static auto& kept = *new KeptLogs;
  return kept;
}

}  // namespace

LogMemory take_log_memory(std::size_t bytes) {
  if (const auto kept = kept_logs().take(bytes)) {
    return *kept;
  }
  void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    throw std::bad_alloc();
  }
  return {static_cast<std::byte*>(memory), bytes, 0};
}

void give_back_log_memory(const LogMemory& memory) noexcept {
  kept_logs().put(memory);
}

}  // namespace barometer::core
