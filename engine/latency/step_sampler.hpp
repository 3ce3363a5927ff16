// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "latency/clock.hpp"

namespace barometer::latency {

// Which steps a sampled meter takes: the first one, then one of every `stride` steps at an offset
// drawn by a seeded generator, so that no rhythm of the strategy hides from it.
//
// During the warm-up the stride is 64. There the sampler learns how long a step of the loop takes
// (the median over samples of the time from one to the next), and from then on the stride is the
// smallest with which samples cost at most their share of the loop: a heavy strategy is sampled
// often, a light one seldom. It is chosen once, so that all steady samples weigh the same. The
// first steady step is always taken, because it ends the warm-up's total.
class StepSampler {
 public:
  // `warmup_steps` > 0; `sample_cost`: what one sample costs, in ticks.
  StepSampler(std::uint64_t seed, std::int64_t warmup_steps, double sample_cost);

  // The number of the next step to take. [step]
  std::int64_t next() const noexcept { return next_; }

  // That step was taken; it began at `began`. [step]
  void took(Ticks began) noexcept;

  // The stride of the steady steps; during the warm-up, that of the warm-up.
  std::int64_t stride() const noexcept { return stride_; }

 private:
  static constexpr std::int64_t kFirstStride = 64;
  static constexpr std::int64_t kLongestStride = 4'096;
  static constexpr double kShareOfLoop = 0.005;

  void learn(Ticks began) noexcept;
  void choose_stride() noexcept;
  std::int64_t draw() noexcept;

  std::uint64_t random_;
  std::int64_t warmup_steps_;
  double sample_cost_;
  std::int64_t next_ = 0;
  std::int64_t window_ = 1;  // where the next window of `stride_` steps begins
  std::int64_t stride_ = kFirstStride;

  Ticks last_began_ = 0;
  std::int64_t last_step_ = 0;
  std::array<double, 128> ticks_per_step_{};
  std::size_t learnt_ = 0;
};

}  // namespace barometer::latency
