// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/describe.hpp"
#include "config/reader.hpp"

namespace barometer::config {

// JSON schema of one group: its members, those that must be there, and no others.
ConfigItem group_schema(std::vector<ConfigItem> members, std::vector<ConfigItem> required);

// Of a group whose keys are whatever the user writes, each with such a value.
ConfigItem open_group_schema(ConfigItem value);

// Of a list with at least one such entry.
ConfigItem list_schema(ConfigItem entry);

// Any one of these.
ConfigItem any_schema(std::vector<ConfigItem> schemas);

// The word and nothing else.
ConfigItem word_schema(std::string word);

// `key` of a schema.
ConfigItem keyed(std::string key, ConfigItem item);

// The third walker of the tables of schema.hpp, beside Reader and Writer: collects the JSON schema
// (draft 2020-12) of what they read. Rules over several keys are left out: which keys make sense
// with which source, and what must be larger than what.
class SchemaWriter {
 public:
  template <class T, class Form>
  bool value(const char* key, const T&, const Form& form, Need need = {},
             const Location* = nullptr) {
    add(key, form.schema(), need);
    return true;
  }

  template <class Form>
  void list(const char* key, const std::vector<std::string>&, const std::vector<Location>&,
            const Form& form, bool takes_all = true) {
    ConfigItem list = list_schema(form.schema());
    add(key, takes_all ? any_schema({word_schema("all"), std::move(list)}) : std::move(list), {});
  }

  template <class T, class Form>
  void tree(const char* key, const T&, const Form& form, Need need = {}) {
    add(key, form.schema(), need);
  }

  template <class Fields>
  void group(const char* key, Fields&& fields, Need need = {}, const Location* = nullptr) {
    SchemaWriter inner;
    fields(inner);
    add(key, std::move(inner).take(), need);
  }

  template <class T, class Fields>
  void groups(const char* key, const std::vector<T>& none, Fields&& fields) {
    SchemaWriter inner;
    const T entry;
    fields(inner, entry, none);
    ConfigItem one = std::move(inner).take();
    add(key, any_schema({one, list_schema(one)}), {});
  }

  template <class T, class Fields>
  void optional_group(const char* key, const std::optional<T>&, Fields&& fields) {
    const T made;
    group(key, [&](SchemaWriter& inner) { fields(inner, made); });
  }

  bool has(const char*) const { return false; }

  bool has_in(const char*, const char*) const { return false; }

  void either(const char* key, const char* other, const std::string&, const char*) {
    for (const char* const each : {key, other}) {
      either_.push_back({"",
                         ConfigItem::Kind::group,
                         "",
                         {{"required", ConfigItem::Kind::list, "", {text_item(each)}}}});
    }
  }

  void check(const char*, bool, const std::string&, const char* = "") {}

  void only(const char*, std::initializer_list<const char*>) {}

  ConfigItem take() && {
    ConfigItem schema = group_schema(std::move(members_), std::move(required_));
    if (!either_.empty()) {
      schema.items.push_back({"anyOf", ConfigItem::Kind::list, "", std::move(either_)});
    }
    return schema;
  }

 private:
  void add(const char* key, ConfigItem schema, Need need) {
    members_.push_back(keyed(key, std::move(schema)));
    if (need.required) {
      required_.push_back(text_item(key));
    }
  }

  std::vector<ConfigItem> members_;
  std::vector<ConfigItem> required_;
  std::vector<ConfigItem> either_;  // of these one must hold
};

}  // namespace barometer::config
