// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/price_path.hpp>

#include <algorithm>

#include "batch.hpp"

namespace barometer::regime_plugin {

// The part that a bar plays for the families that follow prices.
enum class BarRole : std::uint8_t {
  bad,    // left out: the path goes on as if the bar had not been there
  first,  // the first bar of a path, which has no return yet
  next    // a bar with a return from the bar before it
};

// A batch of bars that each have a return from the bar before.
template <std::size_t kMost>
struct Returns : Batch<kMost> {
  Row<double, kMost + 1> closes;  // of the bar before the batch, then of its bars
  Row<double, kMost> log_return;
};

// Follows the price path, collects returns and counts the bars that are left out.
class ReturnFinder {
 public:
  ReturnFinder(const bm_instrument& instrument, std::int64_t gap_bars)
      : path_(instrument, gap_bars), initial_path_(path_) {}

  // REQUIRES: an empty batch. Takes the block's bars from k on into it while they have returns and
  // it is not full, and leaves k at the first bar that was not taken. Returns that bar's role when
  // its role has ended the batch, else `next`.
  template <std::size_t kMost>
  BarRole find(const TagBlock& block, std::int64_t& k, Returns<kMost>& returns) {
    const std::int64_t end =
        kMost == 1 ? k + 1 : std::min(block.count(), k + static_cast<std::int64_t>(kMost));
    for (; k < end; ++k) {
      const Bar bar = block.bar(k);
      if (const BarRole role = classify(bar, block.calendar(k)); role != BarRole::next)
          [[unlikely]] {
        return role;
      }
      const std::size_t place = returns.take(k);
      returns.closes[place] = path_.previous_close();
      returns.closes[place + 1] = bar.close;
    }
    return BarRole::next;
  }

  void count_bad() { ++bad_bars_; }

  std::int64_t bad_bars() const { return bad_bars_; }

  void reset() {
    path_ = initial_path_;
    bad_bars_ = 0;
  }

  void state(auto& archive) { archive(path_, bad_bars_); }

 private:
  BarRole classify(const Bar& bar, const bm_calendar_row& row) {
    if (!PricePath::good(bar)) [[unlikely]] {
      return BarRole::bad;
    }
    return path_.go_to(bar, row.session_date) ? BarRole::next : BarRole::first;
  }

  PricePath path_;
  PricePath initial_path_;
  std::int64_t bad_bars_ = 0;
};

}  // namespace barometer::regime_plugin
