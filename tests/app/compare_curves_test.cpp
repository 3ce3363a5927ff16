// SPDX-License-Identifier: Apache-2.0
#include "app/compare_curves.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

study::CommonSessions four_sessions() {
  return {.a = {0.02, 0.01, -0.01, 0.03},
          .b = {0.01, 0.01, 0, 0.01},
          .begins = {0, 10, 20, 30},
          .ends = {10, 20, 30, 40}};
}

}  // namespace

TEST_CASE("both grow from 1, and the band is that of the long-run variance of their difference") {
  // By other code, from the formulas of the header; q = 4.813 is Kiefer & Vogelsang's at b = 1.
  const app::CompareCurves curves = app::compare_curves(four_sessions());
  CHECK(curves.times == std::vector<double>{10, 20, 30, 40});
  CHECK(curves.a[3] == Approx(1.02 * 1.01 * 0.99 * 1.03).epsilon(1e-14));
  CHECK(curves.b[3] == Approx(1.01 * 1.01 * 1.01).epsilon(1e-14));
  CHECK(curves.difference[3] == Approx(curves.a[3] / curves.b[3] - 1).epsilon(1e-12));
  CHECK(curves.high[0] == Approx(0.02686729637679071).epsilon(1e-6));
  CHECK(curves.high[3] == Approx(0.05445644436817972).epsilon(1e-6));
  CHECK(curves.low[3] == Approx(-0.051644090810037686).epsilon(1e-6));
}

TEST_CASE("curves end before a run has lost everything") {
  study::CommonSessions common = four_sessions();
  common.b[2] = -1;
  CHECK(app::compare_curves(common).times.size() == 2);
  common.a[1] = -1.5;
  CHECK(app::compare_curves(common).times.empty());
  CHECK(app::compare_curves({}).times.empty());
}

TEST_CASE("two runs that are the same have no difference and no band") {
  study::CommonSessions common = four_sessions();
  common.b = common.a;
  const app::CompareCurves curves = app::compare_curves(common);
  for (std::size_t i = 0; i < curves.times.size(); ++i) {
    CHECK(curves.difference[i] == 0);
    CHECK(curves.low[i] == 0);
    CHECK(curves.high[i] == 0);
  }
}
