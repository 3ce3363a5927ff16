// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace barometer::page {

// What the run store knows of other runs of the strategy on these data, this run among them.
struct KnownRuns {
  std::int64_t distinct = 0;
  // The probability of more than luck, of the best of so many (stats/deflated_sharpe.hpp).
  std::optional<double> deflated_sharpe = {};
};

}  // namespace barometer::page
