// SPDX-License-Identifier: Apache-2.0
#include "stats/binomial.hpp"

#include <boost/math/distributions/binomial.hpp>

namespace barometer::stats {

namespace {

boost::math::binomial distribution(std::int64_t trials, double probability) {
  return {static_cast<double>(trials), probability};
}

}  // namespace

double binomial_at_least(std::int64_t trials, double probability, std::int64_t count) {
  if (count <= 0) {
    return 1.0;
  }
  return boost::math::cdf(complement(distribution(trials, probability), count - 1));
}

double binomial_at_most(std::int64_t trials, double probability, std::int64_t count) {
  return boost::math::cdf(distribution(trials, probability), count);
}

}  // namespace barometer::stats
