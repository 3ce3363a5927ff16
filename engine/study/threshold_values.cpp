// SPDX-License-Identifier: Apache-2.0
#include "study/threshold_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace barometer::study {

namespace {

constexpr std::array kFactors{0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3};
constexpr std::array kWholeFactors{0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0};
constexpr double kNeighbours = 2;
constexpr double kSmallWhole = 4;  // below it the factors meet the same numbers

bool may_be_threshold(const bm_param_spec& spec, const bm_param_value& value) {
  const bool number = spec.type == BM_PARAM_NUMBER || spec.type == BM_PARAM_FRACTION ||
                      spec.type == BM_PARAM_INTEGER;
  const bool unset = (spec.flags & BM_PARAM_OPTIONAL) != 0 && value.is_set == 0;
  return number && !unset && (spec.flags & BM_PARAM_LIST) == 0;
}

std::vector<double> tried_values(const bm_param_spec& spec, double in_force, bool whole) {
  std::vector<double> values{in_force};
  for (const double factor : whole ? kWholeFactors : kFactors) {
    // Nine digits: what a person would write, and the run that it names.
    const double value = factor * in_force;
    values.push_back(whole ? std::round(value) : std::stod(fmt::format("{:.9g}", value)));
  }
  for (double step = 1; whole && in_force <= kSmallWhole && step <= kNeighbours; ++step) {
    values.push_back(in_force - step);
    values.push_back(in_force + step);
  }
  std::erase_if(values,
                [&spec](double value) { return value < spec.minimum || value > spec.maximum; });
  std::ranges::sort(values);
  // The value in force stands for those that only rounding tells from it.
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::erase_if(values, [in_force](double value) {
    return value != in_force && std::abs(value - in_force) < 1e-6 * std::abs(in_force);
  });
  return values;
}

}  // namespace

std::vector<ThresholdParam> threshold_params(const bm_params& params) {
  std::vector<ThresholdParam> found;
  for (std::uint32_t i = 0; i < params.count; ++i) {
    const bm_param_spec& spec = params.specs[i];
    const bm_param_value& value = params.values[i];
    const bool whole = spec.type == BM_PARAM_INTEGER;
    const double in_force = whole ? static_cast<double>(value.integer) : value.number;
    if (!may_be_threshold(spec, value) || in_force == 0) {
      continue;
    }
    ThresholdParam param{spec.name, in_force, tried_values(spec, in_force, whole), whole};
    if (param.values.size() > 1) {
      found.push_back(std::move(param));
    }
  }
  return found;
}

std::string value_text(const ThresholdParam& param, double value) {
  return param.whole ? fmt::format("{:.0f}", value) : fmt::format("{}", value);
}

}  // namespace barometer::study
