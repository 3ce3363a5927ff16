// SPDX-License-Identifier: Apache-2.0
#include "data/label_column.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "core/nearest_name.hpp"
#include "core/text.hpp"

namespace barometer::data {

namespace {

constexpr std::size_t kLongest = 64;
constexpr double kMostWhole = 9'007'199'254'740'992;  // 2^53: from here on doubles skip some

bool is_unknown(std::string_view cell) {
  return cell.empty() || cell == "nan" || cell == "NaN" || cell == "NAN";
}

// Labels go into files, pages and configs as they are.
bool is_plain(std::string_view label) {
  const auto may_stand = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_.+- ").find(c) != std::string_view::npos;
  };
  return label.size() <= kLongest && std::ranges::all_of(label, may_stand) &&
         (label_number(label) || std::string_view("+-. ").find(label[0]) == std::string_view::npos);
}

std::string canonical(std::string_view label) {
  const auto number = label_number(label);
  const bool whole = number && std::fabs(*number) <= kMostWhole && std::floor(*number) == *number;
  return whole ? fmt::format("{:.0f}", *number + 0.0) : std::string(label);
}

LabelFault no_plain_label(std::string_view cell) {
  return {"the label is not plain",
          fmt::format("the label is {}, expected a number, or at most {} letters, digits, blanks "
                      "and _ . + - that begin with a letter, a digit or _",
                      core::shown(cell), kLongest),
          "rename it in the file; leave the cell empty where nothing is known"};
}

LabelFault not_listed(std::string_view cell, std::span<const std::string> words) {
  return {"the label is not listed",
          fmt::format("the label is {}, which regime.labels does not list: {}", core::shown(cell),
                      fmt::join(words, ", ")),
          core::suggestion(cell, words) + "; or list it"};
}

}  // namespace

std::optional<double> label_number(std::string_view label) {
  double value = 0;
  const char* end = label.data() + label.size();
  const auto result = fast_float::from_chars(label.data(), end, value);
  const bool good = result.ec == std::errc{} && result.ptr == end && !label.empty();
  return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<LabelFault> LabelColumn::add(std::string_view cell,
                                           std::span<const std::string> words) {
  if (!ids.empty() && cell == last_) {
    ids.push_back(ids.back());
    return std::nullopt;
  }
  std::uint32_t id = kUnknown;
  if (!is_unknown(cell)) {
    if (!is_plain(cell)) {
      return no_plain_label(cell);
    }
    std::string label = canonical(cell);
    if (!words.empty() && std::ranges::find(words, label) == words.end()) {
      return not_listed(cell, words);
    }
    const auto next = static_cast<std::uint32_t>(texts.size());
    const auto [found, is_new] = numbers_.try_emplace(std::move(label), next);
    id = found->second;
    if (is_new) {
      texts.push_back(found->first);
    }
  }
  ids.push_back(id);
  last_ = cell;
  return std::nullopt;
}

void LabelColumn::add_refused() {
  ids.push_back(kUnknown);
  last_.clear();
  ++refused;
}

}  // namespace barometer::data
