// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::orders {

// Sums of decimal amounts do not come out even in binary: a rest of a position of no more than this
// share of its largest size counts as nothing.
inline constexpr double kDust = 1e-12;

}  // namespace barometer::orders
