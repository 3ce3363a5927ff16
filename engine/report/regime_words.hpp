// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "analysis/regime_statistics.hpp"

// What is said of regimes on more than one page, in the same words.

namespace barometer::report {

// Which tag a change in value belongs to, as one sentence.
inline constexpr std::string_view kTagOfChange =
    "A symbol's change in value from close to close, fills and costs included, belongs to its tag "
    "at the earlier close: the one known when the position was decided.";

// "matters", "does not show that it matters" or "cannot show that it matters", which stands behind
// the dimension's name. REQUIRES: test.p_holm.
std::string_view verdict_words(const analysis::RegimeTest& test);

// Whether verdict_words() says so; not where there was no test.
bool matters(const analysis::RegimeTest& test);

}  // namespace barometer::report
