// SPDX-License-Identifier: Apache-2.0
#include "analysis/regime_blocks.hpp"

#include <barometer/abi/bars.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "data/market_data.hpp"
#include "stats/block_length.hpp"

namespace barometer::analysis {

RegimeBlocks session_blocks(const data::MarketData& market, std::int64_t first_step,
                            std::size_t steps) {
  RegimeBlocks blocks;
  blocks.of_step.reserve(steps);
  auto day = std::numeric_limits<std::int32_t>::min();
  for (std::size_t i = 0; i < steps; ++i) {
    const bm_calendar_row& row = market.calendar_at(first_step + static_cast<std::int64_t>(i));
    blocks.count += row.session_date > day ? 1 : 0;
    day = std::max(day, row.session_date);
    blocks.of_step.push_back(static_cast<std::uint32_t>(blocks.count - 1));
  }
  return blocks;
}

RegimeBlocks even_blocks(const data::MarketData& market, std::span<const double> per_step,
                         std::size_t session_days) {
  constexpr std::int64_t kDailyBars = 5;
  const auto a_day = std::llround(static_cast<double>(per_step.size()) /
                                  static_cast<double>(std::max<std::size_t>(session_days, 1)));
  const std::int64_t least =
      std::max<std::int64_t>(a_day, 1) * (market.bar >= core::kDay ? kDailyBars : 1);
  RegimeBlocks blocks;
  blocks.steps = stats::block_length(per_step, least);
  blocks.of_step.reserve(per_step.size());
  for (std::size_t i = 0; i < per_step.size(); ++i) {
    blocks.of_step.push_back(
        static_cast<std::uint32_t>(i / static_cast<std::size_t>(blocks.steps)));
  }
  blocks.count = per_step.empty() ? 0 : blocks.of_step.back() + std::size_t{1};
  return blocks;
}

}  // namespace barometer::analysis
