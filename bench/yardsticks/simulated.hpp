// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/random.hpp"

// Markets whose regimes are known, as ../shared/regimes.md, section 4, states them.

namespace barometer::yardsticks {

enum class Noise : std::uint8_t { gaussian, student5 };

// A draw of mean 0 and variance 1; Student-t(5) ones are scaled to it.
double draw(Noise noise, stats::Random& random);

// Two states of daily log returns and the chance of leaving each at a bar.
struct TwoStates {
  std::array<double, 2> mean;
  std::array<double, 2> deviation;
  std::array<double, 2> leave;
};

// Hardy 2001 brought to daily steps, as in Aydinhan, Kolm, Mulvey & Shu 2024.
inline constexpr TwoStates kHardy{
    {0.000615, -0.000785}, {0.00775916, 0.0173966}, {0.002116, 0.011982}};

struct Simulated {
  std::vector<double> closes;
  std::vector<std::int8_t> truth;  // state that bar t's return was drawn from
};

// `bars` bars from 100 on; the first state is drawn from the chain's long-run shares.
Simulated simulate(const TwoStates& model, Noise noise, std::size_t bars, stats::Random& random);

// One state without drift.
std::vector<double> walk(double deviation, std::size_t bars, stats::Random& random);

// ln(close / close before); the first bar has 0.
std::vector<double> log_returns(std::span<const double> closes);

}  // namespace barometer::yardsticks
