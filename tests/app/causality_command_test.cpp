// SPDX-License-Identifier: Apache-2.0
// reliability.md row 7: planted cheaters are caught and named, honest plug-ins pass.
#include "backtest/causality.hpp"

#include <string>

#include "app/barometer_program.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kCheaters =
    std::string("BAROMETER_PLUGIN_PATH=") + BAROMETER_BINARY_DIR + "/tests/app/cheaters";
const std::string kQuickstart = "causality configs/quickstart.yaml --set data.synthetic.bars=3000";

}  // namespace

TEST_CASE("the quickstart knows nothing of the future") {
  for (const char* tagging : {"ahead", "in_step"}) {
    const Finished run = run_program(kQuickstart + " --set run.tagging=" + tagging);
    INFO(run.output);
    CHECK(run.exit_code == 0);
    CHECK(contains(in_one_line(run.output), "every fill later than its order: yes"));
    CHECK(contains(in_one_line(run.output), "nothing here knows the future"));
    CHECK_FALSE(contains(in_one_line(run.output), "compared: 0 tags"));
  }
}

TEST_CASE("a strategy that reads beyond its count is caught, also one that seldom decides") {
  for (const char* params :
       {"{ahead: 1}", "{ahead: 7}", "{ahead: 500}", "{ahead: 1, every: 100}"}) {
    const Finished run =
        run_program("causality tests/app/cheaters/peeking_strategy.yaml --set 'strategy.params=" +
                        std::string(params) + "'",
                    kCheaters);
    INFO(run.output);
    CHECK(run.exit_code == 4);
    CHECK(contains(in_one_line(run.output), "DIFFERENT: order"));
  }
}

TEST_CASE("a tagger that looks into its block is caught") {
  for (const char* way : {"one_bar_ahead", "whole_sample"}) {
    const Finished run =
        run_program("causality tests/app/cheaters/peeking_tagger.yaml --set regime.params.way=" +
                        std::string(way),
                    kCheaters);
    INFO(run.output);
    CHECK(run.exit_code == 4);
    CHECK(contains(in_one_line(run.output), "DIFFERENT: tag 'direction' of SYN"));
  }
}

TEST_CASE("a tagger that looks ahead on coarse bars or on a benchmark is caught") {
  for (const char* regime : {"{plugin: peeking_tagger, as: daily, on: 1d}",
                             "{plugin: peeking_tagger, as: daily, on: 1d, of: SYN01}",
                             "{plugin: peeking_tagger, as: daily, of: SYN01}"}) {
    const Finished run = run_program(
        "causality tests/app/cheaters/peeking_tagger.yaml --set 'regime=" + std::string(regime) +
            "'",
        kCheaters);
    INFO(run.output);
    CHECK(run.exit_code == 4);
    CHECK(contains(in_one_line(run.output), "DIFFERENT: tag 'daily.direction' of SYN"));
  }
}

TEST_CASE("honest taggers on coarse bars and on a benchmark pass") {
  for (const char* tagging : {"ahead", "in_step"}) {
    const Finished run =
        run_program(kQuickstart +
                    " --set 'regime=[{plugin: regime}, {plugin: regime, as: daily, on: 1d}, "
                    "{plugin: regime, as: market, on: 4h, of: SYN02}]' --set run.tagging=" +
                    tagging);
    INFO(run.output);
    CHECK(run.exit_code == 0);
  }
}

TEST_CASE("a fill at the bar that decided it is caught") {
  using namespace barometer;
  data::MarketData market;
  market.symbols.resize(1);
  market.symbols[0].name = "AAA";
  orders::Fill honest;
  honest.order_id = 1;
  honest.order_step = 4;
  honest.step = 5;
  orders::Fill early = honest;
  early.order_id = 2;
  early.step = 4;
  CHECK_FALSE(backtest::early_fill(std::vector{honest}, market).has_value());
  const auto text = backtest::early_fill(std::vector{honest, early}, market);
  REQUIRE(text.has_value());
  CHECK(text->find("order 2 of AAA") != std::string::npos);
}

TEST_CASE("fills at the same close are not called early when the YAML asks for them") {
  const Finished run = run_program(kQuickstart + " --set broker.fill=same_close");
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(contains(in_one_line(run.output), "were asked for: not checked"));
}
