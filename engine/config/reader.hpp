// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "config/fault_list.hpp"
#include "config/forms.hpp"
#include "config/tree_forms.hpp"
#include "config/yaml_node.hpp"

namespace barometer::config {

// Whether a key must be there, and what to add to the message where it is not.
struct Need {
  bool required = false;
  const char* fix = "";
};

inline constexpr Need kRequired{true, ""};

namespace detail {

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

// From what a form reads to what the struct holds; the form's range makes the narrowing safe.
template <class To, class From>
void store(To& to, From from) {
  if constexpr (std::is_same_v<To, From>) {
    to = std::move(from);
  } else if constexpr (kIsOptional<To>) {
    to = static_cast<typename To::value_type>(std::move(from));
  } else {
    to = static_cast<To>(std::move(from));
  }
}

}  // namespace detail

// One of the two who walk the tables of schema.hpp (the other is Writer): fills a struct from the
// keys of one group, reports every fault, and knows afterwards which keys nobody asked for.
class Reader {
 public:
  Reader(const YamlNode& group, std::string path, FaultList& faults)
      : group_(group), path_(std::move(path)), faults_(faults) {}

  // False where the key is missing though required, or its value is rejected.
  template <class T, class Form>
  bool value(const char* key, T& out, const Form& form, Need need = {}, Location* at = nullptr) {
    const YamlNode* const node = scalar(key, form.expected(), need);
    if (node == nullptr) {
      return !need.required && child(group_, key) == nullptr;
    }
    auto reading = form.read(*node);
    if (!reading.value) {
      reject(faults_, *node, path_of(key), form.expected(), reading.fix);
      return false;
    }
    detail::store(out, std::move(*reading.value));
    if (at != nullptr) {
      *at = node->at;
    }
    return true;
  }

  // A list without repetitions; where the word is taken, also `all`, which is the empty list.
  template <class Form>
  void list(const char* key, std::vector<std::string>& out, std::vector<Location>& at,
            const Form& form, bool takes_all = true) {
    const std::span<const YamlNode> all = items(key, takes_all);
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string path = path_of(key, i);
      const auto reading = form.read(all[i]);
      if (all[i].kind != YamlNode::Kind::scalar || !reading.value) {
        reject(faults_, all[i], path, form.expected(), reading.fix);
      } else if (!seen.insert(*reading.value).second) {
        reject(faults_, all[i], path, "each name once");
      } else {
        out.push_back(*reading.value);
        at.push_back(all[i].at);
      }
    }
  }

  template <class T, class Form>
  void tree(const char* key, T& out, const Form& form, Need need = {}) {
    if (const YamlNode* const node = find(key)) {
      form.read(*node, path_of(key), faults_, out);
    } else if constexpr (requires { form.expected(); }) {
      if (need.required) {
        missing(key, form.expected(), need.fix);
      }
    }
  }

  // `fields` walks the inner table.
  template <class Fields>
  void group(const char* key, Fields&& fields, Need need = {}, Location* at = nullptr) {
    if (const YamlNode* const node = subgroup(key, need)) {
      Reader inner(*node, path_of(key), faults_);
      fields(inner);
      inner.finish();
      if (at != nullptr) {
        *at = node->key_at;
      }
    }
  }

  // One group, or a list of such groups. `fields` is also given those that stand before.
  template <class T, class Fields>
  void groups(const char* key, std::vector<T>& out, Fields&& fields) {
    for (const YamlNode& each : group_list(key)) {
      const bool listed = each.key.empty();
      Reader inner(each, listed ? path_of(key, out.size()) : path_of(key), faults_);
      T made;
      fields(inner, made, std::as_const(out));
      inner.finish();
      out.push_back(std::move(made));
    }
  }

  // A group that may be missing, which is then no value.
  template <class T, class Fields>
  void optional_group(const char* key, std::optional<T>& out, Fields&& fields) {
    T made;
    group(key, [&](Reader& inner) {
      fields(inner, made);
      out = std::move(made);
    });
  }

  bool has(const char* key) const { return child(group_, key) != nullptr; }

  // Whether the inner group, which may be read later, has the key.
  bool has_in(const char* inner, const char* key) const {
    const YamlNode* const node = child(group_, inner);
    return node != nullptr && child(*node, key) != nullptr;
  }

  // One of two keys must be there; told as `key` where none is.
  void either(const char* key, const char* other, const std::string& expected, const char* fix) {
    check(key, has(key) || has(other), expected, fix);
  }

  // A rule over several keys, reported at `key` where it is broken.
  void check(const char* key, bool holds, const std::string& expected, const char* fix = "");

  // Keys that make no sense here: "only with source: csv".
  void only(const char* circumstance, std::initializer_list<const char*> keys);

  // Tells the keys that no table has asked for.
  void finish();

 private:
  std::string path_of(std::string_view key) const;
  std::string path_of(std::string_view key, std::size_t item) const;
  const YamlNode* find(const char* key);
  const YamlNode* scalar(const char* key, const std::string& expected, Need need);
  const YamlNode* subgroup(const char* key, Need need);
  std::span<const YamlNode> items(const char* key, bool takes_all);
  std::span<const YamlNode> group_list(const char* key);
  void missing(const char* key, const std::string& expected, const char* fix);
  std::string unknown_key_fix(std::string_view key) const;

  const YamlNode& group_;
  std::string path_;
  FaultList& faults_;
  std::vector<std::string> known_;
  std::vector<std::string> reported_;  // keys that are wrong here and already reported
};

}  // namespace barometer::config
