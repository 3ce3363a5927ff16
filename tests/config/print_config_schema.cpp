// SPDX-License-Identifier: Apache-2.0
// Prints, for config_schema_test.py, the schema of the config (no argument), or a YAML file as the
// editor's JSON would be: print_config_schema [FILE]
#include <cstdio>
#include <nlohmann/json.hpp>

#include "config/config_schema.hpp"
#include "config/parse_yaml.hpp"
#include "config/read_file.hpp"
#include "config/scalar.hpp"
#include "core/error.hpp"

using namespace barometer;
using Json = nlohmann::ordered_json;

namespace {

Json json_of(const config::ConfigItem& item) {
  using Kind = config::ConfigItem::Kind;
  if (item.kind == Kind::group) {
    Json group = Json::object();
    for (const config::ConfigItem& each : item.items) {
      group[each.key] = json_of(each);
    }
    return group;
  }
  if (item.kind == Kind::list) {
    Json list = Json::array();
    for (const config::ConfigItem& each : item.items) {
      list.push_back(json_of(each));
    }
    return list;
  }
  if (item.kind == Kind::text) {
    return item.text;
  }
  return Json::parse(item.text);
}

// Plain scalars are typed as YAML 1.2 does.
Json scalar_of(const config::YamlNode& node) {
  if (!node.quoted) {
    if (const auto whole = config::read_integer(node.text)) {
      return *whole;
    }
    if (const auto number = config::read_number(node.text)) {
      return *number;
    }
    if (const auto boolean = config::read_boolean(node.text)) {
      return *boolean;
    }
  }
  return node.text;
}

Json json_of(const config::YamlNode& node) {
  using Kind = config::YamlNode::Kind;
  if (node.kind == Kind::nothing) {
    return nullptr;
  }
  if (node.kind == Kind::scalar) {
    return scalar_of(node);
  }
  Json all = node.kind == Kind::group ? Json::object() : Json::array();
  for (const config::YamlNode& each : node.children) {
    if (node.kind == Kind::group) {
      all[each.key] = json_of(each);
    } else {
      all.push_back(json_of(each));
    }
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::printf("%s\n", json_of(config::config_schema()).dump().c_str());
    return 0;
  }
  config::FaultList faults;
  const std::string text = config::read_yaml_file(argv[1], "");
  const auto root = config::parse_yaml(text, argv[1], faults);
  if (!root) {
    return 1;
  }
  std::printf("%s\n", json_of(*root).dump().c_str());
  return 0;
}
