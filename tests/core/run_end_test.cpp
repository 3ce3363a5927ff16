// SPDX-License-Identifier: Apache-2.0
#include "core/run_end.hpp"

#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

std::size_t one_by_one(const std::vector<std::uint8_t>& bytes, std::size_t begin) {
  std::size_t end = begin;
  while (end < bytes.size() && bytes[end] == bytes[begin]) {
    ++end;
  }
  return end;
}

}  // namespace

TEST_CASE("a run of bytes ends at the first other one or at the end, wherever it begins") {
  for (std::size_t size = 1; size <= 40; ++size) {
    for (std::size_t other = 0; other <= size; ++other) {
      std::vector<std::uint8_t> bytes(size, 255);
      if (other < size) {
        bytes[other] = 254;
      }
      for (std::size_t begin = 0; begin < size; ++begin) {
        INFO(size << " bytes, another at " << other << ", from " << begin);
        CHECK(core::run_end(bytes, begin) == one_by_one(bytes, begin));
      }
    }
  }
}

}  // namespace barometer
