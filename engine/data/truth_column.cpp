// SPDX-License-Identifier: Apache-2.0
#include "data/truth_column.hpp"

#include <barometer/abi/regime.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "data/leave_out.hpp"

namespace barometer::data {

namespace {

std::optional<std::int64_t> whole_number(std::string_view label) {
  std::int64_t value = 0;
  const char* end = label.data() + label.size();
  const auto result = std::from_chars(label.data(), end, value);
  const bool good = result.ec == std::errc{} && result.ptr == end;
  return good ? std::optional(value) : std::nullopt;
}

std::int8_t place_in(const std::vector<std::string>& labels, std::string_view label) {
  return static_cast<std::int8_t>(std::ranges::find(labels, label) - labels.begin());
}

}  // namespace

bool TruthColumn::add(std::string_view label) {
  if (label.empty()) {
    ids.push_back(BM_TAG_UNKNOWN);
    return true;
  }
  const bool again = !ids.empty() && ids.back() >= 0 &&
                     labels[static_cast<std::size_t>(ids.back())] == label;  // nearly always
  const std::int8_t id = again ? ids.back() : place_in(labels, label);
  if (static_cast<std::size_t>(id) == labels.size()) {
    if (labels.size() == kMostLabels) {
      return false;
    }
    labels.emplace_back(label);
  }
  ids.push_back(id);
  return true;
}

void TruthColumn::erase(std::span<const std::size_t> bars) {
  if (!ids.empty()) {
    leave_out(bars, ids);
  }
}

bool is_whole_number(std::string_view label) {
  return whole_number(label).has_value();
}

bool truth_precedes(std::string_view a, std::string_view b) {
  const auto number_a = whole_number(a);
  const auto number_b = whole_number(b);
  if (number_a && number_b) {
    return *number_a < *number_b;
  }
  return number_a.has_value() != number_b.has_value() ? number_a.has_value() : a < b;
}

std::vector<std::string> unite_labels(std::span<TruthColumn> columns) {
  std::vector<std::string> all;
  for (const TruthColumn& column : columns) {
    for (const std::string& label : column.labels) {
      if (std::ranges::find(all, label) == all.end()) {
        all.push_back(label);
      }
    }
  }
  std::ranges::sort(all, truth_precedes);
  for (TruthColumn& column : columns) {
    std::vector<std::int8_t> places;
    for (const std::string& label : column.labels) {
      places.push_back(place_in(all, label));
    }
    for (std::int8_t& id : column.ids) {
      id = id < 0 ? id : places[static_cast<std::size_t>(id)];
    }
    column.labels = all;
  }
  return all;
}

}  // namespace barometer::data
