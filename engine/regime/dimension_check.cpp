// SPDX-License-Identifier: Apache-2.0
#include "regime/dimension_check.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "core/safe_text.hpp"
#include "plugin/declared_name.hpp"

namespace barometer::regime {

namespace {

using Faults = std::vector<std::string>;

constexpr std::uint32_t kMostLabels = 127;

void check_labels(const bm_dimension& d, const std::string& where, Faults& faults) {
  if (d.labels == nullptr || d.label_count < 1 || d.label_count > kMostLabels) {
    faults.push_back(fmt::format("{} needs 1 to {} labels", where, kMostLabels));
    return;
  }
  std::set<std::string> seen;
  for (std::uint32_t l = 0; l < d.label_count; ++l) {
    if (d.labels[l] == nullptr || !plugin::is_snake_case(d.labels[l])) {
      faults.push_back(
          fmt::format("label {} of {} is {}, expected snake_case", l, where,
                      d.labels[l] == nullptr ? "NULL" : core::clipped(d.labels[l], 64)));
    } else if (!seen.insert(d.labels[l]).second) {
      faults.push_back(fmt::format("{} has the label '{}' twice", where, d.labels[l]));
    }
    if (d.label_values != nullptr && !std::isfinite(d.label_values[l])) {
      faults.push_back(fmt::format("value {} of {} is not finite", l, where));
    }
  }
}

void check_one(const bm_dimension& d, std::size_t index, std::set<std::string>& names,
               Faults& faults) {
  if (d.name == nullptr || d.unit == nullptr || d.help == nullptr) {
    faults.push_back(fmt::format("dimension {} has a NULL name, unit or help", index));
    return;
  }
  const std::string where = fmt::format("dimension '{}'", core::clipped(d.name, 64));
  if (!plugin::is_snake_case(d.name)) {
    faults.push_back(where + " has a name that is not snake_case");
  }
  if (!names.insert(d.name).second) {
    faults.push_back(where + " is declared twice");
  }
  if (d.warmup_bars < 0) {
    faults.push_back(fmt::format("{} has a warm-up of {} bars", where, d.warmup_bars));
  }
  if (d.known_ahead < BM_KNOWN_NO || d.known_ahead > BM_KNOWN_WEEK) {
    faults.push_back(fmt::format("{} has the unknown known_ahead {}", where, d.known_ahead));
  }
  if (d.kind == BM_DIMENSION_CATEGORY) {
    check_labels(d, where, faults);
  } else if (d.kind != BM_DIMENSION_SCALAR) {
    faults.push_back(fmt::format("{} has the unknown kind {}", where, d.kind));
  }
}

}  // namespace

Faults dimension_faults(std::span<const bm_dimension> dimensions) {
  Faults faults;
  std::set<std::string> names;
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    check_one(dimensions[i], i, names, faults);
  }
  return faults;
}

}  // namespace barometer::regime
