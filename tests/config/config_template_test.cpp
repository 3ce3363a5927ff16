// SPDX-License-Identifier: Apache-2.0
#include "config/config_template.hpp"

#include "config/describe.hpp"
#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr const char* kConfig =
    "data: {source: synthetic}\n"
    "regime: [{plugin: a, as: one, params: {x: 1}}, {plugin: b, as: two}]\n"
    "strategy: {plugin: sma_cross, params: {fast: 5}}\n";

// Every key with its value, one a line.
void add_lines(const config::ConfigItem& item, const std::string& path, std::string& text) {
  text += path + "." + item.key + "=" + item.text + "\n";
  for (const config::ConfigItem& each : item.items) {
    add_lines(each, path + "." + item.key, text);
  }
}

std::string lines_of(const config::RunConfig& config) {
  std::string text;
  add_lines(config::describe(config), "", text);
  return text;
}

}  // namespace

TEST_CASE("a template with overrides is the document with the same overrides") {
  const config::ConfigTemplate made(kConfig, "t.yaml", {"run.seed=4"});
  for (const std::vector<std::string>& overrides :
       {std::vector<std::string>{}, std::vector<std::string>{"strategy.params.fast=7"},
        std::vector<std::string>{"regime[one].params.x=[1, 2]", "broker.cash=5", "run.seed=9"}}) {
    std::vector<std::string> all{"run.seed=4"};
    all.insert(all.end(), overrides.begin(), overrides.end());
    CHECK(lines_of(made.typed_with(overrides)) ==
          lines_of(config::parse_config(kConfig, "t.yaml", all)));
  }
}

TEST_CASE("one use of a template leaves nothing for the next") {
  const config::ConfigTemplate made(kConfig, "t.yaml", {});
  const std::string before = lines_of(made.typed_with({}));
  const std::vector<std::string> overrides{"strategy.params.fast=7", "broker.cash=5"};
  CHECK(lines_of(made.typed_with(overrides)) != before);
  CHECK(lines_of(made.typed_with({})) == before);
}

TEST_CASE("a template refuses what the document would be refused for") {
  CHECK_THROWS_AS(config::ConfigTemplate("a: [", "t.yaml", {}), core::Error);
  CHECK_THROWS_AS(config::ConfigTemplate(kConfig, "t.yaml", {"regime[three].params.x=1"}),
                  core::Error);
  const config::ConfigTemplate made(kConfig, "t.yaml", {});
  const std::vector<std::string> unknown{"broker.csh=5"};
  CHECK_THROWS_AS(made.typed_with(unknown), core::Error);
}
