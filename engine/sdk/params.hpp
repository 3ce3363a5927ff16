// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/params.h>
#include <barometer/sdk/param_specs.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Reading parameters that were declared as sdk/param_specs.hpp says.

namespace barometer {

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

  // Lists, in the order of the YAML. They are copied, words with the lifetime of word().
  std::vector<std::int64_t> integers(std::string_view name) const {
    return list(name, BM_PARAM_INTEGER, &bm_param_value::integer);
  }

  std::vector<double> numbers(std::string_view name) const {
    return list(name, BM_PARAM_NUMBER, &bm_param_value::number);
  }

  std::vector<double> fractions(std::string_view name) const {
    return list(name, BM_PARAM_FRACTION, &bm_param_value::number);
  }

  // Nanoseconds.
  std::vector<std::int64_t> durations(std::string_view name) const {
    return list(name, BM_PARAM_DURATION, &bm_param_value::integer);
  }

  std::vector<std::string_view> words(std::string_view name) const {
    const auto found = list(name, BM_PARAM_WORD, &bm_param_value::word);
    return {found.begin(), found.end()};
  }

  std::optional<std::vector<std::int64_t>> optional_integers(std::string_view name) const {
    return optional_list(name, BM_PARAM_INTEGER, &bm_param_value::integer);
  }

  std::optional<std::vector<double>> optional_numbers(std::string_view name) const {
    return optional_list(name, BM_PARAM_NUMBER, &bm_param_value::number);
  }

  std::optional<std::vector<double>> optional_fractions(std::string_view name) const {
    return optional_list(name, BM_PARAM_FRACTION, &bm_param_value::number);
  }

  std::optional<std::vector<std::int64_t>> optional_durations(std::string_view name) const {
    return optional_list(name, BM_PARAM_DURATION, &bm_param_value::integer);
  }

  std::optional<std::vector<std::string_view>> optional_words(std::string_view name) const {
    return find(name, BM_PARAM_WORD, BM_PARAM_LIST).is_set != 0 ? std::optional{words(name)}
                                                                : std::nullopt;
  }

  const bm_params& raw() const { return *params_; }

 private:
  const bm_param_value& find(std::string_view name, bm_param_type type,
                             bm_param_flags list = 0) const {
    for (uint32_t i = 0; i < params_->count; ++i) {
      const bm_param_spec& spec = params_->specs[i];
      if (name == spec.name && spec.type == type && (spec.flags & BM_PARAM_LIST) == list) {
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

  template <class Field>
  static std::vector<Field> items_of(const bm_param_value& value, Field bm_param_value::*field) {
    std::vector<Field> items;
    for (const bm_param_value& item : std::span{value.items, value.item_count}) {
      items.push_back(item.*field);
    }
    return items;
  }

  template <class Field>
  std::vector<Field> list(std::string_view name, bm_param_type type,
                          Field bm_param_value::*field) const {
    return items_of(required(name, type, BM_PARAM_LIST), field);
  }

  template <class Field>
  std::optional<std::vector<Field>> optional_list(std::string_view name, bm_param_type type,
                                                  Field bm_param_value::*field) const {
    const bm_param_value& value = find(name, type, BM_PARAM_LIST);
    return value.is_set != 0 ? std::optional{items_of(value, field)} : std::nullopt;
  }

  const bm_param_value& required(std::string_view name, bm_param_type type,
                                 bm_param_flags list = 0) const {
    const bm_param_value& value = find(name, type, list);
    if (value.is_set == 0) {
      throw std::logic_error("parameter '" + std::string(name) +
                             "' is optional and not set: read it with optional_...");
    }
    return value;
  }

  const bm_params* params_;
};

}  // namespace barometer
