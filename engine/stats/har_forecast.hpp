// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace barometer::stats {

// The heterogeneous autoregression of F. Corsi (2009, "A simple approximate long-memory model of
// realized volatility", Journal of Financial Econometrics 7): a series' next value by its mean over
// three windows, which ascend, with weights by least squares on all values before; at least a tenth
// of the longest mean. For values >= 0. 0 before 100 of them are known beside the longest window.
class HarForecast {
 public:
  HarForecast(std::span<const double> values, const std::array<std::int64_t, 3>& windows);

  // Takes the next value in; returns what is expected of the one behind it. REQUIRES: there is one.
  double next();

 private:
  static constexpr std::size_t kTerms = 4;  // the constant, then a mean per window
  using Terms = std::array<double, kTerms>;

  void learn(double value);
  Terms means() const;
  Terms solve() const;

  std::span<const double> values_;
  std::array<std::int64_t, 3> windows_;
  std::array<double, 3> sums_{};  // of the values in each window
  std::array<Terms, kTerms> products_{};
  Terms moments_{};
  Terms terms_{};          // of the bar before
  double unit_ = 0;        // by which values are divided, so that sums are of one size
  std::int64_t seen_ = 0;  // values
};

}  // namespace barometer::stats
