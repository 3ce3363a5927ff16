// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "latency/report.hpp"

namespace barometer::latency {

// Does a step cost more the longer the run has been going? Looks at the steady steps with the most
// frequent number of bars, so that symbols which join do not look like growth, as at least 16 and
// at most 128 medians of consecutive ones. Latency grows when
//   the line through them (Theil-Sen) rises by at least 20 % from its start to its end,
//   they rise in each half of the run by itself (Mann-Kendall z > 1.64, one-sided 5 %), which a
//   machine that merely got slower at some moment does not make them do, and
//   Mann-Kendall with the variance of Hamed and Rao says p < 0.001 for the whole.
// Growth is a defect of the strategy or of the engine, never an artifact of measuring. Empty where
// the run is not verified or has too few such steps.
std::optional<GrowthReport> find_growth(const LatencyReport& report);

}  // namespace barometer::latency
