// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/safe_text.hpp"
#include "plugin/declared_name.hpp"

namespace barometer::plugin {

namespace {

using Faults = std::vector<std::string>;

constexpr bm_param_flags kKnownFlags = BM_PARAM_OPTIONAL | BM_PARAM_LIST;

constexpr double kExactWhole = 9007199254740992.0;  // 2^53: a double holds every whole number below

bool is_optional(const bm_param_spec& spec) {
  return (spec.flags & BM_PARAM_OPTIONAL) != 0;
}

bool is_whole(double value) {
  return std::fabs(value) <= kExactWhole && value == std::trunc(value);
}

void check_words(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  if (spec.words == nullptr || spec.word_count == 0) {
    faults.push_back(where + " is a word without allowed words");
    return;
  }
  const std::span words{spec.words, spec.word_count};
  if (std::any_of(words.begin(), words.end(), [](auto* word) { return word == nullptr; })) {
    faults.push_back(where + " has a NULL among its words");
    return;
  }
  const auto is_default = [&spec](const std::string& word) { return word == spec.default_word; };
  if (!is_optional(spec) &&
      (spec.default_word == nullptr || std::none_of(words.begin(), words.end(), is_default))) {
    faults.push_back(where + " has a default that is not among its words");
  }
}

void check_default(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  const double value = spec.default_number;
  if (!(value >= spec.minimum && value <= spec.maximum)) {
    faults.push_back(fmt::format("{} has default {} outside {} to {}", where, value, spec.minimum,
                                 spec.maximum));
  }
  const bool real = spec.type == BM_PARAM_NUMBER || spec.type == BM_PARAM_FRACTION;
  if (real ? !std::isfinite(value) : !is_whole(value)) {
    faults.push_back(fmt::format("{} has default {}, expected a {} number", where, value,
                                 real ? "finite" : "whole"));
  }
}

void check_range(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  if (!(spec.minimum <= spec.maximum)) {  // true for NaN as well
    faults.push_back(fmt::format("{} has minimum {} and maximum {}, expected an ordered pair",
                                 where, spec.minimum, spec.maximum));
  } else if (!is_optional(spec)) {
    check_default(spec, where, faults);
  }
}

void check_row(const bm_param_spec& spec, std::size_t index, std::set<std::string>& names,
               Faults& faults) {
  if (spec.name == nullptr || spec.unit == nullptr || spec.help == nullptr) {
    faults.push_back(fmt::format("parameter {} has a NULL name, unit or help", index));
    return;
  }
  const std::string where = fmt::format("parameter '{}'", core::clipped(spec.name, 64));
  if (!is_dotted_name(spec.name)) {
    faults.push_back(where + " has a name that is not snake_case words joined by dots");
  }
  if (!names.insert(spec.name).second) {
    faults.push_back(where + " is declared twice");
  }
  if ((spec.flags & ~kKnownFlags) != 0) {
    faults.push_back(fmt::format("{} has the unknown flags {:#x}", where, spec.flags));
  }
  if ((spec.flags & BM_PARAM_LIST) != 0) {
    faults.push_back(where + " is a list; this version of the program reads single values only");
  } else if (spec.type < BM_PARAM_INTEGER || spec.type > BM_PARAM_WORD) {
    faults.push_back(fmt::format("{} has the unknown type {}", where, spec.type));
  } else if (spec.type == BM_PARAM_WORD) {
    check_words(spec, where, faults);
  } else {
    check_range(spec, where, faults);
  }
}

}  // namespace

Faults param_table_faults(std::span<const bm_param_spec> specs) {
  Faults faults;
  std::set<std::string> names;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    check_row(specs[i], i, names, faults);
  }
  return faults;
}

}  // namespace barometer::plugin
