// SPDX-License-Identifier: Apache-2.0
#include "loop/declared_series.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/safe_text.hpp"
#include "core/utf8.hpp"
#include "plugin/declared_name.hpp"

namespace barometer::loop {

namespace {

std::string shown(const char* text) {
  return core::clipped(core::valid_utf8(text), 64);
}

// What is wrong with the series at `index`; empty where nothing is.
std::string fault_of(const bm_series_spec& spec, std::uint32_t index,
                     const std::vector<core::DeclaredSeries>& before) {
  if (spec.name == nullptr || spec.unit == nullptr) {
    return fmt::format("series {} has {} NULL", index,
                       spec.name == nullptr ? "the name" : "the unit");
  }
  if (!plugin::is_snake_case(spec.name)) {
    return fmt::format("series {} is named '{}', expected snake_case such as price_spread", index,
                       shown(spec.name));
  }
  const bool twice = std::ranges::any_of(
      before, [&](const core::DeclaredSeries& other) { return other.name == spec.name; });
  return twice ? fmt::format("series '{}' is declared twice", spec.name) : "";
}

}  // namespace

std::vector<core::DeclaredSeries> declared_series(const bm_declaration& declared,
                                                  std::vector<std::string>& faults) {
  std::vector<core::DeclaredSeries> series;
  if (declared.series_count > core::kMostSeries) {
    faults.push_back(
        fmt::format("declares {} series, expected at most {}: a series has a value "
                    "for each symbol, so one does for all of them",
                    declared.series_count, core::kMostSeries));
  } else if (declared.series_count > 0 && declared.series == nullptr) {
    faults.push_back(fmt::format("declares {} series at NULL", declared.series_count));
  }
  if (!faults.empty()) {
    return series;
  }
  for (std::uint32_t i = 0; i < declared.series_count; ++i) {
    const bm_series_spec& spec = declared.series[i];
    if (std::string fault = fault_of(spec, i, series); !fault.empty()) {
      faults.push_back(std::move(fault));
    } else {
      series.push_back({spec.name, shown(spec.unit)});
    }
  }
  return series;
}

}  // namespace barometer::loop
