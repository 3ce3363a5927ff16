// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_memory.hpp"

#include <array>
#include <string>

#include "core/named_memory.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr const char* kCannot = "parameters cannot be written";

bm_param_spec spec(const char* name) {
  bm_param_spec row{};
  row.name = name;
  return row;
}

bm_param_value number(double of) {
  bm_param_value value{};
  value.number = of;
  value.is_set = 1;
  return value;
}

// What is said of who writes there; empty: nothing is known of it.
std::string said(const void* address) {
  std::array<char, 200> text{};
  core::PlainText words(text.data(), text.size());
  return core::describe_memory(address, words) ? text.data() : "";
}

}  // namespace

TEST_CASE("values and the items of lists are what they were, in memory that has their names") {
  const std::array specs{spec("length"), spec("levels"), spec("weight")};
  const std::array values{number(3), number(0), number(0.5)};
  const std::array<std::vector<bm_param_value>, 3> lists{{{}, {number(7), number(8)}, {}}};
  const void* gone = nullptr;
  {
    const plugin::ParamMemory memory(specs, values, lists);
    const auto shown = memory.values();
    REQUIRE(shown.size() == 3);
    CHECK(shown[0].number == 3);
    CHECK(shown[0].items == nullptr);
    REQUIRE(shown[1].item_count == 2);
    CHECK(shown[1].items[1].number == 8);
    CHECK(shown[2].number == 0.5);
    CHECK(said(&shown[2].number) == std::string("the parameter 'weight': ") + kCannot);
    CHECK(said(&shown[1].items[1].word) == std::string("the parameter 'levels': ") + kCannot);
    CHECK(said(shown.data() + shown.size()) == kCannot);
    gone = shown.data();
  }
  CHECK(said(gone).empty());
}
