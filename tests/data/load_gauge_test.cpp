// SPDX-License-Identifier: Apache-2.0
#include "data/load_gauge.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("shares are told by hundredths, and the end is told once") {
  std::vector<double> told;
  data::LoadGauge gauge([&told](double share) { told.push_back(share); });
  gauge.expect(1000);
  for (int i = 0; i < 1000; ++i) {
    gauge.add(1);
  }
  gauge.add(5);
  CHECK(told.size() >= 99);
  CHECK(told.size() <= 100);
  CHECK(told.front() == Approx(0.01));
  CHECK(told.back() == 1);
}
