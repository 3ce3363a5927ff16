// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/price_path.hpp>

#include <algorithm>

#include "run.hpp"

namespace barometer::regime_plugin {

// What a bar is to the families that follow prices.
enum class Step : std::uint8_t {
  bad,    // as if it had not been there
  start,  // the first bar of a path: no return yet
  move
};

// A run of bars that each move on from the one before.
template <std::size_t kMost>
struct Moves : Run<kMost> {
  Row<double, kMost + 1> closes;  // the one before the run, then the run's
  Row<double, kMost> log_return;
};

// Follows the price and counts the bars that are left out.
class MoveFinder {
 public:
  MoveFinder(const bm_instrument& instrument, std::int64_t gap_bars)
      : path_(instrument, gap_bars), initial_path_(path_) {}

  // Takes bars of the block from k on into the run, which is empty, as long as they are moves and
  // it is not full. Returns what bar k is then, which another kind of bar has ended it: `move` if
  // none.
  template <std::size_t kMost>
  Step find(const TagBlock& block, std::int64_t& k, Moves<kMost>& moves) {
    const std::int64_t end =
        kMost == 1 ? k + 1 : std::min(block.count(), k + static_cast<std::int64_t>(kMost));
    for (; k < end; ++k) {
      const Bar bar = block.bar(k);
      if (const Step step = step_to(bar, block.calendar(k)); step != Step::move) [[unlikely]] {
        return step;
      }
      const std::size_t place = moves.take(k);
      moves.closes[place] = path_.previous_close();
      moves.closes[place + 1] = bar.close;
    }
    return Step::move;
  }

  void count_bad() { ++bad_bars_; }

  std::int64_t bad_bars() const { return bad_bars_; }

  void reset() {
    path_ = initial_path_;
    bad_bars_ = 0;
  }

  void state(auto& archive) { archive(path_, bad_bars_); }

 private:
  Step step_to(const Bar& bar, const bm_calendar_row& row) {
    if (!PricePath::good(bar)) [[unlikely]] {
      return Step::bad;
    }
    return path_.go_to(bar, row.session_date) ? Step::move : Step::start;
  }

  PricePath path_;
  PricePath initial_path_;
  std::int64_t bad_bars_ = 0;
};

}  // namespace barometer::regime_plugin
