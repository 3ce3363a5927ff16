// SPDX-License-Identifier: Apache-2.0
#include "conformance/allocation_counter.hpp"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include "support/catch.hpp"

#if !defined(BAROMETER_SANITIZED)
namespace {

// The compiler leaves out an allocation that it sees to be freed at once.
void release(void* memory) {
  void* volatile seen = memory;
  std::free(seen);
}

}  // namespace

TEST_CASE("allocations of C, of C++ and inside their libraries are counted") {
  const auto counter = barometer::conformance::count_allocations();
  REQUIRE(counter != nullptr);
  std::int64_t before = counter();
  release(std::malloc(24));
  release(std::calloc(2, 24));
  CHECK(counter() - before == 2);
  before = counter();
  const auto memory = std::make_unique<int>(7);
  CHECK(counter() - before == 1);
  before = counter();
  std::string text(100, 'x');
  CHECK(counter() - before == 1);
  before = counter();
  release(::strdup(text.c_str()));
  CHECK(counter() - before == 1);
  CHECK(*memory == 7);
}
#endif
