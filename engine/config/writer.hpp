// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "config/describe.hpp"
#include "config/reader.hpp"

namespace barometer::config {

// The Reader's mirror: walks the same tables and collects what they hold. Rules are nothing to it.
class Writer {
 public:
  template <class T, class Form>
  bool value(const char* key, const T& in, const Form& form, Need = {}, const Location* = nullptr) {
    if constexpr (std::is_same_v<Form, PluginNameForm>) {
      if (in.empty()) {  // of a config without a strategy
        return true;
      }
    }
    if constexpr (detail::kIsOptional<T> && !std::is_same_v<Form, OptionalColumnForm>) {
      if (in) {
        add(key, form.write(*in));
      }
    } else {
      add(key, form.write(in));
    }
    return true;
  }

  template <class Form>
  void list(const char* key, const std::vector<std::string>& in, const std::vector<Location>&,
            const Form& form, bool takes_all = true) {
    if (in.empty() && !takes_all) {
      return;
    }
    ConfigItem item =
        in.empty() ? text_item("all") : ConfigItem{"", ConfigItem::Kind::list, "", {}};
    for (const std::string& each : in) {
      item.items.push_back(form.write(each));
    }
    add(key, std::move(item));
  }

  template <class T, class Form>
  void tree(const char* key, const T& in, const Form& form, Need = {}) {
    ConfigItem item = form.write(in);
    const bool scalar = item.kind != ConfigItem::Kind::group && item.kind != ConfigItem::Kind::list;
    if (scalar || !item.items.empty()) {
      add(key, std::move(item));
    }
  }

  template <class Fields>
  void group(const char* key, Fields&& fields, Need = {}, const Location* = nullptr) {
    Writer inner;
    fields(inner);
    if (!inner.items_.empty()) {
      add(key, {"", ConfigItem::Kind::group, "", std::move(inner.items_)});
    }
  }

  // One is written as a group, several as a list.
  template <class T, class Fields>
  void groups(const char* key, const std::vector<T>& in, Fields&& fields) {
    ConfigItem list{"", ConfigItem::Kind::list, "", {}};
    for (const T& each : in) {
      Writer inner;
      fields(inner, each, in);
      list.items.push_back({"", ConfigItem::Kind::group, "", std::move(inner.items_)});
    }
    if (list.items.size() == 1) {
      add(key, std::move(list.items.front()));
    } else if (!list.items.empty()) {
      add(key, std::move(list));
    }
  }

  template <class T, class Fields>
  void optional_group(const char* key, const std::optional<T>& in, Fields&& fields) {
    if (in) {
      group(key, [&](Writer& inner) { fields(inner, *in); });
    }
  }

  bool has(const char*) const { return false; }

  bool has_in(const char*, const char*) const { return false; }

  void either(const char*, const char*, const std::string&, const char*) {}

  void check(const char*, bool, const std::string&, const char* = "") {}

  void only(const char*, std::initializer_list<const char*>) {}

  std::vector<ConfigItem> take() && { return std::move(items_); }

 private:
  // A text that is empty says nothing.
  void add(const char* key, ConfigItem item) {
    if (item.kind == ConfigItem::Kind::text && item.text.empty()) {
      return;
    }
    item.key = key;
    items_.push_back(std::move(item));
  }

  std::vector<ConfigItem> items_;
};

}  // namespace barometer::config
