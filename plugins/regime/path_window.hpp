// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace barometer::regime_plugin {

// Sums over the last n points of a log price path.
//
// A two-stack queue: of the last full block of n points every suffix is kept, of the points since
// one running sum. Both are measured from the point between them, which is always in the window, so
// a value of the window is one addition, nothing is ever subtracted that has left it, and levels
// cost no digits. Blocks are counted from the first point. O(1) per point, with n steps at once at
// the end of each block.
//
// `Sums` has append(k, y, r) for a point that comes behind others and prepend(k, y, r) for one that
// comes before them: its place and level, both measured from the point between the two stacks, and
// the return that leads to it.
template <class Sums>
class PathWindow {
 public:
  // Throws std::invalid_argument when points < 2.
  explicit PathWindow(std::int64_t points)
      : returns_(checked_window(points, 2)), suffixes_(returns_.size()) {}

  // Takes the returns that lead to the next points (0 to the first one of all). For each it calls
  // each(i, now, before, k) with the sums since the last block, those of the suffix before it that
  // is in the window, and the point's place, counted as `Sums` count it. Returns how many points
  // came before the window was full: their suffix means nothing.
  template <class Each>
  std::size_t follow(const double* log_returns, std::size_t count, Each each) {
    std::size_t early = full_ ? 0 : count;
    Recent recent = recent_;  // copies that no store can change: they stay in registers
    double* const returns = returns_.data();
    const Sums* const suffixes = suffixes_.data();
    const std::size_t size = returns_.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (recent.append(log_returns[i], returns) == size) [[unlikely]] {
        turn();
        recent = {};
        early = std::min(early, i);
      }
      each(i, recent.sums, suffixes[recent.at], recent.k);
    }
    recent_ = recent;
    return early;
  }

  // The path begins: a point to which no return leads.
  void start() {
    const double none = 0;
    follow(&none, 1, [](auto&&...) {});
  }

  // Whether n points have been taken.
  bool full() const { return full_; }

  void clear() {
    recent_ = {};
    full_ = false;
  }

  void state(auto& archive) {
    archive(recent_, full_);
    for (double& log_return : returns_) {
      archive(log_return);
    }
    for (Sums& sums : suffixes_) {
      archive(sums);
    }
    if (recent_.at >= returns_.size()) {
      throw std::invalid_argument("the saved state does not belong to a window of this length");
    }
  }

 private:
  // The points since the last full block.
  struct Recent {
    std::uint64_t at = 0;  // how many; also the first suffix that is in the window
    double k = 0;          // the same
    double y = 0;          // level of the newest
    Sums sums{};

    // Returns how many there are.
    std::uint64_t append(double log_return, double* returns) {
      returns[at++] = log_return;
      k += 1;
      y += log_return;
      sums.append(k, y, log_return);
      return at;
    }

    void state(auto& archive) { archive(at, k, y, sums); }
  };

  // The full block becomes suffixes.
  [[gnu::noinline]] void turn() {
    Sums sums{};
    double k = 0;
    double y = 0;
    for (std::size_t i = returns_.size(); i-- > 0;) {
      sums.prepend(k, y, returns_[i]);
      suffixes_[i] = sums;
      k -= 1;
      y -= returns_[i];
    }
    full_ = true;
  }

  std::vector<double> returns_;  // of the present block
  std::vector<Sums> suffixes_;   // of the last block, from each of its points on
  Recent recent_{};
  bool full_ = false;
};

}  // namespace barometer::regime_plugin
