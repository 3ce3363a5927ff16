// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <cstddef>
#include <span>
#include <vector>

#include "settings.hpp"

namespace barometer::regime_plugin {

// Dimensions in declared order: the ten core ones, then what they are built on.
enum Dimension : std::size_t {
  kVolatility,
  kVolatilityPercentile,
  kVolatilityDuration,
  kVolatilityStability,
  kTrend,
  kTrendStrength,
  kTrendDuration,
  kTrendAcceleration,
  kSession,
  kWeekday,
  kVolatilityDay,
  kVolatilityRatio,
  kVolatilityForecast,
  kVolatilityProbability,
  kTrendZ,
  kTrendEfficiency,
  kMinutesFromOpen,
  kMinutesToClose,
  kCalendar,
  kBadBars,
  kDimensionCount
};

// The set of dimensions that are wanted.
class Wanted {
 public:
  explicit Wanted(std::span<const std::uint8_t> flags);

  bool any(std::initializer_list<Dimension> dimensions) const;

  // One bit per dimension.
  std::uint64_t bits() const { return bits_; }

 private:
  std::uint64_t bits_ = 0;
};

std::vector<bm_dimension> declared_dimensions(const Settings& settings);

}  // namespace barometer::regime_plugin
