// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace barometer::profile {

// How a process reached its steady state: it had it from the start, came down to it, went up to it,
// or never had one.
enum class SteadyShape { flat, warm_up, slowdown, none };

// "flat", "warm-up", "slowdown", "no steady state".
std::string_view to_string(SteadyShape shape);

struct SteadyState {
  SteadyShape shape = SteadyShape::none;
  std::size_t first = 0;  // index of the first steady time; with none, the number of times
  double median = 0;      // of the steady times; with none, of all of them
  double trend = 0;       // total rise over what looked steady, as a fraction; 0: no trend

  bool found() const { return shape != SteadyShape::none; }
};

// The steady state of one process from its times in their order, all of them > 0. On their
// logarithms: without_outliers(), partition(), then the segments are joined from the last one
// backwards while |mean_s - mean_last| <= max(0.02, sd_last). What was joined is steady when it
// holds at least max(30, n/4) times and has no trend: Mann-Kendall |z| > 3.29 (p < 0.001, variance
// of Hamed and Rao 1998) and a Theil-Sen rise over more than 2 % in all are one. After Barrett et
// al. 2017.
SteadyState find_steady_state(std::span<const double> times);

// How many steady times a process of `times` needs: max(30, n/4).
std::size_t steady_times_needed(std::size_t times);

}  // namespace barometer::profile
