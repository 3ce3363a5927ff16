// SPDX-License-Identifier: Apache-2.0
#include "config/describe.hpp"
#include "report/json_parts.hpp"

namespace barometer::json {

namespace {

Json value_of(const ConfigItem& item);

Json group_of(const ConfigItem& item) {
  Json group = Json::object();
  for (const ConfigItem& member : item.items) {
    group[member.key] = value_of(member);
  }
  return group;
}

Json list_of(const ConfigItem& item) {
  Json list = Json::array();
  for (const ConfigItem& member : item.items) {
    list.push_back(value_of(member));
  }
  return list;
}

Json value_of(const ConfigItem& item) {
  switch (item.kind) {
    case ConfigItem::Kind::group:
      return group_of(item);
    case ConfigItem::Kind::list:
      return list_of(item);
    case ConfigItem::Kind::number:
      return Json::parse(item.text);
    case ConfigItem::Kind::boolean:
      return item.text == "true";
    case ConfigItem::Kind::text:
      break;
  }
  return item.text;
}

}  // namespace

Json config(const RunConfig& config) {
  return value_of(describe(config));
}

}  // namespace barometer::json
