// SPDX-License-Identifier: Apache-2.0
#include "config/config_schema.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "config/run_config.hpp"
#include "config/schema.hpp"
#include "config/schema_writer.hpp"

namespace barometer::config {

namespace {

ConfigItem schema_with(DataSource source) {
  RunConfig config;
  config.data.source = source;
  SchemaWriter writer;
  schema::config_keys(writer, config);
  return std::move(writer).take();
}

const ConfigItem* member(const ConfigItem& group, std::string_view key) {
  const auto found = std::ranges::find(group.items, key, &ConfigItem::key);
  return found == group.items.end() ? nullptr : &*found;
}

// The keys of either; what both demand stays required.
ConfigItem merged(ConfigItem one, const ConfigItem& other) {
  for (ConfigItem& item : one.items) {
    const ConfigItem* const same = member(other, item.key);
    if (item.key == "required") {
      std::erase_if(item.items, [same](const ConfigItem& key) {
        return same == nullptr ||
               std::ranges::find(same->items, key.text, &ConfigItem::text) == same->items.end();
      });
    } else if (same != nullptr && item.kind == ConfigItem::Kind::group) {
      item = merged(std::move(item), *same);
    }
  }
  for (const ConfigItem& item : other.items) {
    if (item.key != "required" && member(one, item.key) == nullptr) {
      one.items.push_back(item);
    }
  }
  return one;
}

void list_keys(const ConfigItem& schema, const std::string& path, std::vector<std::string>& keys) {
  if (const ConfigItem* const properties = member(schema, "properties")) {
    for (const ConfigItem& each : properties->items) {
      const std::string below = path.empty() ? each.key : path + "." + each.key;
      keys.push_back(below);
      list_keys(each, below, keys);
    }
  }
  // The group of a list, or of a short form beside it.
  if (const ConfigItem* const any = member(schema, "anyOf")) {
    for (const ConfigItem& each : any->items) {
      list_keys(each, path, keys);
    }
  }
}

}  // namespace

ConfigItem config_schema() {
  ConfigItem schema = merged(schema_with(DataSource::csv), schema_with(DataSource::synthetic));
  const std::vector<ConfigItem> head{
      keyed("$schema", text_item("https://json-schema.org/draft/2020-12/schema")),
      keyed("title", text_item("A run of Barometer"))};
  schema.items.insert(schema.items.begin(), head.begin(), head.end());
  return schema;
}

std::vector<std::string> config_keys() {
  std::vector<std::string> keys;
  list_keys(config_schema(), "", keys);
  return keys;
}

}  // namespace barometer::config
