// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace barometer::stats {

// How long the blocks of a dependent series should be, in values: Politis & White (2004) for
// circular blocks of fixed length, as corrected by Patton, Politis & White (2009); above 0 and at
// most min(3 sqrt(n), n / 3) rounded up. 1 where the values do not differ or are fewer than 9.
double politis_white_length(std::span<const double> values);

// The larger of `least` and the Politis-White length, rounded up; at most a fortieth of the values
// and at least 1.
std::int64_t block_length(std::span<const double> values, std::int64_t least);

}  // namespace barometer::stats
