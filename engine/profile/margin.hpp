// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

namespace barometer {

// A change up to this fraction is no change.
inline constexpr double kSmallestMargin = 0.05;
// Without knowing how far sessions of one machine lie apart, no change below this can be told.
inline constexpr double kUnknownSessionsMargin = 0.20;
// Sessions of the same code on the same machine that make their spread known.
inline constexpr std::size_t kSessionsNeeded = 5;

// Standard deviation (ddof 1) of the sessions' mean T_p; nothing under kSessionsNeeded sessions.
std::optional<double> session_deviation(std::span<const double> session_means);

// The margin against a baseline of an earlier session: max(5 %, exp(t sqrt(2) s) - 1), where s is
// session_deviation() and t the .995 quantile of Student's distribution with sessions - 1 degrees
// of freedom; sqrt(2) because two sessions are compared. 20 % where s is unknown.
double stored_margin(std::span<const double> session_means);

}  // namespace barometer
