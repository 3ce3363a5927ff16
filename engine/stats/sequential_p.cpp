// SPDX-License-Identifier: Apache-2.0
#include "stats/sequential_p.hpp"

#include <cmath>

namespace barometer::stats {

namespace {

constexpr double kTie = 1e-9;

}  // namespace

SequentialP::SequentialP(double statistic, std::int64_t enough, std::int64_t most)
    : bound_(statistic - kTie * std::abs(statistic)), enough_(enough), most_(most) {}

void SequentialP::add(double drawn) {
  if (!is_decided()) {
    ++draws_;
    as_large_ += drawn >= bound_ ? 1 : 0;
  }
}

std::optional<double> SequentialP::p() const {
  if (as_large_ == enough_) {
    return static_cast<double>(enough_) / static_cast<double>(draws_);
  }
  if (draws_ == most_) {
    return static_cast<double>(as_large_ + 1) / static_cast<double>(most_ + 1);
  }
  return std::nullopt;
}

}  // namespace barometer::stats
