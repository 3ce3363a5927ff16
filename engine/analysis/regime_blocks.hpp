// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::analysis {

// The live steps of a run cut into blocks of time, the same for all symbols: what the values of a
// block have in common with each other they do not share with other blocks.
struct RegimeBlocks {
  std::vector<std::uint32_t> of_step;  // ascending from 0
  std::size_t count = 0;
  std::int64_t steps = 0;  // of a block; 0: a block is a session day
};

// For labels that the day decides, such as weekday: a block is a session day.
RegimeBlocks session_blocks(const data::MarketData& market, std::int64_t first_step,
                            std::size_t steps);

// For all others: blocks of the larger of one session day (five bars where bars are days) and the
// Politis-White length of the values per step, at most a fortieth of the steps.
RegimeBlocks even_blocks(const data::MarketData& market, std::span<const double> per_step,
                         std::size_t session_days);

}  // namespace barometer::analysis
