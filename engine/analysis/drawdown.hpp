// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "analysis/session_samples.hpp"

namespace barometer::analysis {

// The deepest fall from a running peak (Magdon-Ismail & Atiya 2004: max over s < t of
// (E_s - E_t) / E_s), the earliest of equally deep ones.
struct Drawdown {
  double depth = 0;  // fraction of the peak, >= 0; 0 when equity never fell
  core::Timestamp peak_ns = 0;
  core::Timestamp trough_ns = 0;
  std::optional<core::Timestamp> recovery_ns;  // first sample back at the peak; none: not yet
  core::Duration length_ns = 0;                // from peak to recovery, or to the last sample
};

// nullopt for fewer than two samples or a peak that is not positive.
std::optional<Drawdown> max_drawdown(std::span<const Sample> samples);

}  // namespace barometer::analysis
