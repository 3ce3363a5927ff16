// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "config/forms.hpp"
#include "config/schema_writer.hpp"

namespace barometer::config {

namespace {

ConfigItem words(const std::vector<std::string>& all) {
  ConfigItem list{"", ConfigItem::Kind::list, "", {}};
  for (const std::string& word : all) {
    list.items.push_back(text_item(word));
  }
  return list;
}

// Of any one of these types.
ConfigItem typed(const std::vector<std::string>& types, std::vector<ConfigItem> more = {}) {
  ConfigItem schema;
  schema.items.push_back(
      keyed("type", types.size() == 1 ? text_item(types.front()) : words(types)));
  std::ranges::move(more, std::back_inserter(schema.items));
  return schema;
}

ConfigItem bound(const char* key, double value) {
  return keyed(key, number_item(fmt::format("{}", value)));
}

ConfigItem pattern(const char* text) {
  return keyed("pattern", text_item(text));
}

}  // namespace

ConfigItem keyed(std::string key, ConfigItem item) {
  item.key = std::move(key);
  return item;
}

ConfigItem group_schema(std::vector<ConfigItem> members, std::vector<ConfigItem> required) {
  ConfigItem schema = typed({"object"});
  schema.items.push_back({"properties", ConfigItem::Kind::group, "", std::move(members)});
  if (!required.empty()) {
    schema.items.push_back({"required", ConfigItem::Kind::list, "", std::move(required)});
  }
  schema.items.push_back({"additionalProperties", ConfigItem::Kind::boolean, "false", {}});
  return schema;
}

ConfigItem open_group_schema(ConfigItem value) {
  return typed({"object"}, {keyed("minProperties", number_item("1")),
                            keyed("additionalProperties", std::move(value))});
}

ConfigItem list_schema(ConfigItem entry) {
  return typed({"array"}, {keyed("minItems", number_item("1")), keyed("items", std::move(entry))});
}

ConfigItem any_schema(std::vector<ConfigItem> schemas) {
  return {"", ConfigItem::Kind::group, "", {{"anyOf", ConfigItem::Kind::list, "", schemas}}};
}

ConfigItem word_schema(std::string word) {
  return {"", ConfigItem::Kind::group, "", {keyed("const", text_item(std::move(word)))}};
}

ConfigItem words_schema(const std::vector<std::string>& all) {
  return {"", ConfigItem::Kind::group, "", {keyed("enum", words(all))}};
}

ConfigItem TextForm::schema() const {
  return typed({"string", "number"});
}

ConfigItem IntegerForm::schema() const {
  ConfigItem schema = typed({"integer"}, {keyed("minimum", number_item(std::to_string(low)))});
  if (high != std::numeric_limits<std::int64_t>::max()) {
    schema.items.push_back(keyed("maximum", number_item(std::to_string(high))));
  }
  return schema;
}

ConfigItem NumberForm::schema() const {
  return typed({"number"}, {bound("minimum", low), bound("maximum", high)});
}

ConfigItem FractionForm::schema() const {
  return typed({"number", "string"}, {bound("minimum", low), bound("maximum", high),
                                      pattern("^[-+]?[0-9.]+(e[-+]?[0-9]+)? ?(%|bps)$")});
}

ConfigItem DurationForm::schema() const {
  return typed({"string"}, {pattern("^[0-9.]+ ?(ns|us|ms|s|min|h|d)$")});
}

ConfigItem BarSizeForm::schema() const {
  return typed({"string"}, {pattern("^([0-9.]+ ?(ns|us|ms|s|min|h|d)|1w|1mo)$")});
}

ConfigItem BoolForm::schema() const {
  return typed({"boolean"});
}

ConfigItem TimestampForm::schema() const {
  return typed({"string"}, {pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}")});
}

ConfigItem ColumnForm::schema() const {
  return typed({"string", "integer"});
}

ConfigItem OptionalColumnForm::schema() const {
  return ColumnForm{}.schema();
}

ConfigItem SeparatorForm::schema() const {
  return typed({"string"});
}

}  // namespace barometer::config
