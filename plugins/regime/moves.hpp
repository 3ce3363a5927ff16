// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/price_path.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <array>

#include "dimensions.hpp"

namespace barometer::regime {

// Writes one tag where somebody reads it.
template <class T>
void set_if(T* column, std::int64_t k, T value) {
  if (column != nullptr) {
    column[k] = value;
  }
}

// What a bar is to the families that follow prices.
enum class Step : std::uint8_t {
  bad,    // as if it had not been there
  start,  // the first bar of a path: no return yet
  move
};

// Part of a block: what happened from bar to bar, found out once for both families.
struct Moves {
  static constexpr std::int64_t kMost = 64;

  std::int64_t first;  // place of the first within the block
  std::int64_t count;
  std::array<Step, kMost> step;
  std::array<double, kMost> log_return;      // of the closes
  std::array<double, kMost> previous_close;  // both for moves alone
};

// Follows the price and counts the bars that are left out.
class MoveFinder {
 public:
  MoveFinder(const bm_instrument& instrument, std::int64_t gap_bars)
      : path_(instrument, gap_bars), initial_path_(path_) {}

  // REQUIRES: moves.first and moves.count are set, and those before were found in order.
  void find(const TagBlock& block, Moves& moves) {
    float* const bad_bars = block.scalar(kBadBars);
    for (std::int64_t i = 0; i < moves.count; ++i) {
      const std::int64_t k = moves.first + i;
      const auto at = static_cast<std::size_t>(i);
      const Bar bar = block.bar(k);
      if (PricePath::good(bar)) [[likely]] {
        const bool joined = path_.advance(bar, block.calendar(k).session_date);
        moves.step[at] = joined ? Step::move : Step::start;
        moves.log_return[at] = path_.log_return();
        moves.previous_close[at] = path_.previous_close();
      } else {
        moves.step[at] = Step::bad;
        ++bad_bars_;
      }
      if (bad_bars != nullptr) {
        bad_bars[k] = static_cast<float>(bad_bars_);
      }
    }
  }

  void reset() {
    path_ = initial_path_;
    bad_bars_ = 0;
  }

  void state(auto& archive) { archive(path_, bad_bars_); }

 private:
  PricePath path_;
  PricePath initial_path_;
  std::int64_t bad_bars_ = 0;
};

}  // namespace barometer::regime
