// SPDX-License-Identifier: Apache-2.0
#include "study/trial_draws.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <string>

#include "config/scalar.hpp"
#include "stats/random.hpp"

namespace barometer::study {

namespace {

config::StudyValue value_from(const config::StudyAxis& axis, double share) {
  if (!axis.range) {
    const auto last = axis.values.size() - 1;
    const double scaled = share * static_cast<double>(axis.values.size());
    return axis.values[std::min(static_cast<std::size_t>(scaled), last)];
  }
  const config::StudyRange& range = *axis.range;
  const double from = range.from;
  const double to = range.whole ? range.to + 1 : range.to;
  double value = range.log ? from * std::pow(to / from, share) : from + share * (to - from);
  value = range.whole ? std::min(std::floor(value), range.to) : value;
  const std::string text = config::write_number(value);
  return {text, text, axis.key_at};
}

// Where each axis stands in 0..1.
std::vector<double> random_point(const config::StudyConfig& study, std::uint64_t number) {
  std::vector<double> shares;
  stats::Random random(study.seed, number);
  for (std::size_t axis = 0; axis < study.over.size(); ++axis) {
    shares.push_back(random.uniform());
  }
  return shares;
}

std::vector<double> sobol_point(const config::StudyConfig& study, std::uint64_t number) {
  std::vector<double> shares;
  boost::random::sobol sequence(study.over.size());
  sequence.seed(number + 1);  // the first point is the corner
  for (std::size_t axis = 0; axis < study.over.size(); ++axis) {
    stats::Random shift(study.seed, axis);
    const double share = static_cast<double>(sequence() >> 11) * 0x1p-53;
    const double moved = share + shift.uniform();
    shares.push_back(moved - std::floor(moved));
  }
  return shares;
}

}  // namespace

std::vector<config::StudyValue> drawn_values(const config::StudyConfig& study,
                                             std::uint64_t number) {
  const std::vector<double> shares = study.method == config::StudyMethod::random
                                         ? random_point(study, number)
                                         : sobol_point(study, number);
  std::vector<config::StudyValue> values;
  for (std::size_t axis = 0; axis < study.over.size(); ++axis) {
    values.push_back(value_from(study.over[axis], shares[axis]));
  }
  return values;
}

}  // namespace barometer::study
