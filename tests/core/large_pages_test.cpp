// SPDX-License-Identifier: Apache-2.0
#include "core/large_pages.hpp"

#include <algorithm>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("a wish for large pages changes nothing that is there") {
  for (const std::size_t bytes :
       {std::size_t{1}, core::kLargePagesFrom, core::kLargePagesFrom + 9}) {
    std::vector<unsigned char> memory(bytes, 7);
    core::prefer_large_pages(memory.data(), memory.size());
    core::prefer_large_pages(memory.data() + 1, memory.size() - 1);
    CHECK(std::count(memory.begin(), memory.end(), 7) == static_cast<std::ptrdiff_t>(bytes));
  }
}
