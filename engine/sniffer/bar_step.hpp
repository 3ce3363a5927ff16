// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::sniffer {

// Stamps of one symbol as their rows stand behind one another.
using StampRun = std::vector<core::Timestamp>;

// What the steps from row to row say.
struct BarStep {
  bool newest_first = false;
  std::size_t steps = 0;              // that were looked at
  std::optional<core::Duration> bar;  // none: too few steps, or no size that most of them have
  std::size_t alike = 0;              // steps of one bar, or of whole bars
};

// `dates` are stamps without a time of day. Days apart are daily bars, weekends or not; steps of
// about seven days are weeks and of four weeks to a month months.
BarStep bar_step(const std::vector<StampRun>& runs, bool dates);

}  // namespace barometer::sniffer
