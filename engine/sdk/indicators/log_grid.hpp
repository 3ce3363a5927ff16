// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

// A grid of 1024 values per octave (0.07 % apart): v counts as 2^(round(1024 log2 v) / 1024).
// Tables made at compile time, no logarithm at run time: the same bits on every machine.

namespace barometer {

namespace detail {

// 2^x for 0 <= x <= 1 by its power series: 24 terms leave less than 1e-27.
constexpr double exp2_series(long double x) {
  const long double y = x * 0.693147180559945309417232121458176568L;
  long double term = 1;
  long double sum = 1;
  for (int k = 1; k < 24; ++k) {
    term *= y / k;
    sum += term;
  }
  return static_cast<double>(sum);
}

// Square of a value, sorted into its grid cell by the top ten bits of the mantissa: cells are
// narrower than grid steps (2^-10 < 2^(1/512) - 1), so each holds one border at the most.
struct LogGridTables {
  std::array<double, 1024> value{};          // 2^(k / 1024)
  std::array<std::uint64_t, 1024> border{};  // bits of the mantissa in this cell, or one more
  std::array<std::uint16_t, 1024> steps{};   // borders at or below the cell's lower end

  constexpr LogGridTables() {
    int step = 0;
    for (int cell = 0; cell < 1024; ++cell) {
      value[static_cast<std::size_t>(cell)] = exp2_series(cell / 1024.0L);
      while (border_after(step) <= 1 + cell / 1024.0) {
        ++step;
      }
      steps[static_cast<std::size_t>(cell)] = static_cast<std::uint16_t>(step);
      border[static_cast<std::size_t>(cell)] =
          std::bit_cast<std::uint64_t>(border_after(step)) - std::bit_cast<std::uint64_t>(1.0);
    }
  }

  // Where the square's mantissa passes from grid step `step` to the next.
  static constexpr double border_after(int step) {
    return step < 512 ? exp2_series((step + 0.5L) / 512) : 2.0;
  }
};

inline constexpr LogGridTables kLogGrid;

}  // namespace detail

// Grid positions count 1024 per octave; 0 is 1.0. What lies beyond the ends counts as the end.
inline constexpr int kLogGridLowest = -50 * 1024;  // below the resolution of a price ratio
inline constexpr int kLogGridHighest = 10 * 1024 - 1;

// round(1024 log2 v), from v^2. REQUIRES: square is positive, finite and normal.
inline int log_grid_position(double square) {
  const auto bits = std::bit_cast<std::uint64_t>(square);
  const std::uint64_t mantissa = bits & 0xfffffffffffffu;
  const auto cell = static_cast<std::size_t>(bits >> 42) & 1023;
  const int exponent = static_cast<int>(bits >> 52) - 1023;
  const int step = detail::kLogGrid.steps[cell] + (mantissa >= detail::kLogGrid.border[cell]);
  return std::clamp(512 * exponent + step, kLogGridLowest, kLogGridHighest);
}

// 2^(position / 1024). REQUIRES: kLogGridLowest <= position <= kLogGridHighest.
inline double log_grid_value(int position) {
  const auto octave = static_cast<std::uint64_t>((position >> 10) + 1023);
  return detail::kLogGrid.value[static_cast<std::size_t>(position) & 1023] *
         std::bit_cast<double>(octave << 52);
}

}  // namespace barometer
