// SPDX-License-Identifier: Apache-2.0
// What the schema says is held against the configs by config_schema_test.py.
#include "config/config_schema.hpp"

#include <algorithm>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("every key path is listed once, groups before their keys") {
  const std::vector<std::string> keys = config::config_keys();
  const auto at = [&keys](const char* key) { return std::ranges::find(keys, key); };
  for (const char* key :
       {"data.path", "data.synthetic.seed", "data.time.format", "data.actions.prices",
        "regime.params", "strategy.when", "broker.commission.maker", "latency.budget.warmup.total",
        "risk.max_gross", "output.benchmark", "run.threads"}) {
    INFO(key);
    CHECK(at(key) != keys.end());
  }
  CHECK(at("data") < at("data.bar"));
  std::vector<std::string> sorted = keys;
  std::ranges::sort(sorted);
  CHECK(std::ranges::adjacent_find(sorted) == sorted.end());
}

TEST_CASE("what both sources demand is required, and nothing else of data") {
  const config::ConfigItem schema = config::config_schema();
  const auto member = [](const config::ConfigItem& group, const char* key) {
    const auto found = std::ranges::find(group.items, key, &config::ConfigItem::key);
    REQUIRE(found != group.items.end());
    return *found;
  };
  const config::ConfigItem data = member(member(schema, "properties"), "data");
  const config::ConfigItem required = member(data, "required");
  REQUIRE(required.items.size() == 1);
  CHECK(required.items[0].text == "source");
  CHECK(member(member(data, "properties"), "path").items[0].key == "anyOf");
}
