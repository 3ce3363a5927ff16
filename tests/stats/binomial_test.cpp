// SPDX-License-Identifier: Apache-2.0
#include "stats/binomial.hpp"

#include <cmath>

#include "support/catch.hpp"

namespace barometer {

namespace {

// P(X = count) from the definition, in logarithms so that nothing underflows.
long double density(int trials, long double p, int count) {
  const long double ways =
      std::lgamma(trials + 1.0L) - std::lgamma(count + 1.0L) - std::lgamma(trials - count + 1.0L);
  return std::exp(ways + count * std::log(p) + (trials - count) * std::log1p(-p));
}

double summed(int trials, double p, int first, int last) {
  long double sum = 0;
  for (int count = first; count <= last; ++count) {
    sum += density(trials, p, count);
  }
  return static_cast<double>(sum);
}

}  // namespace

TEST_CASE("binomial tails equal the sum of the densities") {
  for (const int trials : {512, 1'000, 8'192}) {
    for (const double p : {0.001, 0.01, 0.5}) {
      for (const int count : {1, 2, 10, 80, 120, 300}) {
        CAPTURE(trials, p, count);
        CHECK(stats::binomial_at_most(trials, p, count) ==
              Approx(summed(trials, p, 0, count)).epsilon(1e-9));
        CHECK(stats::binomial_at_least(trials, p, count) ==
              Approx(summed(trials, p, count, trials)).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("no exceedance is always at least reached") {
  CHECK(stats::binomial_at_least(512, 0.01, 0) == 1.0);
}

TEST_CASE("between whole counts the tails go on, and meet them there") {
  CHECK(stats::scaled_binomial_at_least(512.0, 0.01, 13.0) ==
        Approx(stats::binomial_at_least(std::int64_t{512}, 0.01, std::int64_t{13})).epsilon(1e-12));
  CHECK(stats::scaled_binomial_at_most(512.0, 0.01, 13.0) ==
        Approx(stats::binomial_at_most(std::int64_t{512}, 0.01, std::int64_t{13})).epsilon(1e-12));
  CHECK(stats::scaled_binomial_at_least(100.5, 0.01, 3.25) <
        stats::scaled_binomial_at_least(100.5, 0.01, 3.0));
  CHECK(stats::scaled_binomial_at_least(100.5, 0.01, 3.25) >
        stats::scaled_binomial_at_least(100.5, 0.01, 3.5));
  CHECK(stats::scaled_binomial_at_least(10.0, 0.01, 0.0) == 1);
  CHECK(stats::scaled_binomial_at_least(2.5, 0.01, 3.0) == 0);
  CHECK(stats::scaled_binomial_at_most(2.5, 0.01, 3.0) == 1);
}

}  // namespace barometer
