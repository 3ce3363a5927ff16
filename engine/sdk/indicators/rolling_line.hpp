// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

#include <algorithm>

namespace barometer {

// Sums over a run of points (k, y_k), k = 0, 1, ..., with y measured from the run's first point, so
// that neither the level of y nor anything before the run can cost digits.
struct LineFold {
  struct Summary {
    double link = 0;    // from the point before the run to its first point
    double rise = 0;    // from its first to its last point
    double sum = 0;     // of y
    double square = 0;  // of y^2
    double moment = 0;  // of k y

    void state(auto& archive) { archive(link, rise, sum, square, moment); }
  };

  static Summary start(double increment) { return {increment, 0, 0, 0, 0}; }

  static void append(Summary& run, double length, double increment) {
    run.rise += increment;
    run.sum += run.rise;
    run.square += run.rise * run.rise;
    run.moment += length * run.rise;
  }

  static void prepend(Summary& first, const Summary& rest, double rest_length) {
    const double shift = rest.link;
    const double lift = shift * rest_length;
    first.rise = shift + rest.rise;
    first.sum = rest.sum + lift;
    first.square = rest.square + shift * (2 * rest.sum + lift);
    first.moment = rest.moment + (rest.sum + 0.5 * lift * (rest_length + 1));
  }

  static Summary join(const Summary& a, double a_length, const Summary& b, double b_length) {
    const double shift = a.rise + b.link;
    const double lift = shift * b_length;
    return {a.link, shift + b.rise, a.sum + (b.sum + lift),
            a.square + (b.square + shift * (2 * b.sum + lift)),
            a.moment + (b.moment + a_length * b.sum + lift * (a_length + 0.5 * (b_length - 1)))};
  }
};

// A least-squares line with its own intercept.
struct LineFit {
  double shared;     // sum of (k - mean k) (y - mean y)
  double variation;  // sum of (y - mean y)^2
  double closeness;  // 1 / sum of (k - mean k)^2

  // The slope in y per point.
  double slope() const { return shared * closeness; }

  // Squared correlation of y and k, 0..1; NaN when y is constant.
  double r_squared() const {
    return variation > 0 ? std::min(1.0, shared * shared * closeness / variation) : kNotKnown;
  }
};

// The least-squares line through the last n points of a path that is given by
// its increments (the first increment of the window does not matter).
class RollingLine {
 public:
  // Throws std::invalid_argument when points < 2.
  explicit RollingLine(std::int64_t points)
      : fold_(static_cast<std::int64_t>(checked_window(points, 2))),
        count_(static_cast<double>(points)),
        inverse_count_(1 / count_),
        closeness_(12 / (count_ * (count_ * count_ - 1))) {}

  void update(double increment) { fold_.update(increment); }

  bool ready() const { return fold_.ready(); }

  // REQUIRES: ready().
  LineFit fit() const {
    const LineFold::Summary all = fold_.value();
    return {all.moment - 0.5 * (count_ - 1) * all.sum,
            all.square - all.sum * all.sum * inverse_count_, closeness_};
  }

  // The number of updates until ready().
  std::int64_t warmup() const { return fold_.warmup(); }

  void clear() { fold_.clear(); }

  void state(auto& archive) { archive(fold_); }

 private:
  RollingFold<LineFold> fold_;
  double count_;
  double inverse_count_;
  double closeness_;  // 1 / sum of (k - mean k)^2
};

}  // namespace barometer
