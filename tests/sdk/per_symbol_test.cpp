// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/per_symbol.hpp>

#include <array>
#include <string>
#include <type_traits>

#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

struct Company {
  barometer_test::Cast cast;
  std::array<std::uint8_t, 2> reads{};
  bm_params none{};
  bm_declaration declared{reads.data(), nullptr, 0, 0, 0};
  Setup setup{none, cast.universe, declared};
};

}  // namespace

TEST_CASE("every symbol has a value of its own, from one that all begin with") {
  const Company company;
  PerSymbol<double> asked(company.setup, 0.5);
  REQUIRE(asked.size() == 2);
  asked[1] = 2;
  CHECK(asked[0] == 0.5);
  CHECK(asked[1] == 2);
}

TEST_CASE("values are made from the instruments, in the order of the universe") {
  const Company company;
  const PerSymbol<std::string> names(company.setup, [](const bm_instrument& instrument) {
    return std::string(instrument.symbol);
  });
  REQUIRE(names.size() == 2);
  CHECK(names[0] == "A");
  CHECK(names[1] == "B");
}

TEST_CASE("a copy is apart, which is what a strategy is reset to") {
  const Company company;
  PerSymbol<bool> bought(company.setup, false);
  const PerSymbol<bool> initial = bought;
  bought[0] = true;
  CHECK(bought[0]);
  CHECK_FALSE(bought[1]);
  CHECK_FALSE(initial[0]);
}
