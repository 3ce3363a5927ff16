// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "config/raw_param.hpp"
#include "config/scalar.hpp"
#include "core/nearest_name.hpp"

namespace barometer::plugin {

namespace {

constexpr const char* kByPlugin = "by plug-in";

std::vector<std::string> words_of(const bm_param_spec& spec) {
  return {spec.words, spec.words + spec.word_count};
}

std::vector<std::string> names_of(std::span<const bm_param_spec> specs) {
  std::vector<std::string> names;
  for (const bm_param_spec& spec : specs) {
    names.emplace_back(spec.name);
  }
  return names;
}

bool in_range(const bm_param_spec& spec, double value) {
  return value >= spec.minimum && value <= spec.maximum;
}

bm_param_value default_value(const bm_param_spec& spec) {
  bm_param_value value{};
  value.is_set = (spec.flags & BM_PARAM_OPTIONAL) == 0 ? 1 : 0;
  value.number = spec.default_number;
  const bool whole = spec.type == BM_PARAM_INTEGER || spec.type == BM_PARAM_DURATION ||
                     spec.type == BM_PARAM_BOOLEAN;
  if (whole && value.is_set != 0) {
    value.integer = static_cast<std::int64_t>(spec.default_number);
  }
  value.word = spec.default_word;
  return value;
}

bm_param_value value_of(std::int64_t integer, double number, const char* word = nullptr) {
  bm_param_value value{};
  value.integer = integer;
  value.number = number;
  value.word = word;
  value.is_set = 1;
  return value;
}

std::optional<bm_param_value> whole(std::optional<std::int64_t> read, const bm_param_spec& spec) {
  if (!read || !in_range(spec, static_cast<double>(*read))) {
    return std::nullopt;
  }
  return value_of(*read, static_cast<double>(*read));
}

std::optional<bm_param_value> real(std::optional<double> read, const bm_param_spec& spec) {
  if (!read || !in_range(spec, *read)) {
    return std::nullopt;
  }
  return value_of(0, *read);
}

std::optional<bm_param_value> truth(std::optional<bool> read) {
  if (!read) {
    return std::nullopt;
  }
  return value_of(*read ? 1 : 0, *read ? 1.0 : 0.0);
}

// Words are matched to the table's own text, which outlives the run.
std::optional<bm_param_value> word(const std::string& text, const bm_param_spec& spec) {
  for (std::uint32_t w = 0; w < spec.word_count; ++w) {
    if (text == spec.words[w]) {
      return value_of(0, 0, spec.words[w]);
    }
  }
  return std::nullopt;
}

std::optional<bm_param_value> typed(const config::RawScalar& raw, const bm_param_spec& spec) {
  if (spec.type == BM_PARAM_WORD) {
    return word(raw.text, spec);
  }
  if (raw.quoted) {
    return std::nullopt;
  }
  switch (spec.type) {
    case BM_PARAM_INTEGER:
      return whole(config::read_integer(raw.text), spec);
    case BM_PARAM_DURATION:
      return whole(config::read_duration(raw.text), spec);
    case BM_PARAM_NUMBER:
      return real(config::read_number(raw.text), spec);
    case BM_PARAM_FRACTION:
      return real(config::read_fraction(raw.text), spec);
    default:
      return truth(config::read_boolean(raw.text));
  }
}

std::string value_text(const bm_param_spec& spec, const bm_param_value& value) {
  if (value.is_set == 0) {
    return kByPlugin;
  }
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

}  // namespace

std::string expectation(const bm_param_spec& spec) {
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

std::string default_text(const bm_param_spec& spec) {
  return value_text(spec, default_value(spec));
}

bm_params ParamValues::view() const {
  return {specs_.data(), values_.data(), static_cast<std::uint32_t>(values_.size()), 0};
}

std::vector<std::pair<std::string, std::string>> ParamValues::described() const {
  std::vector<std::pair<std::string, std::string>> rows;
  for (std::size_t i = 0; i < specs_.size(); ++i) {
    rows.emplace_back(specs_[i].name, value_text(specs_[i], values_[i]));
  }
  return rows;
}

ParamValues read_params(std::span<const bm_param_spec> specs,
                        std::span<const config::RawParam> given, const std::string& file,
                        const std::string& key_path, std::vector<core::Fault>& faults) {
  ParamValues result;
  result.specs_ = specs;
  for (const bm_param_spec& spec : specs) {
    result.values_.push_back(default_value(spec));
  }
  for (const config::RawParam& param : given) {
    const auto spec = std::find_if(specs.begin(), specs.end(),
                                   [&param](const auto& row) { return param.name == row.name; });
    const std::string key = key_path + "." + param.name;
    if (spec == specs.end()) {
      faults.push_back({config::to_string(file, param.name_at), key + ": unknown parameter",
                        core::suggestion(param.name, names_of(specs))});
      continue;
    }
    if (const auto value = typed(param.value, *spec)) {
      result.values_[static_cast<std::size_t>(spec - specs.begin())] = *value;
      continue;
    }
    const std::string hint =
        spec->type == BM_PARAM_WORD ? core::suggestion(param.value.text, words_of(*spec)) : "";
    faults.push_back(
        {config::to_string(file, param.value.at),
         fmt::format("{}: expected {}, found '{}'", key, expectation(*spec), param.value.text),
         hint});
  }
  return result;
}

}  // namespace barometer::plugin
