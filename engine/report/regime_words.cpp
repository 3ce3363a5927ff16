// SPDX-License-Identifier: Apache-2.0
#include "report/regime_words.hpp"

namespace barometer::report {

namespace {

constexpr double kSignificant = 0.05;  // of p by Holm, over all dimensions

}  // namespace

bool matters(const analysis::RegimeTest& test) {
  return test.can_reject && test.p_holm.value_or(1) <= kSignificant;
}

std::string_view verdict_words(const analysis::RegimeTest& test) {
  return !test.can_reject ? "cannot show that it matters"
         : matters(test)  ? "matters"
                          : "does not show that it matters";
}

}  // namespace barometer::report
