// SPDX-License-Identifier: Apache-2.0
#include "config/describe.hpp"

#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

TEST_CASE("a described config is a config that loads to the same") {
  for (const std::string_view yaml : {kLeastSynthetic, kLeastCsv, kEverySyntheticKey, kEveryCsvKey,
                                      kEveryQuoteKey, kActionColumns, kAdjustedColumn}) {
    const config::RunConfig config = config::parse_config(yaml, "t.yaml");
    const config::RunConfig again = config::parse_config(json_of(config), "again.json");
    CHECK(flat(again) == flat(config));
    CHECK(json_of(again) == json_of(config));
  }
}

TEST_CASE("defaults are told, in the YAML's own keys and canonical values") {
  const FlatConfig told = flat(config::parse_config(kLeastSynthetic, "t.yaml"));
  CHECK(told.at("data.source") == "synthetic");
  CHECK(told.at("data.symbols") == "all");
  CHECK(told.at("data.bar") == "1h");
  CHECK(told.at("data.synthetic.start") == "2022-01-01T00:00:00Z");
  CHECK(told.at("broker.cash") == "100000");
  CHECK(told.at("run.tagging") == "ahead");
  CHECK(told.count("regime.plugin") == 0);
  CHECK(told.count("data.path") == 0);
}

TEST_CASE("every value that was given is told") {
  const FlatConfig told = flat(config::parse_config(kEverySyntheticKey, "t.yaml"));
  CHECK(told.at("broker.commission") == "0.0005");
  CHECK(told.at("broker.slippage") == "0.001");
  CHECK(told.at("latency.budget.bar.p99.9") == "100us");
  CHECK(told.at("latency.budget.tag.p99.99") == "1500ns");
  CHECK(told.at("regime[0].params.volatility.rule") == "ratio");
  CHECK(told.at("regime[0].params.volatility.window") == "24");
  CHECK(told.at("strategy.params.windows[1]") == "50");
  CHECK(told.at("strategy.params.deep.rules[0]") == "ratio");
  CHECK(told.at("strategy.when[1].if.trend[1]") == "weak_up");
  CHECK(told.at("strategy.when[2].then.scale") == "0.25");
}

TEST_CASE("no value of the two full configs is a default, so that none can be lost unseen") {
  const FlatConfig least = flat(config::parse_config(kLeastSynthetic, "t.yaml"));
  const FlatConfig least_csv = flat(config::parse_config(kLeastCsv, "t.yaml"));
  for (const auto& [key, value] : flat(config::parse_config(kEverySyntheticKey, "t.yaml"))) {
    INFO(key);
    CHECK((key == "data.source" || least.count(key) == 0 || least.at(key) != value));
  }
  for (const char* key : {"data.time.column", "data.time.format", "data.time.zone",
                          "data.time.stamp", "data.columns.open", "data.columns.volume",
                          "data.separator", "data.header", "data.bad_rows", "data.sunday_stubs"}) {
    INFO(key);
    CHECK(flat(config::parse_config(kEveryCsvKey, "t.yaml")).at(key) != least_csv.at(key));
  }
}

TEST_CASE("a list of one is told as a list, and an empty one as an empty one") {
  const config::RunConfig config = config::parse_config(
      csv_with("regime: {plugin: regime, params: {a: [1], b: [], c: 1}}\n"), "t.yaml");
  const config::RunConfig again = config::parse_config(json_of(config), "again.json");
  for (const config::RunConfig& each : {config, again}) {
    REQUIRE(each.regime[0].params.size() == 3);
    CHECK((each.regime[0].params[0].is_list && each.regime[0].params[0].items.size() == 1));
    CHECK((each.regime[0].params[1].is_list && each.regime[0].params[1].items.empty()));
    CHECK_FALSE(each.regime[0].params[2].is_list);
  }
}

TEST_CASE("text that looks like something else keeps its quotes") {
  const config::RunConfig config = config::parse_config(
      csv_with("regime: {plugin: regime, params: {a: '1', b: 1, c: 'true', d: true}}\n"), "t.yaml");
  const config::RunConfig again = config::parse_config(json_of(config), "again.json");
  REQUIRE(again.regime.size() == 1);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(again.regime[0].params[i].value.text == config.regime[0].params[i].value.text);
    CHECK(again.regime[0].params[i].value.quoted == config.regime[0].params[i].value.quoted);
  }
}

TEST_CASE("a week is described as 1w, however it was written") {
  const config::RunConfig config = config::parse_config(
      "data: {source: synthetic, resample: 1mo}\nregime: {plugin: a, on: 1mo}\n"
      "strategy: {plugin: x}\n",
      "t.yaml");
  CHECK(flat(config).at("data.resample") == "1mo");
  const config::RunConfig weeks = config::parse_config(
      "data: {source: synthetic}\nregime: {plugin: a, on: 7d}\nstrategy: {plugin: x}\n", "t.yaml");
  CHECK(flat(weeks).at("regime.on") == "1w");
  CHECK(flat(weeks).count("data.resample") == 0);
}
