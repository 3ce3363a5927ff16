// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "config/scalar.hpp"

namespace barometer::plugin {

namespace {

constexpr const char* kByPlugin = "by plug-in";

std::string single_text(const bm_param_spec& spec, const bm_param_value& value) {
  switch (spec.type) {
    case BM_PARAM_INTEGER:
      return fmt::format("{}", value.integer);
    case BM_PARAM_DURATION:
      return config::write_duration(value.integer);
    case BM_PARAM_BOOLEAN:
      return value.integer != 0 ? "true" : "false";
    case BM_PARAM_WORD:
      return value.word;
    default:
      return config::write_number(value.number);
  }
}

std::string bounds(const bm_param_spec& spec) {
  const bool duration = spec.type == BM_PARAM_DURATION;
  const auto text = [duration](double bound) {
    constexpr double kLongest = 9.2e18;  // beyond it a Duration has no number
    return duration ? config::write_duration(
                          static_cast<core::Duration>(std::clamp(bound, -kLongest, kLongest)))
                    : config::write_number(bound);
  };
  const bool low = std::isfinite(spec.minimum);
  const bool high = std::isfinite(spec.maximum);
  if (low && high) {
    return fmt::format(" from {} to {}", text(spec.minimum), text(spec.maximum));
  }
  return low ? " from " + text(spec.minimum) : high ? " up to " + text(spec.maximum) : "";
}

const char* type_text(bm_param_type type) {
  switch (type) {
    case BM_PARAM_INTEGER:
      return "a whole number";
    case BM_PARAM_NUMBER:
      return "a number";
    case BM_PARAM_FRACTION:
      return "a fraction (10%, 5bps or 0.1)";
    case BM_PARAM_DURATION:
      return "a duration (20us, 5min, 1h)";
    default:
      return "true or false";
  }
}

// "a list of 1 to 5 values"
std::string list_text(const bm_param_spec& spec) {
  const char* const plural = spec.max_items == 1 ? "" : "s";
  if (spec.min_items == spec.max_items) {
    return fmt::format("a list of {} value{}", spec.max_items, plural);
  }
  return spec.min_items == 0
             ? fmt::format("a list of at most {} value{}", spec.max_items, plural)
             : fmt::format("a list of {} to {} values", spec.min_items, spec.max_items);
}

}  // namespace

std::string item_expectation(const bm_param_spec& spec) {
  if (spec.type == BM_PARAM_WORD) {
    std::string text = "one of";
    for (std::uint32_t w = 0; w < spec.word_count; ++w) {
      text += (w == 0 ? " " : ", ") + std::string(spec.words[w]);
    }
    return text;
  }
  std::string text = type_text(spec.type);
  if (spec.type != BM_PARAM_BOOLEAN) {
    text += bounds(spec);
  }
  return spec.unit[0] == '\0' ? text : text + ", in " + spec.unit;
}

bool is_list(const bm_param_spec& spec) {
  return (spec.flags & BM_PARAM_LIST) != 0;
}

std::string expectation(const bm_param_spec& spec) {
  const std::string item = item_expectation(spec);
  return !is_list(spec) ? item : fmt::format("{}, each {}", list_text(spec), item);
}

std::string value_text(const bm_param_spec& spec, const bm_param_value& value) {
  if (value.is_set == 0) {
    return kByPlugin;
  }
  if (!is_list(spec)) {
    return single_text(spec, value);
  }
  std::string text = "[";
  for (std::uint32_t i = 0; i < value.item_count; ++i) {
    text += (i == 0 ? "" : ", ") + single_text(spec, value.items[i]);
  }
  return text + "]";
}

}  // namespace barometer::plugin
