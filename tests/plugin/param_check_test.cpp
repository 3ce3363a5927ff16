// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_check.hpp"

#include <barometer/sdk/params.hpp>

#include <array>
#include <limits>

#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::array kWords{"fast", "slow"};

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

TEST_CASE("lists and unknown flags are refused in words") {
  bm_param_spec spec = integer_param({.name = "a"});
  spec.flags = BM_PARAM_LIST;
  CHECK(faults_of(spec) ==
        std::vector<std::string>{
            "parameter 'a' is a list; this version of the program reads single values only"});
  spec.flags = 4;
  CHECK(faults_of(spec) == std::vector<std::string>{"parameter 'a' has the unknown flags 0x4"});
}
