// SPDX-License-Identifier: Apache-2.0
#include "study/where_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "config/describe.hpp"
#include "config/scalar.hpp"
#include "core/nearest_name.hpp"

namespace barometer::study {

namespace {

// The member under a key path, or NULL.
const config::ConfigItem* find(const config::ConfigItem& root, std::string_view path) {
  const config::ConfigItem* item = &root;
  while (!path.empty()) {
    const std::size_t end = path.find('.');
    const std::string_view key = path.substr(0, end);
    const auto found = std::ranges::find(item->items, key, &config::ConfigItem::key);
    if (found == item->items.end()) {
      return nullptr;
    }
    item = &*found;
    path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
  }
  return item;
}

std::vector<std::string> axis_keys(const config::RunConfig& config) {
  std::vector<std::string> keys;
  for (const config::StudyAxis& axis : config.study->over) {
    keys.push_back(axis.key);
  }
  return keys;
}

}  // namespace

void check_numbers(const config::StudyAxis& axis, const config::StudyCondition& condition,
                   const std::string& file, std::vector<core::Fault>& faults) {
  for (const config::StudyValue& value : axis.values) {
    if (!config::read_number(value.text)) {
      faults.push_back({config::to_string(file, condition.at),
                        fmt::format("study.where: {} compares {}, whose value '{}' is no number",
                                    condition.text, axis.key, value.label),
                        "conditions compare numbers"});
    }
  }
}

double number_of_key(const config::RunConfig& config, const std::string& key,
                     const config::StudyCondition& condition, std::vector<core::Fault>& faults) {
  const config::ConfigItem described = config::describe(config);
  const config::ConfigItem* item = find(described, key);
  const std::optional<double> number =
      item != nullptr ? config::read_number(item->text) : std::nullopt;
  if (!number) {
    faults.push_back({config::to_string(config.file, condition.at),
                      fmt::format("study.where: {} names '{}', which is no axis and no number that "
                                  "the config states",
                                  condition.text, key),
                      core::suggestion(key, axis_keys(config))});
  }
  return number.value_or(0);
}

}  // namespace barometer::study
