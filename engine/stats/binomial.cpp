// SPDX-License-Identifier: Apache-2.0
#include "stats/binomial.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/beta.hpp>

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

double scaled_binomial_at_least(double trials, double probability, double count) {
  if (count <= 0) {
    return 1;
  }
  return count > trials ? 0 : boost::math::ibeta(count, trials - count + 1, probability);
}

double scaled_binomial_at_most(double trials, double probability, double count) {
  return count >= trials ? 1 : boost::math::ibetac(count + 1, trials - count, probability);
}

}  // namespace barometer::stats
