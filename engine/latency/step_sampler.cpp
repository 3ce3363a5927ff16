// SPDX-License-Identifier: Apache-2.0
#include "latency/step_sampler.hpp"

#include <algorithm>
#include <cmath>

namespace barometer::latency {

StepSampler::StepSampler(std::uint64_t seed, std::int64_t warmup_steps, double sample_cost)
    : random_(seed), warmup_steps_(warmup_steps), sample_cost_(sample_cost) {}

void StepSampler::took(Ticks began) noexcept {
  if (next_ <= warmup_steps_) {
    learn(began);
  }
  if (next_ == warmup_steps_) {
    choose_stride();
    window_ = next_ + 1;
  }
  const bool warming_up = next_ < warmup_steps_;
  next_ = window_ + draw();
  window_ += stride_;
  if (warming_up) {
    next_ = std::min(next_, warmup_steps_);
  }
}

void StepSampler::learn(Ticks began) noexcept {
  // The first step is cold, and so is the way from it to the next sample.
  if (last_step_ > 0 && learnt_ < ticks_per_step_.size()) {
    ticks_per_step_[learnt_++] =
        static_cast<double>(began - last_began_) / static_cast<double>(next_ - last_step_);
  }
  last_began_ = began;
  last_step_ = next_;
}

void StepSampler::choose_stride() noexcept {
  const auto first = ticks_per_step_.begin();
  const auto middle = first + static_cast<std::ptrdiff_t>(learnt_ / 2);
  std::nth_element(first, middle, first + static_cast<std::ptrdiff_t>(learnt_));
  const double allowed = std::max(kShareOfLoop * *middle, 1e-9);
  const double needed = std::ceil(sample_cost_ / allowed);
  stride_ = static_cast<std::int64_t>(std::clamp(needed, 1.0, static_cast<double>(kLongestStride)));
}

// SplitMix64 (Steele, Lea and Flood 2014): 0 .. stride - 1.
std::int64_t StepSampler::draw() noexcept {
  random_ += 0x9e37'79b9'7f4a'7c15;
  std::uint64_t bits = random_;
  bits = (bits ^ (bits >> 30)) * 0xbf58'476d'1ce4'e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d0'49bb'1331'11eb;
  bits ^= bits >> 31;
  return static_cast<std::int64_t>(bits >> 32) * stride_ >> 32;
}

}  // namespace barometer::latency
