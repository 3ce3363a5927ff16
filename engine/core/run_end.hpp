// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace barometer::core {

// Where the run of equal bytes that begins at `begin` ends: eight are compared at a time.
// REQUIRES: begin < bytes.size().
inline std::size_t run_end(std::span<const std::uint8_t> bytes, std::size_t begin) {
  constexpr std::size_t kAtOnce = sizeof(std::uint64_t);
  const std::uint64_t all = 0x0101010101010101 * std::uint64_t{bytes[begin]};
  std::size_t end = begin + 1;
  for (; end + kAtOnce <= bytes.size(); end += kAtOnce) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes.data() + end, kAtOnce);
    if (eight != all) {
      break;
    }
  }
  while (end < bytes.size() && bytes[end] == bytes[begin]) {
    ++end;
  }
  return end;
}

}  // namespace barometer::core
