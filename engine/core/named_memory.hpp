// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

// Memory that can be read and not written, and the words for each part of it: who dies of writing
// there is told what it was, from within a signal handler. So nothing here waits or allocates while
// it is looked up.

namespace barometer::core {

// Appends to a buffer that ends with a zero; what has no room is left out.
class PlainText {
 public:
  // `room` bytes at `out`, at least one.
  PlainText(char* out, std::size_t room) : out_(out), room_(room) { out_[0] = 0; }

  PlainText& add(const char* text);
  PlainText& add(std::int64_t number);

 private:
  char* out_;
  std::size_t room_;
  std::size_t size_ = 0;
};

// Such memory, listed as long as this object lives. A process lists thousands; what does not fit
// has no name.
class NamedMemory {
 public:
  // Says what lies at `address` of the memory: "SYN01's close (bar 12): bars cannot be written".
  // Reads what never changes while the memory is listed.
  using Describe = void (*)(const void* what, const std::byte* address, PlainText& text);

  // `what` is handed to `describe`; all of it outlives this object.
  NamedMemory(const std::byte* begin, std::size_t bytes, const void* what, Describe describe);
  ~NamedMemory();
  NamedMemory(const NamedMemory&) = delete;
  NamedMemory& operator=(const NamedMemory&) = delete;

 private:
  friend bool describe_memory(const void* address, PlainText& text);

  const std::byte* begin_;
  std::size_t bytes_;
  const void* what_;
  Describe describe_;
  std::size_t slot_;  // in the list
};

// Says what lies at this address; false where no memory is listed. May be called by a signal
// handler.
bool describe_memory(const void* address, PlainText& text);

}  // namespace barometer::core
