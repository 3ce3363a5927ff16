// SPDX-License-Identifier: Apache-2.0
#include "config/describe.hpp"
#include "report/json_parts.hpp"

namespace barometer::report::json {

namespace {

Json value_of(const config::ConfigItem& item);

// Keys of a description are unique. operator[] would compare each with all before it, which takes a
// quarter of a minute for 20,000 instruments.
Json group_of(const config::ConfigItem& item) {
  Json::object_t group;
  group.reserve(item.items.size());
  for (const config::ConfigItem& member : item.items) {
    group.emplace_back(member.key, value_of(member));
  }
  return group;
}

Json list_of(const config::ConfigItem& item) {
  Json list = Json::array();
  for (const config::ConfigItem& member : item.items) {
    list.push_back(value_of(member));
  }
  return list;
}

Json value_of(const config::ConfigItem& item) {
  switch (item.kind) {
    case config::ConfigItem::Kind::group:
      return group_of(item);
    case config::ConfigItem::Kind::list:
      return list_of(item);
    case config::ConfigItem::Kind::number:
      return Json::parse(item.text);
    case config::ConfigItem::Kind::boolean:
      return item.text == "true";
    case config::ConfigItem::Kind::text:
      break;
  }
  return item.text;
}

}  // namespace

Json config(const config::RunConfig& config) {
  return value_of(config::describe(config));
}

}  // namespace barometer::report::json
