// SPDX-License-Identifier: Apache-2.0
#include "study/threshold_values.hpp"

#include <barometer/sdk/param_specs.hpp>

#include <array>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

bm_param_value number(double value) {
  bm_param_value found{};
  found.number = value;
  found.is_set = 1;
  return found;
}

bm_param_value integer(std::int64_t value) {
  bm_param_value found{};
  found.integer = value;
  found.is_set = 1;
  return found;
}

std::vector<study::ThresholdParam> params_of(const bm_param_spec& spec,
                                             const bm_param_value& value) {
  return study::threshold_params({&spec, &value, 1, 0});
}

const bm_param_spec kLevel =
    number_param({.name = "level", .fallback = 2, .minimum = 0, .maximum = 2.3, .help = "a"});
const bm_param_spec kBars =
    integer_param({.name = "bars", .fallback = 1, .minimum = 1, .maximum = 1000, .help = "a"});

}  // namespace

TEST_CASE("a number is tried from .7 to 1.3 times itself, within what is declared") {
  const auto found = params_of(kLevel, number(2));
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "level");
  CHECK(found[0].in_force == 2);
  CHECK(found[0].values == std::vector<double>{1.4, 1.6, 1.8, 2, 2.2});
}

TEST_CASE("the value in force is among those that are tried, to the bit") {
  const double odd = 1.0 / 3;
  const auto found = params_of(kLevel, number(odd));
  CHECK(found[0].values.size() == 7);
  CHECK(found[0].values[3] == odd);
  CHECK(study::value_text(found[0], found[0].values[0]) == "0.233333333");
}

TEST_CASE("a small whole number is tried with its neighbours, a large one with multiples") {
  CHECK(params_of(kBars, integer(1))[0].values == std::vector<double>{1, 2, 3});
  CHECK(params_of(kBars, integer(3))[0].values == std::vector<double>{1, 2, 3, 4, 5, 6});
  const auto large = params_of(kBars, integer(100));
  CHECK(large[0].values == std::vector<double>{50, 70, 85, 100, 120, 150, 200});
  CHECK(study::value_text(large[0], 120) == "120");
}

TEST_CASE("what has no scale, is not set or is no number is not tried") {
  CHECK(params_of(kLevel, number(0)).empty());
  const bm_param_spec unset =
      integer_param({.name = "bars", .minimum = 1, .maximum = 1000, .optional = true, .help = "a"});
  bm_param_value none = integer(7);
  none.is_set = 0;
  CHECK(params_of(unset, none).empty());
  CHECK(params_of(unset, integer(7)).size() == 1);
  CHECK(params_of(boolean_param({.name = "on", .help = "a"}), integer(1)).empty());
  bm_param_spec list = kLevel;
  list.flags |= BM_PARAM_LIST;
  CHECK(params_of(list, number(2)).empty());
}
