// SPDX-License-Identifier: Apache-2.0
#include "stats/block_length.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "stats/order_statistics.hpp"

namespace barometer::stats {

namespace {

// sum of a[i] b[i]; four sums at a time, for one would wait for every addition to end.
double product_sum(std::span<const double> a, std::span<const double> b) {
  std::array<double, 4> parts{};
  std::size_t i = 0;
  for (; i + parts.size() <= a.size(); i += parts.size()) {
    for (std::size_t part = 0; part < parts.size(); ++part) {
      parts[part] += a[i + part] * b[i + part];
    }
  }
  for (; i < a.size(); ++i) {
    parts[0] += a[i] * b[i];
  }
  return (parts[0] + parts[1]) + (parts[2] + parts[3]);
}

// Autocovariances of ascending lags, computed as they are asked for: most series need few.
class Autocovariances {
 public:
  explicit Autocovariances(std::vector<double> centred) : x_(std::move(centred)) {
    head_ = tail_ = product_sum(x_, x_);
  }

  // sum of x[t] x[t - lag]. REQUIRES: no lag before `lag` is left out.
  double sum(std::size_t lag) {
    if (lag == sums_.size()) {
      const std::span<const double> all(x_);
      sums_.push_back(product_sum(all.subspan(lag), all.first(x_.size() - lag)));
      // Of what is left when lag + 1 values are cut off at either end.
      head_ -= x_[x_.size() - lag - 1] * x_[x_.size() - lag - 1];
      tail_ -= x_[lag] * x_[lag];
      const double scale = std::sqrt(std::max(head_, 0.0) * std::max(tail_, 0.0));
      correlations_.push_back(scale > 0 ? std::abs(sums_.back()) / scale : 0.0);
    }
    return sums_[lag];
  }

  // |autocorrelation|, scaled by the values that the lag after it leaves. REQUIRES: sum(lag) was
  // asked for.
  double correlation(std::size_t lag) const { return correlations_[lag]; }

 private:
  std::vector<double> x_;
  double head_ = 0;
  double tail_ = 0;
  std::vector<double> sums_;
  std::vector<double> correlations_;
};

// The lag after which `quiet` correlations in a row do not show, doubled: the width of the flat-top
// window. All lags where there is no such place.
std::size_t window_width(Autocovariances& covariances, std::size_t n) {
  const auto quiet = static_cast<std::size_t>(std::max(5.0, std::log10(static_cast<double>(n))));
  const std::size_t most =
      static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(n)))) + quiet;
  const double bound = 2 * std::sqrt(std::log10(static_cast<double>(n)) / static_cast<double>(n));
  std::size_t in_a_row = 0;
  for (std::size_t lag = 0; lag <= std::min(most, n - 2); ++lag) {
    if (lag >= quiet && in_a_row >= quiet) {
      return std::min(most, 2 * std::max<std::size_t>(lag - quiet, 1));
    }
    covariances.sum(lag);
    in_a_row = covariances.correlation(lag) < bound ? in_a_row + 1 : 0;
  }
  return std::min(most, n - 2);
}

}  // namespace

double politis_white_length(std::span<const double> values) {
  constexpr std::size_t kFewest = 9;
  const std::size_t n = values.size();
  if (n < kFewest) {
    return 1;
  }
  std::vector<double> centred(values.begin(), values.end());
  const double mean = mean_of(values);
  std::ranges::for_each(centred, [mean](double& value) { value -= mean; });
  Autocovariances covariances(std::move(centred));
  const std::size_t width = window_width(covariances, n);
  double slope = 0;
  double long_run = covariances.sum(0);
  for (std::size_t lag = 1; lag <= width; ++lag) {
    const double share = static_cast<double>(lag) / static_cast<double>(width);
    const double window = share <= 0.5 ? 1 : 2 * (1 - share);
    slope += 2 * window * static_cast<double>(lag) * covariances.sum(lag);
    long_run += 2 * window * covariances.sum(lag);
  }
  const double longest =
      std::ceil(std::min(3 * std::sqrt(static_cast<double>(n)), static_cast<double>(n) / 3));
  // 0 / 0 where the values do not differ.
  const double length =
      std::cbrt(1.5 * (slope / long_run) * (slope / long_run) * static_cast<double>(n));
  return std::isnan(length) ? 1 : std::min(length, longest);
}

std::int64_t block_length(std::span<const double> values, std::int64_t least) {
  const auto wanted = static_cast<std::int64_t>(std::ceil(politis_white_length(values)));
  const std::int64_t most = std::ssize(values) / 40;
  return std::max<std::int64_t>(1, std::min(most, std::max(least, wanted)));
}

}  // namespace barometer::stats
