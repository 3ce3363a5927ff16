// SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"

#include "config/run_config.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("the config is written with its defaults, numbers as numbers and booleans as booleans") {
  config::RunConfig config;
  config.strategy.plugin = "sample";
  const auto json = report::json::config(config);
  for (const char* section : {"data", "strategy", "broker", "latency", "output", "run"}) {
    INFO(section);
    CHECK(json[section].is_object());
  }
  CHECK(json["strategy"]["plugin"] == "sample");
  CHECK(json["broker"]["cash"].is_number());
  CHECK(json["broker"]["short_selling"].is_boolean());
}

}  // namespace barometer
