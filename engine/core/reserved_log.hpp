// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include "core/log_memory.hpp"

namespace barometer::core {

// An append-only log for the step loop. Its address space is reserved at setup and its pages come
// when they are needed, or are those that a log before it has left (core/log_memory.hpp), so that
// appending never allocates, never moves an element and costs next to no memory for what is not
// used. Past the reserved size it doubles with mremap (pointers then move; spans must not be kept
// across push_back, nor an element handed to it by reference).
template <class T>
requires std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>

class ReservedLog {
 public:
  ReservedLog() = default;

  explicit ReservedLog(std::size_t capacity) : capacity_(std::max<std::size_t>(capacity, 1)) {
    const LogMemory memory = take_log_memory(bytes());
    data_ = reinterpret_cast<T*>(memory.data);
    ready_ = memory.ready / sizeof(T);
  }

  ~ReservedLog() { release(); }

  ReservedLog(const ReservedLog&) = delete;
  ReservedLog& operator=(const ReservedLog&) = delete;

  ReservedLog(ReservedLog&& other) noexcept { swap(other); }

  ReservedLog& operator=(ReservedLog&& other) noexcept {
    swap(other);
    return *this;
  }

  T& push_back(const T& value) {
    if (size_ == ready_) [[unlikely]] {
      make_ready();
    }
    data_[size_] = value;
    return data_[size_++];
  }

  void clear() { size_ = 0; }

  std::size_t size() const { return size_; }

  bool empty() const { return size_ == 0; }

  T& operator[](std::size_t i) { return data_[i]; }

  const T& operator[](std::size_t i) const { return data_[i]; }

  std::span<const T> view() const { return {data_, size_}; }

 private:
  // Has the kernel bring as many pages as there are already, within bounds, in one call: one by
  // one, as they are touched, each would interrupt a step. Kernels before 5.14 do not know the call
  // and do just that.
  [[gnu::noinline]] void make_ready() {
    constexpr std::size_t kPage = 4096;
    constexpr std::size_t kLeast = 4 * kPage;
    constexpr std::size_t kMost = 128 * kPage;
    if (size_ == capacity_) {
      grow();
    }
    const std::size_t begin = ready_ * sizeof(T) / kPage * kPage;
    const std::size_t end = std::min(begin + std::clamp(begin, kLeast, kMost), bytes());
    ::madvise(reinterpret_cast<std::byte*>(data_) + begin, end - begin, MADV_POPULATE_WRITE);
    ready_ = end == bytes() ? capacity_ : end / sizeof(T);
  }

  std::size_t bytes() const { return capacity_ * sizeof(T); }

  void grow() {
    const std::size_t wanted = std::max<std::size_t>(capacity_ * 2, 1024);
    if (data_ == nullptr) {
      *this = ReservedLog(wanted);
      return;
    }
    void* memory = ::mremap(data_, bytes(), wanted * sizeof(T), MREMAP_MAYMOVE);
    if (memory == MAP_FAILED) {
      throw std::bad_alloc();
    }
    data_ = static_cast<T*>(memory);
    capacity_ = wanted;
  }

  void release() {
    if (data_ != nullptr) {
      give_back_log_memory({reinterpret_cast<std::byte*>(data_), bytes(), ready_ * sizeof(T)});
    }
  }

  void swap(ReservedLog& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(ready_, other.ready_);
    std::swap(capacity_, other.capacity_);
  }

  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t ready_ = 0;  // elements whose pages are there; <= capacity_
  std::size_t capacity_ = 0;
};

}  // namespace barometer::core
