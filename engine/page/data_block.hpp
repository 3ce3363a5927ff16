// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "page/parts.hpp"

namespace barometer::page {

// What the page's script draws from, one JSON object without any `<`. "run" has parts of run.json
// to the digit, under their own names; the other members are described where they are made:
// cells.hpp, market_series.hpp, row_series.hpp. "sessions" has the samples that every figure of
// return is measured on, of the account ("equity") and of buy and hold ("hold"); "course" the
// latency of consecutive steps, ns per bar. What is left out of the page is empty.
std::string data_block(const PartInput& input);

}  // namespace barometer::page
