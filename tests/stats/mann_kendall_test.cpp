// SPDX-License-Identifier: Apache-2.0
#include "stats/mann_kendall.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

// Uniform in (-0.5, 0.5) by a Lehmer generator, which is the same numbers in any language.
class Lehmer {
 public:
  double operator()() {
    state_ = state_ * 48'271 % 2'147'483'647;
    return static_cast<double>(state_) / 2'147'483'647 - 0.5;
  }

 private:
  std::int64_t state_ = 20'221'105;
};

std::vector<double> series(const std::string& kind, int n) {
  Lehmer draw;
  std::vector<double> values;
  double level = 0;
  for (int i = 0; i < n; ++i) {
    const double u = draw();
    if (kind == "wave" || kind == "rise") {
      level = (kind == "wave" ? 0.8 : 0.6) * level + u;
    }
    values.push_back(kind == "white"  ? u
                     : kind == "wave" ? level
                     : kind == "rise" ? level + 0.03 * i
                     : kind == "fall" ? u - 0.01 * i
                                      : std::trunc(10 * u + 0.02 * i + 20));
  }
  return values;
}

struct Golden {
  std::string kind;
  int n;
  std::int64_t s;
  double variance;
  double z;
  double slope;
};

// pymannkendall 1.4.3: hamed_rao_modification_test with `lag` 0, 0, 1, 3, 1, 2, 0, 0, 0, 0, the
// number of leading lags at which the ranks' autocorrelation is above 1.96 / sqrt(n) (0:
// original_test); scipy 1.17.1: theilslopes. On the same numbers.
const std::vector<Golden> kGolden = {
    {"white", 60, 106, 24583.33333, 0.6696824444, 0.00145828218},
    {"white", 121, -324, 199246.6667, -0.7236140489, -0.0005634839858},
    {"wave", 60, 172, 51289.10519, 0.7550636259, 0.003349269835},
    {"wave", 121, -1284, 737583.8655, -1.493898022, -0.003104803712},
    {"rise", 60, 1158, 46921.96038, 5.341279257, 0.03205220374},
    {"rise", 121, 5794, 478499.451, 8.374575583, 0.02804230701},
    {"fall", 60, -488, 24583.33333, -3.106050956, -0.00854171782},
    {"fall", 121, -4282, 199246.6667, -9.590686512, -0.01056348399},
    {"ties", 60, 246, 24192.66667, 1.575158327, 0.0303030303},
    {"ties", 121, 890, 196650.6667, 2.004721506, 0.01333333333},
};

// Share of 2,000 noisy series of 120 without a trend in which p < 0.001 sees one.
double false_alarms(double memory) {
  Lehmer draw;
  int alarms = 0;
  for (int trial = 0; trial < 2'000; ++trial) {
    std::vector<double> values;
    double level = 0;
    for (int i = 0; i < 120; ++i) {
      level = memory * level + draw();
      values.push_back(level);
    }
    alarms += stats::two_sided_p(stats::mann_kendall(values).z) < 0.001 ? 1 : 0;
  }
  return alarms / 2'000.0;
}

}  // namespace

TEST_CASE("trends are those of two published implementations") {
  for (const Golden& golden : kGolden) {
    CAPTURE(golden.kind, golden.n);
    const std::vector<double> values = series(golden.kind, golden.n);
    const stats::MannKendall test = stats::mann_kendall(values);
    CHECK(test.s == golden.s);
    CHECK(test.variance == Approx(golden.variance).epsilon(1e-8));
    CHECK(test.z == Approx(golden.z).epsilon(1e-8));
    CHECK(stats::theil_sen_slope(values) == Approx(golden.slope).epsilon(1e-8));
  }
}

TEST_CASE("noise is seldom taken for a trend") {
  CHECK(false_alarms(0) <= 0.002);
}

TEST_CASE("slow waves are seldom taken for a trend") {
  // Without the correction: 5 % at 0.5, 25 % at 0.8.
  CHECK(false_alarms(0.5) <= 0.01);
  CHECK(false_alarms(0.8) <= 0.02);
}

TEST_CASE("a straight line has its own slope and the most pairs that can rise") {
  const std::vector<double> line{3, 5, 7, 9, 11};
  CHECK(stats::theil_sen_slope(line) == 2);
  CHECK(stats::mann_kendall(line).s == 10);
}

TEST_CASE("one wild value does not turn the slope") {
  CHECK(stats::theil_sen_slope(std::vector<double>{1, 2, 3, 4, 1e9, 6, 7, 8, 9}) == 1);
}

TEST_CASE("a series backwards falls as it rose") {
  std::vector<double> values = series("rise", 90);
  const stats::MannKendall forwards = stats::mann_kendall(values);
  std::reverse(values.begin(), values.end());
  CHECK(stats::mann_kendall(values).s == -forwards.s);
  // Two values lie on the median slope: rounding decides which of their residuals ranks first.
  CHECK(stats::mann_kendall(values).z == Approx(-forwards.z).epsilon(1e-3));
}

TEST_CASE("what cannot have a trend has none") {
  CHECK(stats::mann_kendall({}).z == 0);
  CHECK(stats::mann_kendall(std::vector<double>{1, 2}).z == 0);
  CHECK(stats::mann_kendall(std::vector<double>(50, 4.0)).z == 0);
  CHECK(stats::theil_sen_slope(std::vector<double>{7}) == 0);
  CHECK(stats::theil_sen_slope(std::vector<double>(50, 4.0)) == 0);
}

TEST_CASE("the tail of the normal distribution") {
  CHECK(stats::two_sided_p(0) == 1);
  // Tables: P(|Z| >= 1.959964) = 0.05, P(|Z| >= 3.290527) = 0.001.
  CHECK(stats::two_sided_p(1.959964) == Approx(0.05).epsilon(1e-6));
  CHECK(stats::two_sided_p(-3.290527) == Approx(0.001).epsilon(1e-6));
}

}  // namespace barometer
