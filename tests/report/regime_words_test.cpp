// SPDX-License-Identifier: Apache-2.0
#include "report/regime_words.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

analysis::RegimeTest with(double p_holm, bool can_reject) {
  analysis::RegimeTest test;
  test.p = p_holm;
  test.p_holm = p_holm;
  test.can_reject = can_reject;
  return test;
}

}  // namespace

TEST_CASE("a dimension matters up to p 0.05 by Holm, where its blocks can show that") {
  CHECK(report::verdict_words(with(0.05, true)) == "matters");
  CHECK(report::verdict_words(with(0.0501, true)) == "does not show that it matters");
  // The second smallest p of a family is corrected by less than its blocks are asked for.
  CHECK(report::verdict_words(with(0.03, false)) == "cannot show that it matters");
  CHECK(report::matters(with(0.05, true)));
  CHECK_FALSE(report::matters(with(0.03, false)));
  CHECK_FALSE(report::matters({}));
}
