// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "latency/report.hpp"

namespace barometer::latency {

// Meters nothing and leaves nothing in the machine code; stage_meter.hpp says what a meter is.
struct NullMeter {
  bool takes_step(std::int64_t) const noexcept { return true; }

  void begin_step() noexcept {}

  void end_stage(Stage) noexcept {}

  void end_step(std::int64_t) noexcept {}

  void finish() noexcept {}
};

}  // namespace barometer::latency
