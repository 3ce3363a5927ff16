// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_check.hpp"

#include <barometer/sdk/params.hpp>

#include <array>
#include <limits>

#include "support/catch.hpp"

using namespace barometer;

namespace {

using Faults = std::vector<std::string>;

constexpr std::array kWords{"fast", "slow"};
constexpr std::array kWhole{1.0, 4.0};
constexpr std::array kReal{0.25, 1.0};

std::vector<std::string> faults_of(const bm_param_spec& spec) {
  return plugin::param_table_faults({&spec, 1});
}

}  // namespace

TEST_CASE("every type can be declared without fault") {
  const std::array specs{integer_param({.name = "a", .fallback = 3}),
                         number_param({.name = "b", .fallback = 0.5}),
                         fraction_param({.name = "c.d", .fallback = 0.1}),
                         duration_param({.name = "e", .fallback = 3.6e12}),
                         boolean_param({.name = "f", .fallback = 1}),
                         word_param({.name = "g", .fallback = "slow", .words = kWords}),
                         integer_param({.name = "h", .minimum = 5, .optional = true}),
                         word_param({.name = "i", .words = kWords, .optional = true})};
  CHECK(plugin::param_table_faults(specs).empty());
}

TEST_CASE("every faulty row is reported, by name") {
  const std::array specs{integer_param({.name = "a", .fallback = 0.5}),
                         integer_param({.name = "a"}), number_param({.name = "B"})};
  const auto faults = plugin::param_table_faults(specs);
  REQUIRE(faults.size() == 3);
  CHECK(faults[0] == "parameter 'a' has default 0.5, expected a whole number");
  CHECK(faults[1] == "parameter 'a' is declared twice");
  CHECK(faults[2] == "parameter 'B' has a name that is not snake_case words joined by dots");
}

TEST_CASE("a range must be ordered and hold the default") {
  CHECK(faults_of(number_param({.name = "a", .fallback = 2, .maximum = 1})).size() == 1);
  CHECK(faults_of(number_param({.name = "a", .minimum = 2, .maximum = 1})).size() == 1);
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(faults_of(number_param({.name = "a", .minimum = nan})).size() == 1);
  CHECK(faults_of(number_param({.name = "a", .fallback = nan})).size() == 2);
}

TEST_CASE("a default must be a value that the YAML could give") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(faults_of(number_param({.name = "a", .fallback = infinity})).size() == 1);
  CHECK(faults_of(integer_param({.name = "a", .fallback = 1e300})).size() == 1);
  CHECK(faults_of(boolean_param({.name = "a", .fallback = 2})).size() == 1);
}

TEST_CASE("a word needs words, and its default among them") {
  CHECK(faults_of(word_param({.name = "a", .fallback = "slow"})).size() == 1);
  CHECK(faults_of(word_param({.name = "a", .fallback = "none", .words = kWords})).size() == 1);
  CHECK(faults_of(word_param({.name = "a", .words = kWords})).size() == 1);
  constexpr std::array<const char*, 2> holed{"fast", nullptr};
  CHECK(faults_of(word_param({.name = "a", .fallback = "fast", .words = holed})).size() == 1);
}

TEST_CASE("texts may not be NULL, types not unknown") {
  CHECK(faults_of(integer_param({.name = nullptr})).size() == 1);
  CHECK(faults_of(integer_param({.name = "a", .unit = nullptr})).size() == 1);
  CHECK(faults_of(integer_param({.name = "a", .help = nullptr})).size() == 1);
  bm_param_spec spec = integer_param({.name = "a"});
  spec.type = 6;
  CHECK(faults_of(spec).size() == 1);
}

TEST_CASE("every type of list can be declared without fault") {
  const std::array specs{
      integers_param({.name = "a", .fallback = kWhole, .minimum = 1, .maximum = 9}),
      numbers_param({.name = "b", .fallback = kReal}),
      fractions_param({.name = "c", .fallback = kReal, .min_items = 2, .max_items = 2}),
      durations_param({.name = "d", .fallback = kWhole}),
      words_param({.name = "e", .fallback = kWords, .words = kWords}),
      integers_param({.name = "f", .min_items = 0}),
      numbers_param({.name = "g", .min_items = 3, .optional = true}),
      words_param({.name = "h", .words = kWords, .optional = true})};
  CHECK(plugin::param_table_faults(specs).empty());
}

TEST_CASE("a list's lengths are ordered, and its default has one that is allowed") {
  const auto of = [](std::uint32_t least, std::uint32_t most) {
    return faults_of(
        integers_param({.name = "a", .fallback = kWhole, .min_items = least, .max_items = most}));
  };
  CHECK(of(1, 2).empty());
  CHECK(of(2, 2).empty());
  CHECK(of(3, 4) == Faults{"parameter 'a' has a default of 2 items, expected 3 to 4"});
  CHECK(of(0, 1) == Faults{"parameter 'a' has a default of 2 items, expected 0 to 1"});
  CHECK(of(0, 0) == Faults{"parameter 'a' has lists of 0 to 0 items, expected an ordered pair up "
                           "to 10000"});
  CHECK(of(5, 4).size() == 1);
  CHECK(of(1, 4'000'000'000).size() == 1);
  CHECK(faults_of(integers_param({.name = "a", .min_items = 2, .max_items = 1, .optional = true}))
            .size() == 1);
}

TEST_CASE("every item of a list's default must be a value that the YAML could give") {
  CHECK(faults_of(integers_param({.name = "a", .fallback = kReal})) ==
        Faults{"parameter 'a' has item 0 of its default 0.25, expected a whole number"});
  CHECK(faults_of(integers_param({.name = "a", .fallback = kWhole, .maximum = 3})) ==
        Faults{"parameter 'a' has item 1 of its default 4 outside -inf to 3"});
  constexpr std::array bad{1.0, std::numeric_limits<double>::quiet_NaN(),
                           std::numeric_limits<double>::infinity()};
  CHECK(faults_of(numbers_param({.name = "a", .fallback = bad})).size() == 3);
  CHECK(faults_of(numbers_param({.name = "a", .fallback = kWhole, .minimum = 2, .maximum = 1})) ==
        Faults{"parameter 'a' has minimum 2 and maximum 1, expected an ordered pair"});
  constexpr std::array<const char*, 3> words{"fast", "quick", nullptr};
  CHECK(faults_of(words_param({.name = "a", .fallback = words, .words = kWords})) ==
        Faults{"parameter 'a' has item 1 of its default that is not among its words",
               "parameter 'a' has item 2 of its default that is not among its words"});
  CHECK(faults_of(words_param({.name = "a", .fallback = kWords})) ==
        Faults{"parameter 'a' is a word without allowed words"});
}

TEST_CASE("a list without its default, and a single value with a list's fields") {
  bm_param_spec spec = numbers_param({.name = "a", .fallback = kReal});
  spec.default_numbers = nullptr;
  CHECK(faults_of(spec) ==
        Faults{"parameter 'a' has default_numbers NULL, expected its default list"});
  spec = words_param({.name = "a", .fallback = kWords, .words = kWords});
  spec.default_words = nullptr;
  CHECK(faults_of(spec) ==
        Faults{"parameter 'a' has default_words NULL, expected its default list"});
  spec = integers_param({.name = "a", .fallback = kWhole});
  spec.flags = 0;
  CHECK(faults_of(spec) ==
        Faults{"parameter 'a' has the fields of a list without the flag BM_PARAM_LIST"});
}

TEST_CASE("unknown flags are refused in words") {
  bm_param_spec spec = integer_param({.name = "a"});
  spec.flags = 4;
  CHECK(faults_of(spec) == std::vector<std::string>{"parameter 'a' has the unknown flags 0x4"});
}
