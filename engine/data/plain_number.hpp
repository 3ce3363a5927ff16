// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::data {

// What nearly all cells of bars hold: digits and at most one point, no sign, no exponent. Reads
// [begin, end) to the double nearest to it, as every exact reader does. False where the text has
// another form, or is too long for that to be found by one division; it may still be a number.
// Bytes from `readable` on may be looked at, as long as they lie before `end`.
bool read_plain_number(const char* readable, const char* begin, const char* end, double& value);

}  // namespace barometer::data
