// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

// Values of what a run has written, by their keys. A key that is not there, or another type, throws
// nlohmann::json::exception, which whoever reads the file turns into a fault.

namespace barometer::page {

// Undefined figures are null.
inline std::optional<double> number_or_none(const nlohmann::ordered_json& json, const char* key) {
  const nlohmann::ordered_json& value = json.at(key);
  return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

template <class T>
void take(const nlohmann::ordered_json& json, const char* key, T& value) {
  json.at(key).get_to(value);
}

inline void take(const nlohmann::ordered_json& json, const char* key,
                 std::optional<double>& value) {
  value = number_or_none(json, key);
}

}  // namespace barometer::page
