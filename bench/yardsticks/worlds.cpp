// SPDX-License-Identifier: Apache-2.0
#include "worlds.hpp"

#include <algorithm>
#include <cmath>

#include "simulated.hpp"

namespace barometer::yardsticks {

namespace {

constexpr double kDeviation = 0.00776;
constexpr double kTimes = 3;

// next(bar, normal draw) is the return over kDeviation.
template <class Next>
std::vector<double> draw_all(std::size_t bars, stats::Random& random, Next next) {
  std::vector<double> returns(bars);
  for (std::size_t t = 0; t < bars; ++t) {
    returns[t] = kDeviation * next(t, draw(Noise::gaussian, random));
  }
  return returns;
}

std::vector<double> autoregressive(double weight, std::size_t bars, stats::Random& random) {
  double last = 0;
  return draw_all(bars, random, [&](std::size_t, double z) {
    return last = weight * last + std::sqrt(1 - weight * weight) * z;
  });
}

}  // namespace

std::vector<double> iid_normal(std::size_t bars, std::size_t, stats::Random& random) {
  return draw_all(bars, random, [](std::size_t, double z) { return z; });
}

std::vector<double> iid_student5(std::size_t bars, std::size_t, stats::Random& random) {
  std::vector<double> returns(bars);
  std::ranges::generate(returns, [&] { return kDeviation * draw(Noise::student5, random); });
  return returns;
}

std::vector<double> garch(std::size_t bars, std::size_t, stats::Random& random) {
  double variance = 1;
  return draw_all(bars, random, [&](std::size_t, double z) {
    const double x = std::sqrt(variance) * z;
    variance = 0.02 + 0.08 * x * x + 0.9 * variance;
    return x;
  });
}

std::vector<double> stochastic_volatility(std::size_t bars, std::size_t, stats::Random& random) {
  double log_variance = 0;
  return draw_all(bars, random, [&](std::size_t, double z) {
    log_variance = 0.98 * log_variance + 0.15 * draw(Noise::gaussian, random);
    return std::exp(log_variance / 2) * z;
  });
}

std::vector<double> permanent_rise(std::size_t bars, std::size_t warmup, stats::Random& random) {
  return draw_all(bars, random,
                  [warmup](std::size_t t, double z) { return t < warmup ? z : kTimes * z; });
}

std::vector<double> slow_drift(std::size_t bars, std::size_t warmup, stats::Random& random) {
  constexpr double kBars = 2000;
  return draw_all(bars, random, [warmup](std::size_t t, double z) {
    const double way = t < warmup ? 0 : std::min(1.0, static_cast<double>(t - warmup) / kBars);
    return std::pow(kTimes, way) * z;
  });
}

std::vector<double> ar_up(std::size_t bars, std::size_t, stats::Random& random) {
  return autoregressive(0.1, bars, random);
}

std::vector<double> ar_down(std::size_t bars, std::size_t, stats::Random& random) {
  return autoregressive(-0.1, bars, random);
}

std::vector<double> returning_price(std::size_t bars, std::size_t, stats::Random& random) {
  constexpr double kReturn = 0.02;  // 1 - 2^(-1/35)
  double level = 0;
  return draw_all(bars, random, [&](std::size_t, double z) {
    const double step = z - kReturn * level;
    level += step;
    return step;
  });
}

}  // namespace barometer::yardsticks
