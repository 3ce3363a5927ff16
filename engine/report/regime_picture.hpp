// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

namespace barometer::report {

// Most symbols of a picture; the first ones are shown.
inline constexpr std::size_t kMostPicturedSymbols = 24;

// One SVG: per symbol its closes on a logarithmic scale, shaded by the first of `dimensions`, and
// beneath them a lane per dimension. A lane shows for each of at most 312 stretches of time how
// its labels shared the bars in it, so that a lane may flip faster than pixels can and still be
// read.
std::string draw_regimes(const data::MarketData& market, const regime::TagView& tags,
                         std::span<const std::size_t> dimensions, const std::string& title);

}  // namespace barometer::report
