// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/params.h>

#include <cstdint>
#include <limits>
#include <span>

// Declaring parameters: a static table, checked by the host before anything runs. It is read with
// Params (sdk/params.hpp).

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

// How a list of numbers is declared: unit and bounds are those of each item. `fallback` and words
// are arrays of static storage, such as static constexpr members of the class.
struct NumberListSpec {
  const char* name;
  std::span<const double> fallback{};
  double minimum = -kNoBound;
  double maximum = kNoBound;
  std::uint32_t min_items = 1;
  std::uint32_t max_items = 100;
  const char* unit = "";
  bool optional = false;
  const char* help = "";
};

struct WordListSpec {
  const char* name;
  std::span<const char* const> fallback{};
  std::span<const char* const> words{};
  std::uint32_t min_items = 1;
  std::uint32_t max_items = 100;
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

constexpr bm_param_flags list_flags(bool optional) {
  return bm_param_flags{BM_PARAM_LIST} | (optional ? bm_param_flags{BM_PARAM_OPTIONAL} : 0);
}

constexpr bm_param_spec number_list_row(bm_param_type type, const NumberListSpec& spec) {
  return {spec.name,
          type,
          list_flags(spec.optional),
          spec.unit,
          0,
          nullptr,
          spec.minimum,
          spec.maximum,
          nullptr,
          0,
          spec.min_items,
          spec.max_items,
          static_cast<std::uint32_t>(spec.fallback.size()),
          spec.fallback.data(),
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

// Lists, written as [20, 50, 100]; each item as one value of the type is.
constexpr bm_param_spec integers_param(const NumberListSpec& spec) {
  return detail::number_list_row(BM_PARAM_INTEGER, spec);
}

constexpr bm_param_spec numbers_param(const NumberListSpec& spec) {
  return detail::number_list_row(BM_PARAM_NUMBER, spec);
}

constexpr bm_param_spec fractions_param(const NumberListSpec& spec) {
  return detail::number_list_row(BM_PARAM_FRACTION, spec);
}

constexpr bm_param_spec durations_param(const NumberListSpec& spec) {
  return detail::number_list_row(BM_PARAM_DURATION, spec);
}

constexpr bm_param_spec words_param(const WordListSpec& spec) {
  return {spec.name,
          BM_PARAM_WORD,
          detail::list_flags(spec.optional),
          "",
          0,
          nullptr,
          -kNoBound,
          kNoBound,
          spec.words.data(),
          static_cast<std::uint32_t>(spec.words.size()),
          spec.min_items,
          spec.max_items,
          static_cast<std::uint32_t>(spec.fallback.size()),
          nullptr,
          spec.fallback.data(),
          spec.help};
}

}  // namespace barometer
