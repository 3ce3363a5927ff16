// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "latency/recorder.hpp"
#include "latency/step_sampler.hpp"
#include "latency/step_stamps.hpp"
#include "latency/warmup.hpp"

// The meters that the step loop is compiled with, beside the one of null_meter.hpp. Before each
// step it asks takes_step(number of the step), and makes the step unmetered where that is false;
// else it calls, in this order:
//   begin_step(); end_stage(Stage::fill); ... mark, tag, strategy ...; end_stage(Stage::order);
//   end_step(bars that closed in the step)
// and finish() after the last. No call allocates, locks or fails, and none touches results.

namespace barometer::latency {

// One clock read and one store per boundary. The stamps of a block of steps are booked together
// between two steps, so that booking neither lengthens a step nor pushes its data out of the first
// cache level as often.
template <class Clock, std::int64_t kSteps>
class StampBlock {
 public:
  StampBlock(LatencyRecorder& recorder, Clock clock)
      : recorder_(recorder), clock_(std::move(clock)) {}

  void stamp(Stage boundary) noexcept {
    block_[filled_].at[static_cast<std::size_t>(boundary)] = clock_.now();
  }

  Ticks began() const noexcept { return block_[filled_].at.front(); }

  void close(std::int64_t step, std::int64_t bars) noexcept {
    block_[filled_].step = step;
    block_[filled_].bars = bars;
    ++filled_;
    if (filled_ == block_.size()) {
      book();
    }
  }

  void finish(std::int64_t stride) noexcept {
    book();
    recorder_.finish(stride);
  }

 private:
  void book() noexcept {
    const Ticks start = clock_.now();
    recorder_.book({block_.data(), filled_});
    recorder_.add_booking(clock_.now() - start);
    filled_ = 0;
  }

  LatencyRecorder& recorder_;
  [[no_unique_address]] Clock clock_;
  std::size_t filled_ = 0;
  std::array<StepStamps, kSteps> block_{};
};

// Meters every step.
template <class Clock>
class StageMeter {
 public:
  explicit StageMeter(LatencyRecorder& recorder, Clock clock = {})
      : stamps_(recorder, std::move(clock)) {}

  bool takes_step(std::int64_t step) noexcept {
    step_ = step;
    return true;
  }

  void begin_step() noexcept { stamps_.stamp(Stage::step); }

  void end_stage(Stage stage) noexcept { stamps_.stamp(stage); }

  void end_step(std::int64_t bars) noexcept { stamps_.close(step_, bars); }

  void finish() noexcept { stamps_.finish(1); }

 private:
  StampBlock<Clock, kBlockSteps> stamps_;
  std::int64_t step_ = 0;
};

// Meters the steps that a sampler picks.
template <class Clock>
class SampledMeter {
 public:
  SampledMeter(LatencyRecorder& recorder, const StepSampler& sampler, Clock clock = {})
      : stamps_(recorder, std::move(clock)), sampler_(sampler) {}

  bool takes_step(std::int64_t step) const noexcept { return step == sampler_.next(); }

  void begin_step() noexcept { stamps_.stamp(Stage::step); }

  void end_stage(Stage stage) noexcept { stamps_.stamp(stage); }

  void end_step(std::int64_t bars) noexcept {
    const Ticks began = stamps_.began();
    stamps_.close(sampler_.next(), bars);
    sampler_.took(began);
  }

  void finish() noexcept { stamps_.finish(sampler_.stride()); }

 private:
  // Samples are far apart and find the books outside every cache: few blocks, then.
  static constexpr std::int64_t kBlockSamples = 512;

  StampBlock<Clock, kBlockSamples> stamps_;
  StepSampler sampler_;
};

}  // namespace barometer::latency
