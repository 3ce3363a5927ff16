// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"
#include "config/support.hpp"
#include "core/bar_size.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer::test;
using barometer_test::contains;

namespace {

std::vector<config::RegimeConfig> taggers(const std::string& regime) {
  return config::parse_config(synthetic_with("regime: " + regime + "\n"), "t.yaml").regime;
}

std::string refusals(const std::string& regime) {
  return messages_of(synthetic_with("regime: " + regime + "\n"));
}

}  // namespace

TEST_CASE("one group is one tagger, with plain names on the run's own bars") {
  const auto one = taggers("{plugin: regime, params: {preset: crypto}}");
  REQUIRE(one.size() == 1);
  CHECK(one[0].as.empty());
  CHECK_FALSE(one[0].on);
  CHECK(one[0].of.empty());
  CHECK(one[0].params.size() == 1);
}

TEST_CASE("a list is several, in its order") {
  const auto three = taggers(
      "[{plugin: regime, on: 1h}, {plugin: regime, as: daily, on: 1d}, "
      "{plugin: other, as: market, on: 4h, of: SYN1}]");
  REQUIRE(three.size() == 3);
  CHECK(three[0].on == core::kHour);
  CHECK(three[1].as == "daily");
  CHECK(three[1].on == core::kDay);
  CHECK(three[2].plugin == "other");
  CHECK(three[2].of == "SYN1");
  CHECK(three[2].of_at.line == 3);
}

TEST_CASE("two taggers of one name are refused, two without a name too") {
  CHECK(contains(refusals("[{plugin: a, as: daily}, {plugin: b, as: daily}]"),
                 "regime[1].as: expected a name that no other tagger has, found 'daily'"));
  CHECK(contains(refusals("[{plugin: a}, {plugin: b}]"),
                 "regime[1].as: expected a name that no other tagger has, found no such key"));
  CHECK(taggers("[{plugin: a, as: daily}, {plugin: b}]").size() == 2);
}

TEST_CASE("labels of a column stand in place of a plug-in") {
  const auto two = taggers(
      "[{column: My Mood, labels: [calm, wild]}, {column: mood, file: l.csv, as: mine, of: SYN1}]");
  REQUIRE(two.size() == 2);
  CHECK(two[0].plugin.empty());
  CHECK(two[0].column->name == "My Mood");
  CHECK(two[0].labels == std::vector<std::string>{"calm", "wild"});
  CHECK_FALSE(two[0].file);
  CHECK(two[1].file == "l.csv");
  CHECK(taggers("{column: 7}")[0].column->position == 7);
}

TEST_CASE("what makes no sense beside labels of a column is refused by its key") {
  CHECK(contains(refusals("{as: mine}"), "regime.plugin: expected"));
  CHECK(contains(refusals("{as: mine}"), "or say which column has your own labels: regime.column"));
  CHECK(contains(refusals("{plugin: a, column: b}"), "regime.plugin: expected only without"));
  CHECK(contains(refusals("{column: b, params: {x: 1}}"), "regime.params: expected only without"));
  CHECK(contains(refusals("{column: b, on: 4h}"), "regime.on: expected no size of bars beside"));
  CHECK(contains(refusals("{plugin: a, labels: [x]}"), "regime.labels: expected only with"));
  CHECK(contains(refusals("{column: b, labels: [x, x]}"), "regime.labels[1]: expected each name"));
  CHECK(contains(refusals("{column: 3, file: l.csv}"), "regime.column: expected a name, as"));
}

TEST_CASE("a size that bars cannot be gathered to is refused") {
  for (const char* on : {"30min", "90min", "5h", "2d", "10d"}) {
    INFO(on);
    CHECK(contains(refusals("{plugin: a, on: " + std::string(on) + "}"), "t.yaml:3:"));
  }
  CHECK(contains(refusals("{plugin: a, on: 5h}"),
                 "a multiple of it that divides a day, or 1d, 1w or 1mo"));
  for (const char* on : {"1h", "2h", "24h", "7d", "1w", "1mo"}) {
    CHECK(taggers("{plugin: a, on: " + std::string(on) + "}").size() == 1);
  }
}

TEST_CASE("a name is one word that begins with a letter") {
  for (const char* as : {"Daily", "1d", "a.b", "''", "_a", "a-b"}) {
    INFO(as);
    CHECK(contains(refusals("{plugin: a, as: " + std::string(as) + "}"),
                   "regime.as: expected a name of small letters, digits and _"));
  }
}

TEST_CASE("every fault of every tagger is told") {
  const std::string told = refusals("[{plugin: a, off: 1h}, {as: x}, {plugin: c, as: y, on: z}]");
  CHECK(contains(told, "regime[0].off: expected a key of this group"));
  CHECK(contains(told, "regime[1].plugin: expected the name of a plug-in"));
  CHECK(contains(told, "regime[2].on: expected"));
}

TEST_CASE("taggers are groups") {
  CHECK(contains(refusals("regime"), "regime: expected a group of keys, or a list of such groups"));
  CHECK(contains(refusals("[]"), "regime: expected a group of keys, or a list of such groups"));
  CHECK(
      contains(refusals("[regime]"), "regime: expected a group of keys, or a list of such groups"));
}

TEST_CASE("what divides a day, a day, a week and a month are coarser, where they are multiples") {
  CHECK(config::is_coarser(4 * core::kHour, core::kHour));
  CHECK(config::is_coarser(core::kDay, core::kHour));
  CHECK(config::is_coarser(core::kWeek, core::kDay));
  CHECK(config::is_coarser(core::kDay, 65 * core::kMinute));
  CHECK(config::is_coarser(core::kWeek, 75 * core::kMinute));
  CHECK(config::is_coarser(core::kMonth, core::kDay));
  CHECK_FALSE(config::is_coarser(core::kMonth, core::kWeek));
  CHECK_FALSE(config::is_coarser(4 * core::kHour, 65 * core::kMinute));
  CHECK_FALSE(config::is_coarser(core::kHour, core::kHour));
  CHECK_FALSE(config::is_coarser(core::kMinute, core::kHour));
  CHECK_FALSE(config::is_coarser(5 * core::kHour, core::kHour));
  CHECK_FALSE(config::is_coarser(90 * core::kMinute, core::kHour));
  CHECK_FALSE(config::is_coarser(2 * core::kDay, core::kDay));
}
