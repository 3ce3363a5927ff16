// SPDX-License-Identifier: Apache-2.0
#include "core/alike_faults.hpp"

#include <string>
#include <utility>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("of faults that are alike twenty are made and the others counted") {
  core::AlikeFaults faults;
  int made = 0;
  for (int i = 0; i < 331; ++i) {
    faults.add([&] { return core::Fault{"x", std::to_string(++made), ""}; });
  }
  CHECK(made == 20);
  const auto all = std::move(faults).take("y", "like this");
  REQUIRE(all.size() == 21);
  CHECK(all.back().where == "y");
  CHECK(all.back().what == "and 311 more like this");
}
