// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_text.hpp"

#include <barometer/sdk/param_specs.hpp>

#include <array>

#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::array kWords{"fast", "slow"};

std::string lists_of(std::uint32_t least, std::uint32_t most) {
  return plugin::expectation(
      numbers_param({.name = "a", .minimum = 0, .min_items = least, .max_items = most}));
}

}  // namespace

TEST_CASE("what is expected of a list is its length and each value") {
  CHECK(lists_of(1, 5) == "a list of 1 to 5 values, each a number from 0");
  CHECK(lists_of(3, 3) == "a list of 3 values, each a number from 0");
  CHECK(lists_of(1, 1) == "a list of 1 value, each a number from 0");
  CHECK(lists_of(0, 5) == "a list of at most 5 values, each a number from 0");
  CHECK(plugin::expectation(words_param({.name = "a", .words = kWords, .max_items = 2})) ==
        "a list of 1 to 2 values, each one of fast, slow");
}

TEST_CASE("what is expected of an item is what is expected of one value") {
  const bm_param_spec windows = integers_param({.name = "a", .minimum = 2, .unit = "bars"});
  const bm_param_spec window = integer_param({.name = "a", .minimum = 2, .unit = "bars"});
  CHECK(plugin::item_expectation(windows) == plugin::expectation(window));
  CHECK(plugin::expectation(window) == "a whole number from 2, in bars");
}

TEST_CASE("a value is told as the YAML would write it") {
  const std::array<bm_param_value, 2> items{
      {{3'600'000'000'000, 0, nullptr, nullptr, 0, 1}, {1'000, 0, nullptr, nullptr, 0, 1}}};
  const bm_param_spec waits = durations_param({.name = "a"});
  CHECK(plugin::value_text(waits, {0, 0, nullptr, items.data(), 2, 1}) == "[1h, 1us]");
  CHECK(plugin::value_text(waits, {0, 0, nullptr, nullptr, 0, 1}) == "[]");
  CHECK(plugin::value_text(waits, {}) == "by plug-in");
  CHECK(plugin::value_text(duration_param({.name = "a"}), items[0]) == "1h");
}
