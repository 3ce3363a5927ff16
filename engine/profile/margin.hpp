// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

namespace barometer::profile {

// A change up to this fraction is no change.
inline constexpr double kSmallestMargin = 0.05;
// No change below this is reported where it is unknown how far sessions of one machine lie apart.
inline constexpr double kUnknownSessionsMargin = 0.20;
// Sessions of the same code on the same machine that make their spread known.
inline constexpr std::size_t kSessionsNeeded = 5;

// The bounds with which an interval is compared, as fractions. Between them nothing is decided.
struct Margin {
  double same = kSmallestMargin;    // all within: no change
  double change = kSmallestMargin;  // all beyond: a regression or an improvement
};

// Of the three questions that are asked of a side's processes.
struct Margins {
  Margin median;  // of T_p
  Margin tail;    // of the 99th percentile of steady steps
  Margin mean{};  // of the mean of the steady times
};

// Standard deviation (ddof 1) of the sessions' mean T_p; nothing under kSessionsNeeded sessions.
std::optional<double> session_deviation(std::span<const double> session_means);

// The margin against a baseline of an earlier session: max(5 %, exp(t sqrt(2) s) - 1), where s is
// session_deviation() and t the .995 quantile of Student's distribution with sessions - 1 degrees
// of freedom; sqrt(2) because two sessions are compared. Where s is unknown, no change
// below 20 % is reported, nor is one beyond 5 % called none.
Margin stored_margin(std::span<const double> session_means);

}  // namespace barometer::profile
