// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "report/style.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

namespace barometer::report {

// How the categories among `dimensions` behaved, symbol by symbol: share of time, dwell times,
// transitions, flips, and where a name comes at several timeframes (`trend`, `daily.trend`), how
// far these agree. For people.
std::string render_regimes(const data::MarketData& market, const regime::TagView& tags,
                           std::span<const std::size_t> dimensions, const Style& style);

}  // namespace barometer::report
