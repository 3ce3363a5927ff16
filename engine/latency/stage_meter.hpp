// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "latency/recorder.hpp"
#include "latency/step_stamps.hpp"
#include "latency/warmup.hpp"

// The meters that the step loop is compiled with. For each step it calls, in this order:
//   begin_step(); end_stage(Stage::fill); ... mark, tag, strategy ...; end_stage(Stage::order);
//   end_step(bars that closed in the step)
// and finish() after the last. No call allocates, locks or fails, and none touches results.

namespace barometer {

// Meters nothing and leaves nothing in the machine code.
struct NullMeter {
  void begin_step() noexcept {}

  void end_stage(Stage) noexcept {}

  void end_step(std::int64_t) noexcept {}

  void finish() noexcept {}
};

// Meters every step in full: one clock read and one store per boundary. The stamps of a block of
// steps are booked together between two steps, so that booking neither lengthens a step nor
// pushes its data out of the first cache level 64 times as often.
template <class Clock>
class StageMeter {
 public:
  explicit StageMeter(LatencyRecorder& recorder, Clock clock = {})
      : recorder_(recorder), clock_(std::move(clock)) {}

  void begin_step() noexcept { stamp(Stage::step); }

  void end_stage(Stage stage) noexcept { stamp(stage); }

  void end_step(std::int64_t bars) noexcept {
    block_[filled_].bars = bars;
    ++filled_;
    if (filled_ == block_.size()) {
      book();
    }
  }

  void finish() noexcept {
    book();
    recorder_.finish();
  }

 private:
  void stamp(Stage boundary) noexcept {
    block_[filled_].at[static_cast<std::size_t>(boundary)] = clock_.now();
  }

  void book() noexcept {
    const Ticks start = clock_.now();
    recorder_.book({block_.data(), filled_});
    recorder_.add_booking(clock_.now() - start);
    filled_ = 0;
  }

  LatencyRecorder& recorder_;
  [[no_unique_address]] Clock clock_;
  std::size_t filled_ = 0;
  std::array<StepStamps, kBlockSteps> block_{};
};

}  // namespace barometer
