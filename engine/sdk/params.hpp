// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/params.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

// Declaring parameters (static table, checked by the host before anything runs) and reading them.

namespace barometer {

inline constexpr double kNoBound = std::numeric_limits<double>::infinity();

// How one parameter is declared; designated initialisers make a row read like the YAML it allows.
// `fallback` is ignored where `optional` is true: the plug-in then chooses, and `help` says how.
struct NumberSpec {
  const char* name;
  double fallback = 0;
  double minimum = -kNoBound;
  double maximum = kNoBound;
  const char* unit = "";
  bool optional = false;
  const char* help = "";
};

struct WordSpec {
  const char* name;
  const char* fallback = nullptr;
  std::span<const char* const> words{};
  bool optional = false;
  const char* help = "";
};

namespace detail {

constexpr bm_param_spec number_row(bm_param_type type, const NumberSpec& spec) {
  return {spec.name,
          type,
          spec.optional ? bm_param_flags{BM_PARAM_OPTIONAL} : 0,
          spec.unit,
          spec.fallback,
          nullptr,
          spec.minimum,
          spec.maximum,
          nullptr,
          0,
          0,
          0,
          0,
          nullptr,
          nullptr,
          spec.help};
}

}  // namespace detail

constexpr bm_param_spec integer_param(const NumberSpec& spec) {
  return detail::number_row(BM_PARAM_INTEGER, spec);
}

// A whole number of bars: of a window, a look back.
struct BarsSpec {
  double fallback = 0;
  double minimum = 1;
  double maximum = 100'000;
  const char* help = "";
};

constexpr bm_param_spec bars_param(const char* name, const BarsSpec& spec) {
  return integer_param({.name = name,
                        .fallback = spec.fallback,
                        .minimum = spec.minimum,
                        .maximum = spec.maximum,
                        .unit = "bars",
                        .help = spec.help});
}

constexpr bm_param_spec number_param(const NumberSpec& spec) {
  return detail::number_row(BM_PARAM_NUMBER, spec);
}

// Written as 10%, 5bps or 0.1; bounds and fallback are fractions of 1.
constexpr bm_param_spec fraction_param(const NumberSpec& spec) {
  return detail::number_row(BM_PARAM_FRACTION, spec);
}

// Written as 1h or 30min; bounds and fallback are nanoseconds.
constexpr bm_param_spec duration_param(const NumberSpec& spec) {
  return detail::number_row(BM_PARAM_DURATION, spec);
}

// Fallback 0 is false, 1 is true.
constexpr bm_param_spec boolean_param(NumberSpec spec) {
  spec.minimum = 0;
  spec.maximum = 1;
  return detail::number_row(BM_PARAM_BOOLEAN, spec);
}

// `words` must have static storage.
constexpr bm_param_spec word_param(const WordSpec& spec) {
  return {spec.name,
          BM_PARAM_WORD,
          spec.optional ? bm_param_flags{BM_PARAM_OPTIONAL} : 0,
          "",
          0,
          spec.fallback,
          -kNoBound,
          kNoBound,
          spec.words.data(),
          static_cast<uint32_t>(spec.words.size()),
          0,
          0,
          0,
          nullptr,
          nullptr,
          spec.help};
}

// Reads the values that the host has checked against the table. A name or type that the table does
// not have is a mistake in the plug-in and throws std::logic_error, at setup.
class Params {
 public:
  explicit Params(const bm_params& params) : params_(&params) {}

  std::int64_t integer(std::string_view name) const {
    return required(name, BM_PARAM_INTEGER).integer;
  }

  double number(std::string_view name) const { return required(name, BM_PARAM_NUMBER).number; }

  double fraction(std::string_view name) const { return required(name, BM_PARAM_FRACTION).number; }

  // Nanoseconds.
  std::int64_t duration(std::string_view name) const {
    return required(name, BM_PARAM_DURATION).integer;
  }

  bool boolean(std::string_view name) const {
    return required(name, BM_PARAM_BOOLEAN).integer != 0;
  }

  // Valid until the constructor that was handed these parameters returns.
  std::string_view word(std::string_view name) const { return required(name, BM_PARAM_WORD).word; }

  // For parameters declared `optional`: nullopt where the YAML is silent.
  std::optional<std::int64_t> optional_integer(std::string_view name) const {
    return optional(name, BM_PARAM_INTEGER, &bm_param_value::integer);
  }

  std::optional<double> optional_number(std::string_view name) const {
    return optional(name, BM_PARAM_NUMBER, &bm_param_value::number);
  }

  std::optional<double> optional_fraction(std::string_view name) const {
    return optional(name, BM_PARAM_FRACTION, &bm_param_value::number);
  }

  std::optional<std::int64_t> optional_duration(std::string_view name) const {
    return optional(name, BM_PARAM_DURATION, &bm_param_value::integer);
  }

  std::optional<bool> optional_boolean(std::string_view name) const {
    const bm_param_value& value = find(name, BM_PARAM_BOOLEAN);
    return value.is_set != 0 ? std::optional{value.integer != 0} : std::nullopt;
  }

  std::optional<std::string_view> optional_word(std::string_view name) const {
    return optional(name, BM_PARAM_WORD, &bm_param_value::word);
  }

  const bm_params& raw() const { return *params_; }

 private:
  const bm_param_value& find(std::string_view name, bm_param_type type) const {
    for (uint32_t i = 0; i < params_->count; ++i) {
      if (name == params_->specs[i].name && params_->specs[i].type == type) {
        return params_->values[i];
      }
    }
    throw std::logic_error("parameter '" + std::string(name) +
                           "' is not declared with the type it is read as");
  }

  template <class Field>
  std::optional<Field> optional(std::string_view name, bm_param_type type,
                                Field bm_param_value::*field) const {
    const bm_param_value& value = find(name, type);
    return value.is_set != 0 ? std::optional{value.*field} : std::nullopt;
  }

  const bm_param_value& required(std::string_view name, bm_param_type type) const {
    const bm_param_value& value = find(name, type);
    if (value.is_set == 0) {
      throw std::logic_error("parameter '" + std::string(name) +
                             "' is optional and not set: read it with optional_...");
    }
    return value;
  }

  const bm_params* params_;
};

}  // namespace barometer
