// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_line.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

// Windows on a log price path: sums of the last n returns, and least-squares lines through the last
// n points.
//
// Two-stack queues: of the last full block of n points every suffix is kept, of the points since
// one running sum. Both are measured from the point between them, which is always in the window, so
// a value of the window is one addition, nothing is ever subtracted that has left it, and levels
// cost no digits. Blocks are counted from the first point. O(1) per point, with n steps at once at
// the end of each block.

namespace barometer::regime {

// Where a window stands in its block of n points.
class BlockClock {
 public:
  explicit BlockClock(std::int64_t points)
      : size_(static_cast<std::int64_t>(checked_window(points, 2))) {}

  // True when the point is the last of its block.
  bool tick() {
    has_returns_ = has_points_;
    return ++at_ == size_;
  }

  void turn() {
    at_ = 0;
    has_points_ = true;
  }

  void clear() {
    at_ = 0;
    has_points_ = has_returns_ = false;
  }

  // Points since the last full block; also the first suffix that is in the window.
  std::int64_t at() const { return at_; }

  std::int64_t size() const { return size_; }

  bool has_points() const { return has_points_; }

  bool has_returns() const { return has_returns_; }

  void state(auto& archive) {
    archive(at_, has_points_, has_returns_);
    if (at_ < 0 || at_ >= size_) {
      throw std::invalid_argument("the saved state does not belong to a window of this length");
    }
  }

 private:
  std::int64_t size_;
  std::int64_t at_ = 0;
  bool has_points_ = false;   // n points are known ...
  bool has_returns_ = false;  // ... and the returns that lead to all of them
};

// Sums over points (k, y) for a line.
struct LineSums {
  double sum = 0;     // of y
  double moment = 0;  // of k y
  double square = 0;  // of y^2

  void add(double k, double y) {
    sum += y;
    moment += k * y;
    square += y * y;
  }

  void state(auto& archive) { archive(sum, moment, square); }
};

class PathWindow {
 public:
  // What is not wanted is not computed. Throws std::invalid_argument when points < 2.
  PathWindow(std::int64_t points, bool wants_sums, bool wants_line)
      : clock_(points),
        wants_sums_(wants_sums),
        wants_line_(wants_line),
        returns_(static_cast<std::size_t>(points)),
        sums_(wants_sums ? returns_.size() : 0),
        lines_(wants_line ? returns_.size() : 0),
        inverse_count_(1 / static_cast<double>(points)),
        half_span_(0.5 * (static_cast<double>(points) - 1)),
        closeness_(inverse_count_ * 3 / (half_span_ * (half_span_ + 1))) {}

  // The return that leads to the next point; 0 for the first.
  void update(double log_return) {
    returns_[static_cast<std::size_t>(clock_.at())] = log_return;
    const bool last = clock_.tick();
    now_.y += log_return;
    now_.squares += log_return * log_return;
    now_.length += std::fabs(log_return);
    if (wants_line_) {
      line_now_.add(static_cast<double>(clock_.at()), now_.y);
    }
    if (last) {
      turn();
    }
  }

  bool has_points() const { return clock_.has_points(); }

  bool has_returns() const { return clock_.has_returns(); }

  // Sum of the returns. REQUIRES for this and the next two: has_returns(), and sums are wanted.
  double distance() const { return now_.y - suffix().y; }

  double squares() const { return now_.squares + suffix().squares; }

  double length() const { return now_.length + suffix().length; }

  // REQUIRES: has_points(), and the line is wanted.
  LineFit line() const {
    const LineSums& before = lines_[static_cast<std::size_t>(clock_.at())];
    const double sum = line_now_.sum + before.sum;
    const double middle = static_cast<double>(clock_.at()) - half_span_;
    return {(line_now_.moment + before.moment) - middle * sum,
            (line_now_.square + before.square) - sum * sum * inverse_count_, closeness_};
  }

  void clear() {
    clock_.clear();
    now_ = {};
    line_now_ = {};
  }

  void state(auto& archive) {
    archive(clock_, now_, line_now_);
    for (double& log_return : returns_) {
      archive(log_return);
    }
    for (Sums& sums : sums_) {
      archive(sums);
    }
    for (LineSums& line : lines_) {
      archive(line);
    }
  }

 private:
  struct Sums {
    double y = 0;  // of the newest point; in a suffix, of the point before it
    double squares = 0;
    double length = 0;

    void state(auto& archive) { archive(y, squares, length); }
  };

  const Sums& suffix() const { return sums_[static_cast<std::size_t>(clock_.at())]; }

  void turn() {
    if (wants_line_) {
      keep_lines();
    }
    if (wants_sums_) {
      keep_sums();
    }
    now_ = {};
    line_now_ = {};
    clock_.turn();
  }

  void keep_lines() {
    LineSums line;
    double k = 0;
    double y = 0;
    for (std::size_t i = returns_.size(); i-- > 0; k -= 1) {
      line.add(k, y);
      lines_[i] = line;
      y -= returns_[i];
    }
  }

  void keep_sums() {
    Sums sums;
    for (std::size_t i = returns_.size(); i-- > 0;) {
      sums.y -= returns_[i];
      sums.squares += returns_[i] * returns_[i];
      sums.length += std::fabs(returns_[i]);
      sums_[i] = sums;
    }
  }

  BlockClock clock_;
  bool wants_sums_;
  bool wants_line_;
  std::vector<double> returns_;  // of the present block
  std::vector<Sums> sums_;       // suffixes of the last block, from each of its points on
  std::vector<LineSums> lines_;
  double inverse_count_;
  double half_span_;  // from the first point to the middle
  double closeness_;  // 1 / sum of (k - mean k)^2
  Sums now_;          // since the last block
  LineSums line_now_;
};

// The slope of the line through the last n points, alone.
class SlopeWindow {
 public:
  // Throws std::invalid_argument when points < 2.
  explicit SlopeWindow(std::int64_t points)
      : clock_(points),
        returns_(static_cast<std::size_t>(points)),
        suffixes_(returns_.size()),
        half_span_(0.5 * (static_cast<double>(points) - 1)),
        closeness_(3 / (static_cast<double>(points) * half_span_ * (half_span_ + 1))) {}

  // The return that leads to the next point; 0 for the first.
  void update(double log_return) {
    returns_[static_cast<std::size_t>(clock_.at())] = log_return;
    const bool last = clock_.tick();
    y_ += log_return;
    sum_ += y_;
    moment_ += static_cast<double>(clock_.at()) * y_;
    if (last) {
      turn();
    }
  }

  // Of y per point. REQUIRES: n points.
  double slope() const {
    const Sums& before = suffixes_[static_cast<std::size_t>(clock_.at())];
    const double middle = static_cast<double>(clock_.at()) - half_span_;
    return ((moment_ + before.moment) - middle * (sum_ + before.sum)) * closeness_;
  }

  void clear() {
    clock_.clear();
    y_ = sum_ = moment_ = 0;
  }

  void state(auto& archive) {
    archive(clock_, y_, sum_, moment_);
    for (double& log_return : returns_) {
      archive(log_return);
    }
    for (Sums& sums : suffixes_) {
      archive(sums);
    }
  }

 private:
  struct Sums {
    double sum = 0;     // of y
    double moment = 0;  // of k y

    void state(auto& archive) { archive(sum, moment); }
  };

  void turn() {
    Sums sums;
    double k = 0;
    double y = 0;
    for (std::size_t i = returns_.size(); i-- > 0; k -= 1) {
      sums.sum += y;
      sums.moment += k * y;
      suffixes_[i] = sums;
      y -= returns_[i];
    }
    y_ = sum_ = moment_ = 0;
    clock_.turn();
  }

  BlockClock clock_;
  std::vector<double> returns_;  // of the present block
  std::vector<Sums> suffixes_;   // of the last block, from each of its points on
  double half_span_;             // from the first point to the middle
  double closeness_;             // 1 / sum of (k - mean k)^2
  double y_ = 0;                 // since the last block
  double sum_ = 0;
  double moment_ = 0;
};

}  // namespace barometer::regime
