// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/location.hpp"
#include "core/timestamp.hpp"

// What `latency:` says. Every value is in the unit that its name says; every default
// is written here and nowhere else.

namespace barometer::config {

enum class Meter { off, sampled, full };
enum class OnBreach { report, fail };

// "q of the per-bar times of this stage stay at or under `limit`".
struct BudgetConfig {
  std::string stage;      // bar | fill | mark | tag | strategy | order
  double quantile = 0.0;  // 0.5 .. 0.9999
  core::Duration limit = 0;
  Location at;
};

struct LatencyConfig {
  Meter meter = Meter::off;
  std::vector<BudgetConfig> budgets;
  std::optional<core::Duration> warmup_total;  // budget of the whole warm-up
  OnBreach on_breach = OnBreach::report;
  std::optional<core::Duration> live_interval;  // between bars of a live market: would it keep up?
};

}  // namespace barometer::config
