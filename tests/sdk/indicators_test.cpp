// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/indicators/atr.hpp>
#include <barometer/sdk/indicators/ema.hpp>
#include <barometer/sdk/indicators/rolling_extreme.hpp>
#include <barometer/sdk/indicators/rsi.hpp>
#include <barometer/sdk/indicators/sma.hpp>
#include <barometer/sdk/indicators/z_score.hpp>
#include <barometer/sdk/state.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <vector>

#include "saved_state.hpp"
#include "sdk/allocation_count.hpp"
#include "support/catch.hpp"

namespace {

using namespace barometer;
using barometer_test::saved;

// Input of Tulip Indicators' published regression vectors (tests/untest.txt), with its outputs,
// three decimals, in the cases below that name it.
const std::vector<double> kHigh{82.15, 81.89, 83.03, 83.30, 83.85, 83.90, 83.33, 84.30,
                                84.84, 85.00, 85.90, 86.58, 86.98, 88.00, 87.87};
const std::vector<double> kLow{81.29, 80.64, 81.31, 82.65, 83.07, 83.11, 82.49, 82.30,
                               84.15, 84.11, 84.03, 85.39, 85.76, 87.17, 87.01};
const std::vector<double> kClose{81.59, 81.06, 82.87, 83.00, 83.61, 83.15, 82.84, 83.99,
                                 84.55, 84.36, 85.53, 86.54, 86.89, 87.77, 87.29};

template <class Indicator>
std::vector<double> known_values(Indicator indicator, const std::vector<double>& input) {
  std::vector<double> values;
  for (const double x : input) {
    indicator.update(x);
    if (indicator.ready()) {
      values.push_back(indicator.value());
    }
  }
  return values;
}

void check_values(const std::vector<double>& got, const std::vector<double>& want, double margin) {
  REQUIRE(got.size() == want.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    CHECK(got[i] == Approx(want[i]).margin(margin));
  }
}

std::vector<double> walk(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 bits(seed);
  std::vector<double> values{100};
  while (values.size() < count) {
    values.push_back(values.back() + (static_cast<double>(bits() >> 11) * 0x1p-53 - 0.5));
  }
  return values;
}

// The last n values, newest last, once there are n.
using Window = std::vector<double>;

template <class Indicator>
void check_against(const std::function<double(const Window&)>& brute, std::int64_t n) {
  Indicator indicator(n);
  Window window;
  for (const double x : walk(static_cast<std::uint64_t>(n), 700)) {
    indicator.update(x);
    window.push_back(x);
    if (static_cast<std::int64_t>(window.size()) > n) {
      window.erase(window.begin());
    }
    const bool full = static_cast<std::int64_t>(window.size()) == n;
    REQUIRE(indicator.ready() == full);
    if (full) {
      CHECK(indicator.value() == Approx(brute(window)).epsilon(1e-12).margin(1e-12));
    }
  }
}

double mean(const Window& window) {
  return std::accumulate(window.begin(), window.end(), 0.0) / static_cast<double>(window.size());
}

double z_of_last(const Window& window) {
  double squares = 0;
  for (const double x : window) {
    squares += (x - mean(window)) * (x - mean(window));
  }
  return (window.back() - mean(window)) / std::sqrt(squares / static_cast<double>(window.size()));
}

// Goes on to the same bits from saved bytes, at every point of a series; and never allocates.
template <class Indicator>
void check_streaming(const Indicator& fresh) {
  const auto input = walk(5, 100);
  for (std::size_t cut = 0; cut < input.size(); cut += 9) {
    Indicator whole = fresh;
    Indicator resumed = fresh;
    for (std::size_t t = 0; t < cut; ++t) {
      whole.update(input[t]);
    }
    const auto bytes = saved(whole);
    StateReader reader(bytes);
    reader(resumed);
    const std::size_t before = allocation_count();
    bool same = reader.at_end();
    for (std::size_t t = cut; t < input.size(); ++t) {
      whole.update(input[t]);
      resumed.update(input[t]);
      same = same && whole.ready() == resumed.ready() &&
             (!whole.ready() || whole.value() == resumed.value());
    }
    CHECK(same);
    CHECK(allocation_count() == before);
  }
}

}  // namespace

TEST_CASE("Sma: Tulip Indicators' vector, sma 5") {
  check_values(
      known_values(Sma(5), kClose),
      {82.426, 82.738, 83.094, 83.318, 83.628, 83.778, 84.254, 84.994, 85.574, 86.218, 86.804},
      0.0005);
}

TEST_CASE("Wilder's mean: Tulip Indicators' vector, wilders 5") {
  check_values(
      known_values(WilderMean(5), kClose),
      {82.426, 82.571, 82.625, 82.898, 83.228, 83.455, 83.870, 84.404, 84.901, 85.475, 85.838},
      0.0005);
}

TEST_CASE("Rsi: Tulip Indicators' vector, rsi 5") {
  check_values(known_values(Rsi(5), kClose),
               {72.034, 64.927, 75.936, 79.796, 74.713, 83.033, 87.478, 88.755, 91.483, 78.498},
               0.0005);
}

TEST_CASE("Atr: Tulip Indicators' vector, atr 5") {
  Atr atr(5);
  std::vector<double> values;
  for (std::size_t t = 0; t < kClose.size(); ++t) {
    atr.update(kHigh[t], kLow[t], kClose[t]);
    if (atr.ready()) {
      values.push_back(atr.value());
    }
  }
  check_values(values,
               {1.116, 1.051, 1.009, 1.207, 1.136, 1.086, 1.243, 1.233, 1.230, 1.206, 1.137},
               0.0005);
}

TEST_CASE("RollingMin and RollingMax: Tulip Indicators' vectors, min 5 and max 5") {
  check_values(known_values(RollingMin(5), kClose),
               {81.06, 81.06, 82.84, 82.84, 82.84, 82.84, 82.84, 83.99, 84.36, 84.36, 85.53}, 0);
  check_values(known_values(RollingMax(5), kClose),
               {83.61, 83.61, 83.61, 83.99, 84.55, 84.55, 85.53, 86.54, 86.89, 87.77, 87.77}, 0);
}

// (close - sma 5) / stddev 5 of the same vectors, both given to three decimals.
TEST_CASE("ZScore: from Tulip Indicators' vectors, sma 5 and stddev 5") {
  const std::vector<double> sma{82.426, 82.738, 83.094, 83.318, 83.628, 83.778,
                                84.254, 84.994, 85.574, 86.218, 86.804};
  const std::vector<double> sd{0.948, 0.875, 0.280, 0.423, 0.605, 0.671,
                               0.871, 0.926, 1.019, 1.174, 0.758};
  std::vector<double> want;
  for (std::size_t i = 0; i < sma.size(); ++i) {
    want.push_back((kClose[i + 4] - sma[i]) / sd[i]);
  }
  check_values(known_values(ZScore(5), kClose), want, 0.006);
}

// StockCharts ChartSchool, "Moving Averages - Simple and Exponential", 10-day EMA of Intel.
TEST_CASE("Ema: the worked example of ChartSchool, 10 days, two decimals") {
  const std::vector<double> close{22.27, 22.19, 22.08, 22.17, 22.18, 22.13, 22.23, 22.43,
                                  22.24, 22.29, 22.15, 22.39, 22.38, 22.61, 23.36, 24.05,
                                  23.75, 23.83, 23.95, 23.63, 23.82, 23.87, 23.65, 23.19,
                                  23.10, 23.33, 22.68, 23.10, 22.40, 22.17};
  check_values(known_values(Ema(10), close),
               {22.22, 22.21, 22.24, 22.27, 22.33, 22.52, 22.80, 22.97, 23.13, 23.28, 23.34,
                23.43, 23.51, 23.54, 23.47, 23.40, 23.39, 23.26, 23.23, 23.08, 22.92},
               0.0101);
}

TEST_CASE("Sma, extremes and ZScore equal brute force for any window") {
  for (const std::int64_t n : {2, 3, 7, 24, 100}) {
    check_against<Sma>(mean, n);
    check_against<RollingMin>([](const Window& w) { return *std::min_element(w.begin(), w.end()); },
                              n);
    check_against<RollingMax>([](const Window& w) { return *std::max_element(w.begin(), w.end()); },
                              n);
    check_against<ZScore>(z_of_last, n);
  }
}

TEST_CASE("a window of one value is that value") {
  CHECK(known_values(Sma(1), kClose) == kClose);
  CHECK(known_values(RollingMin(1), kClose) == kClose);
  CHECK(known_values(Ema(1), kClose) == kClose);
}

TEST_CASE("warmup() is the number of updates before the first value") {
  const auto first = [](auto indicator) {
    std::int64_t updates = 0;
    while (!indicator.ready()) {
      indicator.update(static_cast<double>(++updates));
    }
    return updates;
  };
  CHECK(first(Sma(7)) == Sma(7).warmup());
  CHECK(first(Ema(7)) == Ema(7).warmup());
  CHECK(first(Rsi(7)) == Rsi(7).warmup());
  CHECK(first(RollingMax(7)) == RollingMax(7).warmup());
  CHECK(first(ZScore(7)) == ZScore(7).warmup());
}

TEST_CASE("before the warm-up there is no value") {
  Sma sma(3);
  Rsi rsi(3);
  sma.update(1);
  rsi.update(1);
  CHECK(std::isnan(sma.value()));
  CHECK(std::isnan(rsi.value()));
  CHECK(std::isnan(RollingMin(2).value()));
  CHECK(std::isnan(ZScore(2).value()));
}

TEST_CASE("a spike leaves no trace when it leaves the window") {
  Sma spiked(10);
  Sma clean(10);
  spiked.update(1e15);
  for (const double x : walk(3, 25)) {
    spiked.update(x);
    clean.update(x);
  }
  CHECK(spiked.value() == Approx(clean.value()).epsilon(1e-15));
}

TEST_CASE("a z-score near 50,000 keeps its digits") {
  ZScore near_zero(20);
  ZScore near_price(20);
  for (int t = 0; t < 60; ++t) {
    const double x = (t * 7 % 16) * 0x1p-10;
    near_zero.update(x);
    near_price.update(50'000 + x);
  }
  CHECK(near_price.value() == Approx(near_zero.value()).epsilon(1e-8));
}

TEST_CASE("nothing has moved: neither an Rsi nor a z-score") {
  Rsi rsi(3);
  ZScore z(3);
  for (int t = 0; t < 10; ++t) {
    rsi.update(5);
    z.update(5);
  }
  CHECK(std::isnan(rsi.value()));
  CHECK(std::isnan(z.value()));
}

TEST_CASE("saved and loaded, an indicator goes on to the same bits, and never allocates") {
  check_streaming(Sma(11));
  check_streaming(Ema(11));
  check_streaming(Rsi(11));
  check_streaming(RollingMin(11));
  check_streaming(RollingMax(11));
  check_streaming(ZScore(11));
}

TEST_CASE("an Atr goes on to the same bits, and never allocates") {
  Atr whole(4);
  for (std::size_t t = 0; t < 7; ++t) {
    whole.update(kHigh[t], kLow[t], kClose[t]);
  }
  Atr resumed(4);
  const auto bytes = saved(whole);
  StateReader reader(bytes);
  reader(resumed);
  const std::size_t before = allocation_count();
  for (std::size_t t = 7; t < kClose.size(); ++t) {
    whole.update(kHigh[t], kLow[t], kClose[t]);
    resumed.update(kHigh[t], kLow[t], kClose[t]);
  }
  CHECK(allocation_count() == before);
  CHECK(resumed.value() == whole.value());
}

TEST_CASE("a window without values is refused") {
  CHECK_THROWS_AS(Sma(0), std::invalid_argument);
  CHECK_THROWS_AS(Ema(-1), std::invalid_argument);
  CHECK_THROWS_AS(ZScore(1), std::invalid_argument);
}

TEST_CASE("the state of a window of another length is refused") {
  Sma longer(9);
  for (int t = 0; t < 8; ++t) {
    longer.update(1);
  }
  const auto bytes = saved(longer);
  Sma shorter(5);
  StateReader reader(bytes);
  CHECK_THROWS_AS(reader(shorter), std::invalid_argument);
}
