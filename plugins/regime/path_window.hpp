// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_line.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

namespace barometer::regime {

// What a PathWindow is asked for; the rest is not computed.
struct PathNeeds {
  bool sums;  // distance, squares, length
  bool line;
};

// The last n points of a log price path and the n returns that lead to them: sums of returns, of
// their squares and sizes, and the least-squares line through the points.
//
// A two-stack queue: of the last full block of n points every suffix is kept, of the points since
// one running sum. Both are measured from the point between them, which is always in the window, so
// a value of the window is one addition, nothing is ever subtracted that has left it, and levels
// cost no digits. Blocks are counted from the first point. O(1) per point, with n steps at once at
// the end of each block.
class PathWindow {
 public:
  // Throws std::invalid_argument when points < 2.
  PathWindow(std::int64_t points, PathNeeds needs)
      : needs_(needs),
        returns_(checked_window(points, 2)),
        sums_(needs.sums ? returns_.size() : 0),
        lines_(needs.line ? returns_.size() : 0),
        count_(static_cast<double>(points)),
        closeness_(12 / (count_ * (count_ * count_ - 1))) {}

  // The return that leads to the next point; 0 for the first.
  void update(double log_return) {
    has_returns_ = has_points_;
    returns_[at_] = log_return;
    ++at_;
    now_.y += log_return;
    now_.squares += log_return * log_return;
    now_.length += std::fabs(log_return);
    if (needs_.line) {
      line_now_.add(static_cast<double>(static_cast<std::int64_t>(at_)), now_.y);
    }
    if (at_ == returns_.size()) {
      turn();
    }
  }

  bool has_points() const { return has_points_; }

  bool has_returns() const { return has_returns_; }

  // Sum of the returns. REQUIRES for this and the next two: has_returns() and needs.sums.
  double distance() const { return now_.y - sums_[at_].y; }

  double squares() const { return now_.squares + sums_[at_].squares; }

  double length() const { return now_.length + sums_[at_].length; }

  // REQUIRES: has_points() and needs.line.
  LineFit line() const {
    const LineSums& before = lines_[at_];
    const double sum = line_now_.sum + before.sum;
    const double middle = static_cast<double>(static_cast<std::int64_t>(at_)) - 0.5 * (count_ - 1);
    return {(line_now_.moment + before.moment) - middle * sum,
            (line_now_.square + before.square) - sum * sum / count_, closeness_};
  }

  void clear() {
    at_ = 0;
    now_ = {};
    line_now_ = {};
    has_points_ = has_returns_ = false;
  }

  void state(auto& archive) {
    archive(at_, now_, line_now_, has_points_, has_returns_);
    for (double& log_return : returns_) {
      archive(log_return);
    }
    for (PathSums& sums : sums_) {
      archive(sums);
    }
    for (LineSums& line : lines_) {
      archive(line);
    }
    if (at_ >= returns_.size()) {
      throw std::invalid_argument("the saved state does not belong to a window of this length");
    }
  }

 private:
  struct PathSums {
    double y = 0;  // of the newest point; in a suffix, of the point before it
    double squares = 0;
    double length = 0;

    void state(auto& archive) { archive(y, squares, length); }
  };

  struct LineSums {
    double sum = 0;     // of y
    double square = 0;  // of y^2
    double moment = 0;  // of k y

    void add(double k, double y) {
      sum += y;
      square += y * y;
      moment += k * y;
    }

    void state(auto& archive) { archive(sum, square, moment); }
  };

  void turn() {
    PathSums sums;
    LineSums line;
    double k = 0;
    for (std::size_t i = returns_.size(); i-- > 0; k -= 1) {
      const double log_return = returns_[i];
      if (needs_.line) {
        line.add(k, sums.y);
        lines_[i] = line;
      }
      sums.y -= log_return;
      if (needs_.sums) {
        sums.squares += log_return * log_return;
        sums.length += std::fabs(log_return);
        sums_[i] = sums;
      }
    }
    at_ = 0;
    now_ = {};
    line_now_ = {};
    has_points_ = true;
  }

  PathNeeds needs_;
  std::vector<double> returns_;  // of the present block
  std::vector<PathSums> sums_;   // suffixes of the last block, from each of its points on
  std::vector<LineSums> lines_;
  double count_;
  double closeness_;  // 1 / sum of (k - mean k)^2
  PathSums now_;      // since the last block
  LineSums line_now_;
  std::uint64_t at_ = 0;
  bool has_points_ = false;
  bool has_returns_ = false;
};

}  // namespace barometer::regime
