// SPDX-License-Identifier: Apache-2.0
#include "config/universe.hpp"

#include "support/catch.hpp"

using namespace barometer;

using Names = std::vector<std::string>;

TEST_CASE("what is excluded is left out in order, and unknown names are asked back") {
  config::DataConfig config;
  config.file = "test.yaml";
  config.exclude = {"B", "CC"};
  config.exclude_at = {{3, 5}, {3, 8}};
  const config::Universe universe(config);
  const Names names{"A", "B", "C"};
  CHECK(universe.without_excluded(names) == Names{"A", "C"});
  const auto faults = universe.unknown_names(names);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "test.yaml:3:8");
  CHECK(faults[0].what == "data.exclude: there is no symbol 'CC' to leave out");
  CHECK(faults[0].fix == "did you mean 'C'?");
}

TEST_CASE("a venue of a symbol that the run does not have is asked back") {
  config::DataConfig config;
  config.file = "test.yaml";
  config.venues = {{"SPY", {3, 5}, "us_equity"}, {"BTCC", {4, 5}, "24x7"}};
  const auto faults = config::Universe(config).unknown_names(Names{"SPY", "BTC"});
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "test.yaml:4:5");
  CHECK(faults[0].what == "data.venues: the run has no symbol 'BTCC'");
  CHECK(faults[0].fix == "did you mean 'BTC'?");
}
