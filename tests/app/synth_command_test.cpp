// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "app/synthetic_files.hpp"
#include "config/load.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"

using namespace barometer_test;
using namespace barometer;

TEST_CASE("synth writes a market that reads back to the same bits, truth included") {
  const SyntheticFiles market;
  INFO(market.made().output);
  REQUIRE(market.made().exit_code == 0);
  const data::MarketData read = data::load_market(config::load_config(market.config(), {}).data, 1);
  const std::vector<std::string> same{"data.synthetic.symbols=2", "data.synthetic.bars=1500",
                                      "data.synthetic.seed=7"};
  const data::MarketData made = data::load_market(
      config::parse_config("data: {source: synthetic}\nstrategy: {plugin: buy_and_hold}\n", "test",
                           same)
          .data,
      1);
  CHECK(read.hash == made.hash);
  REQUIRE(read.symbols.size() == 2);
  CHECK(read.symbols[1].truth == made.symbols[1].truth);
  CHECK(read.truth_labels == std::vector<std::string>{"0", "1", "2"});
}

TEST_CASE("synth refuses a folder that exists and numbers that make no sense") {
  const SyntheticFiles market;
  CHECK(run_program("synth " + market.folder().path().string()).exit_code == 5);
  const std::string fresh = "synth " + (market.folder() / "fresh").string();
  CHECK(run_program(fresh + " --bars 0").exit_code == 2);
  CHECK(run_program(fresh + " --bar soon").exit_code == 2);
  CHECK_FALSE(std::filesystem::exists(market.folder() / "fresh"));
}
