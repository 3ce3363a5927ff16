// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

namespace barometer {

namespace detail {

struct Smaller {
  double operator()(double a, double b) const { return b < a ? b : a; }
};

struct Larger {
  double operator()(double a, double b) const { return a < b ? b : a; }
};

template <class Choice>
class RollingChoice {
 public:
  // Throws std::invalid_argument when window < 1.
  explicit RollingChoice(std::int64_t window) : fold_(window) {}

  void update(double value) { fold_.update(value); }

  bool ready() const { return fold_.ready(); }

  double value() const { return fold_.ready() ? fold_.value() : kNotKnown; }

  std::int64_t warmup() const { return fold_.warmup(); }

  void state(auto& archive) { archive(fold_); }

 private:
  RollingFold<PlainFold<Choice>> fold_;
};

}  // namespace detail

// Least and greatest of the last n values; NaN before n of them. Values must not be NaN.
using RollingMin = detail::RollingChoice<detail::Smaller>;
using RollingMax = detail::RollingChoice<detail::Larger>;

}  // namespace barometer
