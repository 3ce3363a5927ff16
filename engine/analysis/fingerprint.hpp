// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "portfolio/equity_curve.hpp"

namespace barometer::orders {
struct Fill;
}

namespace barometer::analysis {

// 32 hexadecimal digits that two runs share exactly when they did the same to the bit: the number
// of fills, each fill's fields in the order of struct Fill, the number of equity points, each
// point's fields in their order; every field as eight bytes, the rule as its text. Nothing of how
// the run was made (threads, tagging, metering, build) is in it.
std::string fingerprint(std::span<const orders::Fill> fills,
                        std::span<const portfolio::EquityPoint> equity);

}  // namespace barometer::analysis
