// SPDX-License-Identifier: Apache-2.0
#include "config/override.hpp"

#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

config::RunConfig with(const std::vector<std::string>& overrides) {
  return config::parse_config(kLeastSynthetic, "t.yaml", overrides);
}

std::string refused(const std::string& override) {
  return messages_of(kLeastSynthetic, std::vector<std::string>{override});
}

}  // namespace

TEST_CASE("an override is typed as if the file had said it") {
  CHECK(with({"run.threads=3"}).run.threads == 3);
  CHECK(with({"broker.commission=5bps"}).broker.commission == 0.0005);
  CHECK(with({"data.source=synthetic"}).data.source == config::DataSource::synthetic);
  CHECK(with({"data.symbols=[A, B]"}).data.symbols == std::vector<std::string>{"A", "B"});
  CHECK(with({"run.threads=1", "run.threads=2"}).run.threads == 2);
}

TEST_CASE("an override makes groups on its way, also in parameters") {
  const config::RunConfig config = with(
      {"strategy.params.fast=10", "regime.plugin=regime", "regime.params.volatility.rule=ratio"});
  REQUIRE(config.strategy.params.size() == 1);
  CHECK(config.strategy.params[0].name == "fast");
  CHECK(config.strategy.params[0].value.at.line == 0);
  const auto listed = with({"strategy.params.windows=[10, 20]"}).strategy.params;
  REQUIRE((listed.size() == 1 && listed[0].items.size() == 2));
  CHECK(listed[0].items[1].text == "20");
  CHECK(config::to_string("t", listed[0].items[1].at) == "--set strategy.params.windows=[10, 20]");
  REQUIRE(config.regime.size() == 1);
  CHECK(config.regime[0].params[0].name == "volatility.rule");
}

TEST_CASE("a segment of digits belongs to the one before it") {
  const config::RunConfig config = with({"latency.meter=full", "latency.budget.bar.p99.9=20us"});
  REQUIRE(config.latency.budgets.size() == 1);
  CHECK(config.latency.budgets[0].quantile == 0.999);
}

TEST_CASE("plain text after the first equals sign is the value") {
  CHECK(with({"output.dir=a=b, c: d # e"}).output.directory == "a=b, c: d # e");
  CHECK(config::parse_config(kLeastCsv, "t.yaml",
                             std::vector<std::string>{"data.time.format=%Y-%m-%d %H"})
            .data.csv.time_format == "%Y-%m-%d %H");
}

TEST_CASE("faults of an override say which one") {
  CHECK(refused("run.threads=many") ==
        "--set run.threads=many: run.threads: expected a whole number from 0 to 1024, found "
        "'many'\n");
  CHECK(refused("run.thread=1") ==
        "--set run.thread=1: run.thread: expected a key of this group, found 'thread'\n"
        "    did you mean 'threads'?\n");
  CHECK(refused("run.seed='5'") ==
        "--set run.seed='5': run.seed: expected a whole number from 0, found '5' in quotes\n"
        "    remove the quotes\n");
}

TEST_CASE("what is no assignment is refused") {
  for (const char* text : {"", "run.threads", "=1", ".=1", "run..threads=1", ".run=1", "run.=1"}) {
    INFO(text);
    CHECK(refused(text).find("expected key.path=value") != std::string::npos);
  }
  CHECK(refused("run.threads=[1").find("--set run.threads=[1") == 0);
  CHECK(refused(std::string(300, 'a') + "=1").size() < 400);
}

TEST_CASE("an override does not reach through a value") {
  CHECK(refused("strategy.plugin.x=1").find("expected groups of keys on the way") !=
        std::string::npos);
}

namespace {

const std::string kLists = std::string(kLeastSynthetic) + R"(
regime:
  - {plugin: regime, params: {window: 1}}
  - {plugin: regime, as: daily, on: 1d, params: {window: 2}}
  - {plugin: other, as: market}
broker:
  commission: {tiers: [{from: 0, rate: 10bps}, {from: 1000, rate: 8bps}]}
)";

config::RunConfig with_lists(const std::vector<std::string>& overrides) {
  return config::parse_config(kLists, "t.yaml", overrides);
}

std::string refused_in_lists(const std::string& override) {
  return messages_of(kLists, std::vector<std::string>{override});
}

}  // namespace

TEST_CASE("an override reaches into lists, by number or by name") {
  CHECK(with_lists({"regime[0].params.window=7"}).regime[0].params[0].value.text == "7");
  CHECK(with_lists({"regime[daily].params.window=7"}).regime[1].params[0].value.text == "7");
  CHECK(with_lists({"regime[market].params.x=1"}).regime[2].params[0].name == "x");
  CHECK(with_lists({"regime[2]={plugin: third, as: z}"}).regime[2].plugin == "third");
  CHECK(
      with_lists({"broker.commission.tiers[1].rate=5bps"}).broker.commission_parts.tiers[1].rate ==
      0.0005);
}

TEST_CASE("an override reaches texts of a list, by what they say") {
  const std::vector<std::string> symbols{"data.symbols=[A, B.C, D=X]"};
  const auto after = [&](const std::string& override) {
    return with({symbols[0], override}).data.symbols;
  };
  CHECK(after("data.symbols[1]=E") == std::vector<std::string>{"A", "E", "D=X"});
  CHECK(after("data.symbols[B.C]=E") == std::vector<std::string>{"A", "E", "D=X"});
  CHECK(after("data.symbols[D=X]=E") == std::vector<std::string>{"A", "B.C", "E"});
}

TEST_CASE("an override reaches into conditions") {
  const config::RunConfig config =
      with({"strategy.when=[{if: {volatility: high}, then: flatten}]",
            "strategy.when[0].if.volatility=calm", "strategy.when[0].then={scale: 0.5}"});
  CHECK(config.strategy.when[0].terms[0].values[0].text == "calm");
  CHECK(config.strategy.when[0].scale == 0.5);
}

TEST_CASE("one group is a list of it") {
  CHECK(with({"regime={plugin: regime}", "regime[0].as=x"}).regime[0].as == "x");
  CHECK(with({"regime={plugin: regime}", "regime[regime].as=x"}).regime[0].as == "x");
}

TEST_CASE("what a list does not have is refused with what it has") {
  CHECK(refused_in_lists("regime[weekly].on=7d") ==
        "--set regime[weekly].on=7d: regime has no entry 'weekly'\n"
        "    it has [0] regime, [1] daily, [2] market\n");
  CHECK(refused_in_lists("regime[3].on=7d") ==
        "--set regime[3].on=7d: regime has no entry '3'\n"
        "    it has [0] regime, [1] daily, [2] market\n");
  CHECK(refused_in_lists("regime.params.x=1") ==
        "--set regime.params.x=1: regime is a list of [0] regime, [1] daily, [2] market: say which "
        "of "
        "them\n    such as regime[0].params\n");
  CHECK(refused("data.symbols[0]=A") ==
        "--set data.symbols[0]=A: data.symbols: expected a list, found no such key\n"
        "    set the whole of it: data.symbols=[first, second]\n");
  CHECK(refused("data.source[0]=A").find("data.source: expected a list, found 'synthetic'") !=
        std::string::npos);
  CHECK(refused_in_lists("regime[daily].parms.x=1").find("did you mean 'params'?") !=
        std::string::npos);
}

TEST_CASE("an entry's name must be its own") {
  const std::vector<std::string> both{"regime=[{plugin: a}, {plugin: a, as: b}]",
                                      "regime[a].on=1d"};
  CHECK(with(both).regime[0].on == core::kDay);
  CHECK(messages_of(kLeastSynthetic, std::vector<std::string>{"regime=[{plugin: a}, {plugin: a}]",
                                                              "regime[a].on=1d"})
            .find("regime has several entries 'a': [0] a, [1] a\n    give its number") !=
        std::string::npos);
}

TEST_CASE("brackets that are none are no path") {
  for (const char* text :
       {"regime[=1", "regime[]=1", "regime[0=1", "regime[0]x=1", "[0]=1", "regime.[0]=1"}) {
    INFO(text);
    CHECK(refused_in_lists(text).find("expected key.path=value") != std::string::npos);
  }
}

// The messages used to show freed memory: nodes that an override made kept a view of a text that
// was gone. A long override, so that its text is on the heap.
TEST_CASE("keys that an override makes are named whole") {
  const std::string told = refused("zz.a_key_that_nobody_knows_and_that_is_long=7d");
  CHECK(told.find("--set zz.a_key_that_nobody_knows_and_that_is_long=7d: zz: expected a key of "
                  "this group, found 'zz'") == 0);
  CHECK(refused("data.x.y=7").find("--set data.x.y=7: data.x: expected a key") == 0);
  for (const char* text : {"data].bar=1h", "regime1].on=7d", "zz].x=7d", "regime[0]].on=7d"}) {
    INFO(text);
    CHECK(refused(text) == std::string("--set ") + text + ": expected key.path=value\n");
  }
}

TEST_CASE("numbers of entries have no zeros before them: those are names") {
  const std::vector<std::string> symbols{"data.symbols=[A, B, C, \"0002\"]"};
  CHECK(with({symbols[0], "data.symbols[0002]=E"}).data.symbols ==
        std::vector<std::string>{"A", "B", "C", "E"});
  CHECK(with({symbols[0], "data.symbols[0]=E"}).data.symbols[0] == "E");
  CHECK(refused_in_lists("regime[01].on=7d").find("regime has no entry '01'") != std::string::npos);
}

TEST_CASE("a group is a list of itself only where the file may say so") {
  CHECK(refused("data[0][0][0].bar=2h") ==
        "--set data[0][0][0].bar=2h: data is no list: it is a group of keys\n"
        "    leave the brackets out\n");
  CHECK(refused("strategy[0].plugin=x").find("strategy is no list") != std::string::npos);
  CHECK(refused_in_lists("regime[1][0].on=7d").find("regime[1] is no list") != std::string::npos);
  CHECK(refused_in_lists("broker[cash]=5").find("name the key: broker.cash") != std::string::npos);
}

TEST_CASE("a bracket of the value that is not closed is told as that") {
  for (const char* text : {"strategy.params.fast=[1,", "strategy.params={fast: [1]"}) {
    INFO(text);
    CHECK(refused(text).find("of the value is not closed") != std::string::npos);
  }
  CHECK(with({"data.symbols=[A]"}).data.symbols.size() == 1);
}

TEST_CASE("what comes from --set says so, the whole of it, wherever it is looked at later") {
  const config::RunConfig run = with({"regime={plugin: regime, of: SYN09}"});
  CHECK(config::to_string("a.yaml", run.regime.front().of_at) ==
        "--set regime={plugin: regime, of: SYN09}");
  CHECK(config::to_string("a.yaml", {3, 5}) == "a.yaml:3:5");
}
