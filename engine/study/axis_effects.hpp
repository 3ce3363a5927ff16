// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace barometer::study {

// How much of the objectives' spread the values of each axis explain: the correlation ratio (Fisher
// 1925), sum over values of n (mean - mean of all)^2 / sum of (objective - mean of all)^2.
class AxisEffects {
 public:
  // `sizes`: the number of values of each axis.
  explicit AxisEffects(std::span<const std::size_t> sizes);

  // A trial by the place of its value on each axis.
  void add(std::span<const std::size_t> places, double objective);

  // 0..1; 0 where objectives do not vary.
  double of(std::size_t axis) const;

  // On how many values of the axis a trial was.
  std::size_t values(std::size_t axis) const;

  // The axes with two values or more, at most two, of the largest effects, of equals the first; in
  // ascending order.
  std::vector<std::size_t> largest() const;

 private:
  struct Mean {
    std::int64_t count = 0;
    double mean = 0;

    void add(double value) {
      ++count;
      mean += (value - mean) / static_cast<double>(count);
    }
  };

  std::vector<std::vector<Mean>> by_value_;  // [axis][place]
  Mean all_;
  double squares_ = 0;
};

}  // namespace barometer::study
