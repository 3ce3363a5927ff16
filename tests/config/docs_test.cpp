// SPDX-License-Identifier: Apache-2.0
// docs/config.md cannot rot: its tables list every key of the loader, and no other, with the
// default that the loader has.
#include <regex>
#include <set>
#include <sstream>

#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

struct Row {
  std::string key;
  std::string default_value;  // as the table says it: `1h`, required, none
};

// Rows of the tables "| `key` | type | default | meaning |".
std::vector<Row> documented() {
  static const std::regex kRow(R"(^\| `([^`]+)` \| (?:[^|]|\\\|)+ \| ([^|]+) \| .+ \|$)");
  std::vector<Row> rows;
  std::istringstream stream(read_text("docs/config.md"));
  for (std::string line; std::getline(stream, line);) {
    std::smatch match;
    if (std::regex_match(line, match, kRow)) {
      rows.push_back({match[1], match[2]});
    }
  }
  return rows;
}

// As the documents name it: list positions and the user's own names taken out.
std::string general(std::string key) {
  key = std::regex_replace(key, std::regex(R"(pairs(\[\d*\])+$)"), "pairs");
  key = std::regex_replace(
      key, std::regex(R"((symbols|exclude|regimes|labels|accept|skip_lines)\[\d+\]$)"), "$1");
  key = std::regex_replace(key, std::regex(R"(^study\.over\..*)"), "study.over.<key>");
  key = std::regex_replace(key, std::regex(R"(^study\.gate\.thresholds\..*)"),
                           "study.gate.thresholds.<key>");
  key = std::regex_replace(key, std::regex(R"(^study\.where\[\d+\])"), "study.where");
  key = std::regex_replace(key, std::regex(R"(^study\.objective\..*)"), "study.objective");
  key = std::regex_replace(key, std::regex(R"(^regime\[\d+\])"), "regime");
  key = std::regex_replace(key, std::regex(R"(\[\d+\])"), "[]");
  key = std::regex_replace(key, std::regex(R"(\.params\..*)"), ".params.<name>");
  key = std::regex_replace(key, std::regex(R"(\.if\..*)"), ".if.<dimension>");
  key = std::regex_replace(key, std::regex(R"(conversion\..*)"), "conversion.<currency>");
  key = std::regex_replace(key, std::regex(R"(venues\..*)"), "venues.<symbol>");
  key = std::regex_replace(key, std::regex(R"(instruments\.[^.]+)"), "instruments.<symbol>");
  return std::regex_replace(key, std::regex(R"(budget\.(\w+)\.p\d.*)"),
                            "budget.<stage>.<quantile>");
}

std::set<std::string> known_keys() {
  std::set<std::string> keys;
  for (const std::string_view yaml :
       {kEverySyntheticKey, kEveryCsvKey, kEveryQuoteKey, kActionColumns, kAdjustedColumn}) {
    for (const auto& [key, value] : flat(config::parse_config(yaml, "t.yaml"))) {
      keys.insert(general(key));
    }
  }
  return keys;
}

}  // namespace

TEST_CASE("the tables list the loader's keys and no other") {
  std::set<std::string> keys;
  for (const Row& row : documented()) {
    INFO(row.key);
    CHECK(keys.insert(row.key).second);
  }
  CHECK(keys == known_keys());
}

TEST_CASE("the tables say the loader's defaults") {
  FlatConfig defaults = flat(config::parse_config(kLeastCsv, "t.yaml"));
  defaults.merge(flat(config::parse_config(kLeastSynthetic, "t.yaml")));
  const std::set<std::string> given{"data.source", "data.path", "data.time.format",
                                    "data.time.stamp", "strategy.plugin"};
  for (const auto& [key, value] : defaults) {
    const auto rows = documented();
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&key = key](const Row& each) { return each.key == key; });
    INFO(key);
    REQUIRE(row != rows.end());
    CHECK((given.count(key) == 1 || row->default_value == "`" + value + "`"));
  }
}
