// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

std::string strategy(const std::string& more) {
  return "data: {source: synthetic}\nstrategy:\n  plugin: sma_cross\n" + more;
}

std::string when(const std::string& line) {
  return strategy("  when:\n    - " + line + "\n");
}

}  // namespace

TEST_CASE("parameters stay text with their place, nested names joined with dots") {
  const config::RunConfig config = config::parse_config(
      strategy("  params: {fast: 10, deep: {er: {rule: ratio}}, text: '7'}\n"), "t");
  const std::vector<config::RawParam>& params = config.strategy.params;
  REQUIRE(params.size() == 3);
  CHECK(params[0].name == "fast");
  CHECK(params[0].value.text == "10");
  CHECK(params[0].name_at.line == 4);
  CHECK(params[0].name_at.column == 12);
  CHECK(params[0].value.at.column == 18);
  CHECK(params[1].name == "deep.er.rule");
  CHECK_FALSE(params[1].value.quoted);
  CHECK(params[2].value.quoted);
}

TEST_CASE("parameters may be lists, each item with its place") {
  const config::RunConfig config =
      config::parse_config(strategy("  params: {windows: [20, '50'], deep: {none: []}}\n"), "t");
  const std::vector<config::RawParam>& params = config.strategy.params;
  REQUIRE(params.size() == 2);
  CHECK(params[0].is_list);
  CHECK(params[0].value.at.column == 21);
  REQUIRE(params[0].items.size() == 2);
  CHECK(params[0].items[0].text == "20");
  CHECK(params[0].items[1].quoted);
  CHECK(params[0].items[1].at.column == 26);
  CHECK(params[1].name == "deep.none");
  CHECK((params[1].is_list && params[1].items.empty()));
}

TEST_CASE("parameters are values, their names have no dots") {
  CHECK(messages_of(strategy("  params: {a: [1, [2], {b: 3}], b.c: 2, d: null}\n")) ==
        "t.yaml:4:19: strategy.params.a[1]: expected a value, found a list\n"
        "t.yaml:4:24: strategy.params.a[2]: expected a value, found a group of keys\n"
        "t.yaml:4:33: strategy.params.b.c: expected a name without dots\n"
        "    write nested groups: {volatility: {rule: ratio}}\n"
        "t.yaml:4:41: strategy.params.d: expected a value, found nothing\n");
}

TEST_CASE("a plug-in is a name or a path") {
  CHECK(config::parse_config("data: {source: synthetic}\nstrategy: {plugin: ../lib/s.so}\n", "t")
            .strategy.plugin == "../lib/s.so");
  for (const char* plugin : {"''", "'a b'", "..", "'{x}'", "~/s.so", "[a]"}) {
    INFO(plugin);
    CHECK_FALSE(
        faults_of(std::string("data: {source: synthetic}\nstrategy: {plugin: ") + plugin + "}\n")
            .empty());
  }
}

TEST_CASE("conditions arrive with terms, labels and action") {
  const auto conditions = config::parse_config(kEverySyntheticKey, "t").strategy.when;
  REQUIRE(conditions.size() == 3);
  CHECK(conditions[0].action == config::ConditionAction::flatten);
  CHECK(conditions[0].terms[0].dimension == "volatility");
  CHECK(conditions[0].terms[0].values[0].text == "extreme");
  CHECK(conditions[1].action == config::ConditionAction::block_entries);
  REQUIRE(conditions[1].terms.size() == 2);
  CHECK(conditions[1].terms[0].values.size() == 2);
  CHECK(conditions[1].terms[1].dimension == "session");
  CHECK(conditions[1].terms[1].values[0].at.line ==
        line_of(kEverySyntheticKey, "session: overnight"));
  CHECK(conditions[2].action == config::ConditionAction::scale);
  CHECK(conditions[2].scale == 0.25);
  CHECK(conditions[2].terms[0].values[0].text == "> 90");
}

TEST_CASE("misshapen conditions are refused with their place in the list") {
  CHECK(messages_of(when("{if: {volatility: extreme}, then: flaten}")) ==
        "t.yaml:5:41: strategy.when[0].then: expected flatten, block_entries or {scale: 0.5}, "
        "found 'flaten'\n"
        "    did you mean 'flatten'?\n");
  CHECK(messages_of(when("{if: {volatility: extreme}}")) ==
        "t.yaml:5:7: strategy.when[0].then: expected flatten, block_entries or {scale: 0.5}, "
        "found no such key\n");
  for (const char* line : {"{then: flatten}", "{if: {}, then: flatten}",
                           "{if: volatility, then: flatten}", "{if: {a: []}, then: flatten}",
                           "{if: {a: {b: c}}, then: flatten}", "{if: {a: [[b]]}, then: flatten}",
                           "{if: {a: null}, then: flatten}", "{if: {a: b}, then: {scale: 2}}",
                           "{if: {a: b}, then: {scale: -1}}", "{if: {a: b}, then: {scal: 0.5}}",
                           "{if: {a: b}, then: {}}", "{if: {a: b}, then: [flatten]}",
                           "{if: {a: b}, then: flatten, else: x}", "flatten", "[a]"}) {
    INFO(line);
    const auto faults = faults_of(when(line));
    REQUIRE_FALSE(faults.empty());
    CHECK(faults[0].what.find("strategy.when[0]") == 0);
  }
  CHECK_FALSE(faults_of(strategy("  when: {if: {a: b}, then: flatten}\n")).empty());
}
