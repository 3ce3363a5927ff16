// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace barometer::latency {

// Counts exceedances in blocks of 32, 64, 128, ... steps as they arrive, and says how much more
// these counts vary than those of independent exceedances would. No allocation; a few additions
// every 32 steps.
class BlockCounts {
 public:
  // The next step; whether it is over the limit.
  void add(bool over) noexcept {
    over_ += over ? 1 : 0;
    all_ += over ? 1 : 0;
    if (++steps_ % kShortest == 0) {
      close_block();
    }
  }

  // D = 1 + max over block lengths of (d - 1) (1 + 4/blocks), from 1 up to the number of
  // exceedances, d = s^2 / (m (1 - min(rate, m/length))), s^2 and m being variance (ddof 1) and
  // mean of the blocks' counts, over lengths with at least eight blocks. Independent exceedances of
  // a rate under the allowed `rate`, in (0, 1), vary by their own; more than the allowed ones are
  // held against it. The last factor stands for how little few blocks say of their variance.
  double of(double rate) const noexcept;

 private:
  static constexpr std::int64_t kShortest = 32;
  static constexpr std::int64_t kFewestBlocks = 8;
  static constexpr std::size_t kLengths = 36;  // up to 2^40 steps

  // The complete blocks of one length, `steps` where it is asked for.
  struct Length {
    std::int64_t blocks = 0;
    std::int64_t half = 0;  // count of the first half of the block that is open
    double sum = 0;
    double squares = 0;

    double excess(double rate, double steps) const noexcept;  // (d - 1) (1 + 4/blocks)
  };

  void close_block() noexcept;

  std::int64_t steps_ = 0;
  std::int64_t all_ = 0;   // exceedances
  std::int64_t over_ = 0;  // in the open block of the shortest length
  std::array<Length, kLengths> lengths_{};
};

}  // namespace barometer::latency
