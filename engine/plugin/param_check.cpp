// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "core/safe_text.hpp"
#include "plugin/declared_name.hpp"
#include "plugin/param_text.hpp"

namespace barometer::plugin {

namespace {

using Faults = std::vector<std::string>;

constexpr bm_param_flags kKnownFlags = BM_PARAM_OPTIONAL | BM_PARAM_LIST;

constexpr std::uint32_t kMostItems = 10'000;

constexpr double kExactWhole = 9007199254740992.0;  // 2^53: a double holds every whole number below

bool is_optional(const bm_param_spec& spec) {
  return (spec.flags & BM_PARAM_OPTIONAL) != 0;
}

bool is_whole(double value) {
  return std::fabs(value) <= kExactWhole && value == std::trunc(value);
}

bool is_among(const char* word, std::span<const char* const> words) {
  return word != nullptr && std::ranges::any_of(words, [word](const char* each) {
           return std::string_view(each) == word;
         });
}

// The declared words; none, and reported, where they are not all there.
std::span<const char* const> checked_words(const bm_param_spec& spec, const std::string& where,
                                           Faults& faults) {
  if (spec.words == nullptr || spec.word_count == 0) {
    faults.push_back(where + " is a word without allowed words");
    return {};
  }
  const std::span words{spec.words, spec.word_count};
  if (std::ranges::find(words, nullptr) != words.end()) {
    faults.push_back(where + " has a NULL among its words");
    return {};
  }
  return words;
}

// `what` is "a default", or "item 2 of its default".
void check_word(const char* word, std::span<const char* const> words, const std::string& where,
                const std::string& what, Faults& faults) {
  if (!is_among(word, words)) {
    faults.push_back(fmt::format("{} has {} that is not among its words", where, what));
  }
}

void check_number(const bm_param_spec& spec, double value, const std::string& where,
                  const std::string& what, Faults& faults) {
  if (!(value >= spec.minimum && value <= spec.maximum)) {
    faults.push_back(fmt::format("{} has {} {} outside {} to {}", where, what, value, spec.minimum,
                                 spec.maximum));
  }
  const bool real = spec.type == BM_PARAM_NUMBER || spec.type == BM_PARAM_FRACTION;
  if (real ? !std::isfinite(value) : !is_whole(value)) {
    faults.push_back(fmt::format("{} has {} {}, expected a {} number", where, what, value,
                                 real ? "finite" : "whole"));
  }
}

bool has_ordered_range(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  if (spec.minimum <= spec.maximum) {  // false for NaN as well
    return true;
  }
  faults.push_back(fmt::format("{} has minimum {} and maximum {}, expected an ordered pair", where,
                               spec.minimum, spec.maximum));
  return false;
}

// Whether the default list, of which more is said then, has a length that is allowed.
bool has_good_lengths(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  if (spec.max_items == 0 || spec.min_items > spec.max_items || spec.max_items > kMostItems) {
    faults.push_back(
        fmt::format("{} has lists of {} to {} items, expected an ordered pair up to {}", where,
                    spec.min_items, spec.max_items, kMostItems));
    return false;
  }
  if (!is_optional(spec) &&
      (spec.default_items < spec.min_items || spec.default_items > spec.max_items)) {
    faults.push_back(fmt::format("{} has a default of {} items, expected {} to {}", where,
                                 spec.default_items, spec.min_items, spec.max_items));
    return false;
  }
  return !is_optional(spec);
}

std::string item_text(std::size_t i) {
  return fmt::format("item {} of its default", i);
}

void check_default_words(const bm_param_spec& spec, std::span<const char* const> words,
                         const std::string& where, Faults& faults) {
  if (spec.default_items != 0 && spec.default_words == nullptr) {
    faults.push_back(where + " has default_words NULL, expected its default list");
    return;
  }
  for (std::size_t i = 0; i < spec.default_items; ++i) {
    check_word(spec.default_words[i], words, where, item_text(i), faults);
  }
}

void check_default_numbers(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  if (spec.default_items != 0 && spec.default_numbers == nullptr) {
    faults.push_back(where + " has default_numbers NULL, expected its default list");
    return;
  }
  for (std::size_t i = 0; i < spec.default_items; ++i) {
    check_number(spec, spec.default_numbers[i], where, item_text(i), faults);
  }
}

void check_single(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  if (spec.min_items != 0 || spec.max_items != 0 || spec.default_items != 0 ||
      spec.default_numbers != nullptr || spec.default_words != nullptr) {
    faults.push_back(where + " has the fields of a list without the flag BM_PARAM_LIST");
  }
}

void check_words(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  const auto words = checked_words(spec, where, faults);
  if (is_list(spec)) {
    if (has_good_lengths(spec, where, faults) && !words.empty()) {
      check_default_words(spec, words, where, faults);
    }
  } else if (!is_optional(spec) && !words.empty()) {
    check_word(spec.default_word, words, where, "a default", faults);
  }
}

void check_numbers(const bm_param_spec& spec, const std::string& where, Faults& faults) {
  const bool ordered = has_ordered_range(spec, where, faults);
  if (is_list(spec)) {
    if (has_good_lengths(spec, where, faults) && ordered) {
      check_default_numbers(spec, where, faults);
    }
  } else if (ordered && !is_optional(spec)) {
    check_number(spec, spec.default_number, where, "default", faults);
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
  if (!is_list(spec)) {
    check_single(spec, where, faults);
  }
  if (spec.type < BM_PARAM_INTEGER || spec.type > BM_PARAM_WORD) {
    faults.push_back(fmt::format("{} has the unknown type {}", where, spec.type));
  } else if (spec.type == BM_PARAM_WORD) {
    check_words(spec, where, faults);
  } else {
    check_numbers(spec, where, faults);
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
