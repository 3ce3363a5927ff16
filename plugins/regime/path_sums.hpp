// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "path_window.hpp"
#include "returns.hpp"

// Measures over the last n points of a log price path: returns, lines, slopes.

namespace barometer::regime_plugin {

// Distance and length of a path, and the sum of its squared returns.
struct ReturnSums {
  double y = 0;  // of the newest point; in a suffix, of the point before it
  double squares = 0;
  double length = 0;

  void append(double, double level, double log_return) { add(level, log_return); }

  void prepend(double, double level, double log_return) { add(level - log_return, log_return); }

  void state(auto& archive) { archive(y, squares, length); }

 private:
  void add(double level, double log_return) {
    y = level;
    squares += log_return * log_return;
    length += std::fabs(log_return);
  }
};

// The sums from which the slope of a line through points (k, y) is computed.
struct SlopeSums {
  double sum = 0;     // of y
  double moment = 0;  // of k y

  void append(double k, double y, double) {
    sum += y;
    moment += k * y;
  }

  void prepend(double k, double y, double) { append(k, y, 0); }

  void state(auto& archive) { archive(sum, moment); }
};

// The same sums and the one that says how well the line fits.
struct LineSums : SlopeSums {
  double square = 0;  // of y^2

  void append(double k, double y, double) {
    SlopeSums::append(k, y, 0);
    square += y * y;
  }

  void prepend(double k, double y, double) { append(k, y, 0); }

  void state(auto& archive) { archive(sum, moment, square); }
};

class ReturnWindow : public PathWindow<ReturnSums> {
 public:
  using PathWindow::PathWindow;

  // Computes distance, sum of squares and length of the last n returns at each bar; the squares are
  // 0 before there are n returns.
  template <std::size_t kMost>
  void follow(const Returns<kMost>& returns, Row<double, kMost>& distance,
              Row<double, kMost>& squares, Row<double, kMost>& length) {
    const std::size_t points_less_returns = full() ? 0 : 1;
    const std::size_t early = PathWindow::follow(
        returns.log_return.data(), returns.size(),
        [&](std::size_t i, const ReturnSums& now, const ReturnSums& before, double) {
          distance[i] = now.y - before.y;
          squares[i] = now.squares + before.squares;
          length[i] = now.length + before.length;
        });
    std::fill_n(squares.begin(), std::min(early + points_less_returns, returns.size()), 0.0);
  }
};

// The least-squares line, with its own intercept, through the last n points.
class LineWindow : public PathWindow<LineSums> {
 public:
  explicit LineWindow(std::int64_t points)
      : PathWindow(points),
        inverse_count_(1 / static_cast<double>(points)),
        half_span_(0.5 * (static_cast<double>(points) - 1)),
        closeness_(inverse_count_ * 3 / (half_span_ * (half_span_ + 1))) {}

  // Computes the sums of (k - mean k) (y - mean y) and of (y - mean y)^2 at each bar; the latter is
  // 0 before there are n points.
  template <std::size_t kMost>
  void follow(const Returns<kMost>& returns, Row<double, kMost>& shared,
              Row<double, kMost>& variation) {
    const std::size_t early = PathWindow::follow(
        returns.log_return.data(), returns.size(),
        [&](std::size_t i, const LineSums& now, const LineSums& before, double k) {
          const double sum = now.sum + before.sum;
          shared[i] = (now.moment + before.moment) - (k - half_span_) * sum;
          variation[i] = (now.square + before.square) - sum * sum * inverse_count_;
        });
    std::fill_n(variation.begin(), early, 0.0);
  }

  // 1 / sum of (k - mean k)^2: times `shared` the slope of y per point.
  double closeness() const { return closeness_; }

 private:
  double inverse_count_;
  double half_span_;  // from the first point to the middle
  double closeness_;
};

// The slope of that line alone.
class SlopeWindow : public PathWindow<SlopeSums> {
 public:
  explicit SlopeWindow(std::int64_t points)
      : PathWindow(points),
        half_span_(0.5 * (static_cast<double>(points) - 1)),
        closeness_(3 / (static_cast<double>(points) * half_span_ * (half_span_ + 1))) {}

  // Computes the slope in y per point at each bar; it has no meaning before there are n points.
  template <std::size_t kMost>
  void follow(const Returns<kMost>& returns, Row<double, kMost>& slope) {
    PathWindow::follow(returns.log_return.data(), returns.size(),
                       [&](std::size_t i, const SlopeSums& now, const SlopeSums& before, double k) {
                         const double sum = now.sum + before.sum;
                         const double moment = now.moment + before.moment;
                         slope[i] = (moment - (k - half_span_) * sum) * closeness_;
                       });
  }

 private:
  double half_span_;  // from the first point to the middle
  double closeness_;  // 1 / sum of (k - mean k)^2
};

}  // namespace barometer::regime_plugin
