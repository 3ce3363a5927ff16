// SPDX-License-Identifier: Apache-2.0
#include "stats/sharpe_difference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "stats/block_length.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"

namespace barometer::stats {

namespace {

// PowerSums of values and of their squares.
struct PowerSums {
  double values = 0;
  double squares = 0;

  PowerSums& operator+=(const PowerSums& other) {
    values += other.values;
    squares += other.squares;
    return *this;
  }

  friend PowerSums operator-(PowerSums a, const PowerSums& b) {
    return {a.values - b.values, a.squares - b.squares};
  }
};

// A Sharpe ratio by its moments, ddof 0.
struct Ratio {
  double mean = 0;
  double deviation = 0;

  double value() const { return mean / deviation; }

  // Sum of psi over `count` values with these sums.
  double influence(const PowerSums& sums, double count) const {
    const double centred = sums.values - count * mean;
    const double squares = sums.squares - 2 * mean * sums.values + count * mean * mean;
    return centred / deviation - value() / 2 * (squares / (deviation * deviation) - count);
  }
};

// One series in units of its own deviation, so that nothing is lost where returns are tiny.
class SeriesSums {
 public:
  explicit SeriesSums(std::span<const double> values) {
    const double scale = standard_deviation_of(values);
    running_.reserve(2 * values.size() + 1);
    running_.emplace_back();
    for (std::size_t i = 0; i < 2 * values.size(); ++i) {
      const double value = values[i % values.size()] / scale;
      PowerSums next = running_.back();
      next += {value, value * value};
      running_.push_back(next);
    }
  }

  // Blocks may go on behind the end, with the beginning.
  PowerSums of(std::size_t begin, std::size_t length) const {
    return running_[begin + length] - running_[begin];
  }

 private:
  std::vector<PowerSums> running_;
};

Ratio ratio_of(const PowerSums& sums, double count) {
  const double mean = sums.values / count;
  return {mean, std::sqrt(std::max(sums.squares / count - mean * mean, 0.0))};
}

struct Measured {
  double difference = 0;
  double error = 0;
};

// A series in units of its deviation does not vary in a draw that has less: what is left is the
// rounding of prices and of money.
constexpr double kLeastDeviation = 1e-6;

constexpr Measured kNoRatio{.difference = std::numeric_limits<double>::quiet_NaN(), .error = 0};

// Both series cut into blocks that begin at the places that it is told.
class Pair {
 public:
  Pair(std::span<const double> a, std::span<const double> b, std::size_t block)
      : a_(a), b_(b), size_(a.size()), block_(block) {}

  std::size_t blocks() const { return (size_ + block_ - 1) / block_; }

  Measured at(std::span<const std::size_t> begins) const {
    PowerSums a;
    PowerSums b;
    for (std::size_t i = 0; i < begins.size(); ++i) {
      const std::size_t length = std::min(block_, size_ - i * block_);
      a += a_.of(begins[i], length);
      b += b_.of(begins[i], length);
    }
    const auto n = static_cast<double>(size_);
    const Ratio of_a = ratio_of(a, n);
    const Ratio of_b = ratio_of(b, n);
    if (std::min(of_a.deviation, of_b.deviation) < kLeastDeviation) {
      return kNoRatio;
    }
    return {of_a.value() - of_b.value(), error(begins, of_a, of_b)};
  }

 private:
  // By the blocks that are whole.
  double error(std::span<const std::size_t> begins, const Ratio& of_a, const Ratio& of_b) const {
    const auto length = static_cast<double>(block_);
    const std::size_t whole = size_ / block_;
    double squares = 0;
    for (std::size_t i = 0; i < whole; ++i) {
      const double sum = of_a.influence(a_.of(begins[i], block_), length) -
                         of_b.influence(b_.of(begins[i], block_), length);
      squares += sum * sum;
    }
    const double variance = squares / (length * static_cast<double>(whole));
    return std::sqrt(variance / static_cast<double>(size_));
  }

  SeriesSums a_;
  SeriesSums b_;
  std::size_t size_;
  std::size_t block_;
};

// |D* - D| / s* of all draws in ascending order; a draw without an error is as far off as can be.
std::vector<double> drawn_distances(const Pair& pair, double difference, std::size_t size,
                                    std::uint64_t seed) {
  std::vector<double> distances;
  std::vector<std::size_t> begins(pair.blocks());
  for (std::int64_t draw = 0; draw < kDifferenceDraws; ++draw) {
    Random random(seed, static_cast<std::uint64_t>(draw));
    for (std::size_t& begin : begins) {
      begin = ((random.bits() >> 32) * size) >> 32;
    }
    const Measured drawn = pair.at(begins);
    const double distance = std::abs(drawn.difference - difference) / drawn.error;
    distances.push_back(std::isnan(distance) ? HUGE_VAL : distance);
  }
  std::ranges::sort(distances);
  return distances;
}

std::size_t block_of(std::span<const double> a, std::span<const double> b) {
  constexpr std::size_t kFewest = 10;  // blocks
  const double length = std::max(politis_white_length(a), politis_white_length(b));
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(length)), 1,
                                 a.size() / kFewest);
}

bool varies(std::span<const double> values) {
  return std::ranges::any_of(values, [&](double value) { return value != values.front(); });
}

constexpr double kRounding = 1e-12;  // an error below it is none

// Both series in the blocks that begin at the first value.
struct Blocked {
  Pair pair;
  std::size_t block;
  Measured measured;
};

std::optional<Blocked> blocked(std::span<const double> a, std::span<const double> b) {
  if (a.size() < kFewestPairs || !varies(a) || !varies(b)) {
    return std::nullopt;
  }
  const std::size_t block = block_of(a, b);
  Blocked found{Pair(a, b, block), block, {}};
  std::vector<std::size_t> begins(found.pair.blocks());
  for (std::size_t i = 0; i < begins.size(); ++i) {
    begins[i] = i * block;
  }
  found.measured = found.pair.at(begins);
  return found.measured.error > kRounding ? std::optional(std::move(found)) : std::nullopt;
}

// Makes a ratio of deviations with ddof 0 one with ddof 1.
double ddof_scale(std::size_t size) {
  const auto n = static_cast<double>(size);
  return std::sqrt((n - 1) / n);
}

}  // namespace

std::optional<MeasuredDifference> measured_sharpe_difference(std::span<const double> a,
                                                             std::span<const double> b) {
  const auto found = blocked(a, b);
  if (!found) {
    return std::nullopt;
  }
  const double scale = ddof_scale(a.size());
  return MeasuredDifference{.difference = scale * found->measured.difference,
                            .standard_error = scale * found->measured.error,
                            .block = static_cast<std::int64_t>(found->block)};
}

std::optional<SharpeDifference> sharpe_difference(std::span<const double> a,
                                                  std::span<const double> b, std::uint64_t seed) {
  constexpr std::size_t kWithin = 1900;  // of 1,999 distances, as (1,999 + 1) x .95
  const auto found = blocked(a, b);
  if (!found) {
    return std::nullopt;
  }
  const Measured& measured = found->measured;
  const std::vector<double> distances =
      drawn_distances(found->pair, measured.difference, a.size(), seed);
  if (std::isinf(distances[kWithin - 1])) {
    return std::nullopt;
  }
  const double distance = std::abs(measured.difference) / measured.error;
  const auto as_far = distances.end() - std::ranges::lower_bound(distances, distance);
  const double scale = ddof_scale(a.size());
  const double reach = distances[kWithin - 1] * measured.error;
  return SharpeDifference{.difference = scale * measured.difference,
                          .standard_error = scale * measured.error,
                          .low = scale * (measured.difference - reach),
                          .high = scale * (measured.difference + reach),
                          .p = static_cast<double>(as_far + 1) / (kDifferenceDraws + 1),
                          .block = static_cast<std::int64_t>(found->block)};
}

}  // namespace barometer::stats
