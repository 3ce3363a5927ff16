// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace barometer::analysis {

// Why a figure is not given: fewer than it needs to hold its level.
struct TooFew {
  std::int64_t have = 0;
  std::int64_t need = 0;
  std::string_view what;  // "returns", "blocks"
};

// Sessions whose sums are close to independent of one another: .65 sqrt(n), half of the lags that
// the error of a Sharpe ratio takes.
double independent_block(std::size_t sessions);

// That in whole sessions, rounded up. REQUIRES: sessions > 0.
std::size_t sessions_a_block(std::size_t sessions);

// Whether returns carry an error or an interval at all: at least `fewest` of them, and ten blocks
// with a return that is not 0 (two thirds of all where there are fewer than fifteen), because who
// was rarely in the market has few observations, however many sessions the run has. docs/returns.md
// shows the coverage from these bounds on. Nothing where they are met.
std::optional<TooFew> too_few(std::span<const double> returns, std::size_t fewest);

}  // namespace barometer::analysis
