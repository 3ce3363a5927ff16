// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <iterator>
#include <nlohmann/json.hpp>

namespace barometer::study {

namespace {

using Json = nlohmann::ordered_json;

bool plain(std::string_view text) {
  for (const char letter : text) {
    if (letter < ' ' || letter > '~' || letter == '"' || letter == '\\') {
      return false;
    }
  }
  return true;
}

void append_text(std::string& json, std::string_view text) {
  if (plain(text)) {
    json.append(1, '"').append(text).append(1, '"');
  } else {
    json += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
}

void append_number(std::string& json, const std::optional<double>& value) {
  if (!value || std::isnan(*value)) {
    json += "null";
  } else if (std::isinf(*value)) {
    json += *value > 0 ? "9e999" : "-9e999";
  } else {
    fmt::format_to(std::back_inserter(json), "{}", *value);
  }
}

// A number or null; false for anything else. A JSON parser would refuse infinities.
bool read_number(const std::string& text, std::optional<double>& value) {
  if (text == "null") {
    value.reset();
    return true;
  }
  char* end = nullptr;
  value = std::strtod(text.c_str(), &end);
  return !text.empty() && end == text.c_str() + text.size();
}

// What stands before the next `end`, which is taken too; nothing where there is none.
std::optional<std::string> take_until(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  std::string taken(text.substr(0, at));
  text.remove_prefix(at + 1);
  return taken;
}

// The next "key":number with the comma or brace behind it.
bool take_metric(std::string_view& text, RowMetric& metric) {
  const std::optional<std::string> before = take_until(text, '"');
  const std::optional<std::string> key = take_until(text, '"');
  const std::optional<std::string> colon = take_until(text, ':');
  const bool more = text.find(',') != std::string_view::npos;
  const std::optional<std::string> value = take_until(text, more ? ',' : '}');
  if (!before || !before->empty() || !key || !colon || !value) {
    return false;
  }
  metric.key = *key;
  return read_number(*value, metric.value);
}

}  // namespace

void append_metrics(std::string& json, const std::vector<RowMetric>& metrics) {
  json += '{';
  for (const RowMetric& metric : metrics) {
    json += json.back() == '{' ? "" : ",";
    append_text(json, metric.key);
    json += ':';
    append_number(json, metric.value);
  }
  json += '}';
}

std::optional<std::vector<RowMetric>> parse_metrics(std::string_view json) {
  std::vector<RowMetric> metrics;
  if (json == "{}") {
    return metrics;
  }
  if (!json.starts_with('{') || !json.ends_with('}')) {
    return std::nullopt;
  }
  for (json.remove_prefix(1); !json.empty();) {
    if (!take_metric(json, metrics.emplace_back())) {
      return std::nullopt;
    }
  }
  return metrics;
}

void append_values(std::string& json, const std::vector<std::string>& values) {
  json += '[';
  for (const std::string& value : values) {
    json += json.back() == '[' ? "" : ",";
    append_text(json, value);
  }
  json += ']';
}

std::optional<std::vector<std::string>> parse_values(std::string_view json) {
  const Json list = Json::parse(json, nullptr, false);
  std::vector<std::string> values;
  for (const Json& value : list) {
    if (!list.is_array() || !value.is_string()) {
      return std::nullopt;
    }
    values.push_back(value.get<std::string>());
  }
  return list.is_array() ? std::optional(values) : std::nullopt;
}

void append_params(std::string& json,
                   const std::vector<std::pair<std::string, std::string>>& params) {
  json += '{';
  for (const auto& [name, value] : params) {
    json += json.back() == '{' ? "" : ",";
    append_text(json, name);
    json += ':';
    append_text(json, value);
  }
  json += '}';
}

std::optional<std::vector<std::pair<std::string, std::string>>> parse_params(
    std::string_view json) {
  const Json group = Json::parse(json, nullptr, false);
  if (!group.is_object()) {
    return std::nullopt;
  }
  std::vector<std::pair<std::string, std::string>> params;
  for (const auto& [name, value] : group.items()) {
    if (!value.is_string()) {
      return std::nullopt;
    }
    params.emplace_back(name, value.get<std::string>());
  }
  return params;
}

}  // namespace barometer::study
