// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/indicators/decayed_mean.hpp>
#include <barometer/sdk/indicators/key_scan.hpp>
#include <barometer/sdk/indicators/log_return.hpp>
#include <barometer/sdk/indicators/rolling_line.hpp>
#include <barometer/sdk/indicators/trailing_median.hpp>
#include <barometer/sdk/indicators/trailing_rank.hpp>
#include <barometer/sdk/state.hpp>

#include <algorithm>
#include <cmath>
#include <deque>
#include <random>
#include <vector>

#include "support/catch.hpp"

// The building blocks of the regime tagger.

namespace {

using namespace barometer;

class Random {
 public:
  explicit Random(std::uint64_t seed) : bits_(seed) {}

  double uniform() { return static_cast<double>(bits_() >> 11) * 0x1p-53; }

  // Spread evenly over the logarithm.
  double positive(double from, double to) { return from * std::pow(to / from, uniform()); }

 private:
  std::mt19937_64 bits_;
};

}  // namespace

TEST_CASE("log_return: relative error below 4e-16 for moves up to 6 %, against long double") {
  Random random(1);
  long double worst = 0;
  for (int trial = 0; trial < 200'000; ++trial) {
    const double previous = random.positive(1e-6, 1e6);
    const double price =
        previous * (1 + (random.uniform() < 0.5 ? -1 : 1) * random.positive(1e-12, 0.06));
    if (price != previous) {
      const long double exact =
          log1pl((static_cast<long double>(price) - previous) / static_cast<long double>(previous));
      worst = std::max(worst, std::fabs((log_return(price, previous) - exact) / exact));
    }
  }
  CHECK(worst < 4e-16L);
}

TEST_CASE("log_return: larger moves are the logarithm's") {
  Random random(2);
  for (int trial = 0; trial < 10'000; ++trial) {
    const double previous = random.positive(1e-6, 1e6);
    const double price = previous * random.positive(1e-6, 1e6);
    const long double exact = logl(static_cast<long double>(price) / previous);
    CHECK(std::fabs(log_return(price, previous) - exact) <= 2e-16L + 2e-16L * std::fabs(exact));
  }
}

TEST_CASE("log_return: prices times a power of two give the same bits") {
  Random random(3);
  for (int trial = 0; trial < 10'000; ++trial) {
    const double a = random.positive(1, 2);
    const double b = random.positive(1, 2);
    CHECK(log_return(std::ldexp(a, 77), std::ldexp(b, 77)) == log_return(a, b));
  }
}

TEST_CASE("log_returns: the bits of log_return, with and without a large move among them") {
  Random random(3);
  for (const double jump : {0.0, 0.5}) {
    std::vector<double> path{100};
    for (int t = 0; t < 131; ++t) {
      path.push_back(path.back() * std::exp(0.04 * (random.uniform() - 0.5) + (t == 77) * jump));
    }
    std::vector<double> returns(path.size() - 1);
    log_returns(path.data(), returns.size(), returns.data());
    for (std::size_t t = 0; t < returns.size(); ++t) {
      REQUIRE(returns[t] == log_return(path[t + 1], path[t]));
    }
  }
}

TEST_CASE("log grid: round(1024 log2 v) from the square, and back") {
  Random random(4);
  for (int trial = 0; trial < 200'000; ++trial) {
    const double square = random.positive(1e-28, 1e5);
    const long double position = 512 * log2l(static_cast<long double>(square));
    if (std::fabs(position - std::floor(position) - 0.5L) > 1e-9L) {
      REQUIRE(log_grid_position(square) == static_cast<int>(std::round(position)));
    }
  }
  for (int position = -5000; position < 5000; position += 7) {
    CHECK(log_grid_value(position) ==
          Approx(std::exp2(static_cast<double>(position) / 1024)).epsilon(1e-15));
  }
}

TEST_CASE("log grid: what lies beyond the ends counts as the end") {
  CHECK(log_grid_position(1e-300) == kLogGridLowest);
  CHECK(log_grid_position(1e300) == kLogGridHighest);
}

TEST_CASE("TrailingMedian: equals sorting, for even and odd numbers of values") {
  for (const std::int64_t reference : {1, 2, 5, 100}) {
    Random random(5);
    TrailingMedian median(reference);
    std::deque<double> last;
    for (int t = 0; t < 500; ++t) {
      const double square = random.positive(1e-10, t % 100 < 50 ? 1e-8 : 1e-1);
      median.update_square(square);
      last.push_back(log_grid_value(log_grid_position(square)));
      if (static_cast<std::int64_t>(last.size()) > reference) {
        last.pop_front();
      }
      auto sorted = last;
      std::sort(sorted.begin(), sorted.end());
      const std::size_t n = sorted.size();
      const double want = 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
      REQUIRE(median.value() == want);
    }
  }
}

TEST_CASE("TrailingMedian: values far apart, so that the median leaps") {
  Random random(12);
  TrailingMedian median(31);
  std::deque<double> last;
  for (int t = 0; t < 4000; ++t) {
    const double square = (random.uniform() < 0.5 ? 1e-14 : 1e4) * random.positive(0.1, 10);
    median.update_square(square);
    last.push_back(log_grid_value(log_grid_position(square)));
    if (last.size() > 31) {
      last.pop_front();
    }
    auto sorted = last;
    std::sort(sorted.begin(), sorted.end());
    const std::size_t n = sorted.size();
    REQUIRE(median.value() == 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]));
  }
}

TEST_CASE("TrailingMedian: cleared, it is as new") {
  TrailingMedian used(50);
  Random random(6);
  for (int t = 0; t < 170; ++t) {
    used.update_square(random.positive(1e-10, 1));
  }
  used.clear();
  TrailingMedian fresh(50);
  for (int t = 0; t < 170; ++t) {
    const double square = random.positive(1e-10, 1);
    used.update_square(square);
    fresh.update_square(square);
    REQUIRE(used.value() == fresh.value());
  }
}

TEST_CASE("TrailingMedian: goes on from saved bytes; bytes off the grid are refused") {
  TrailingMedian median(40);
  Random random(7);
  for (int t = 0; t < 90; ++t) {
    median.update_square(random.positive(1e-10, 1));
  }
  StateSizer sizer;
  sizer(median);
  std::vector<std::byte> bytes(sizer.size());
  StateWriter writer(bytes);
  writer(median);
  TrailingMedian resumed(40);
  StateReader reader(bytes);
  reader(resumed);
  for (int t = 0; t < 90; ++t) {
    const double square = random.positive(1e-10, 1);
    median.update_square(square);
    resumed.update_square(square);
    REQUIRE(median.value() == resumed.value());
  }
  std::fill(bytes.begin() + 16, bytes.end(), std::byte{0x7f});
  StateReader broken(bytes);
  CHECK_THROWS_AS(broken(resumed), std::invalid_argument);
}

TEST_CASE("TrailingRank: equals counting, ties half, itself not counted") {
  Random random(8);
  for (const std::int64_t lookback : {1, 5, 16, 17, 168}) {
    TrailingRank rank(lookback);
    std::deque<double> before;
    for (int t = 0; t < 600; ++t) {
      const double value = std::ceil(random.uniform() * 40) * 1e-5;  // many ties
      rank.update(value);
      const bool full = static_cast<std::int64_t>(before.size()) == lookback;
      REQUIRE(rank.ready() == full);
      if (full) {
        double below = 0;
        for (const double other : before) {
          below += other < value ? 1 : other == value ? 0.5 : 0;
        }
        REQUIRE(rank.value() == Approx(100 * below / static_cast<double>(lookback)));
        before.pop_front();
      }
      before.push_back(value);
    }
  }
}

TEST_CASE(
    "TrailingRank: equals counting for lookbacks that are kept in order, and values far apart") {
  for (const std::int64_t lookback : {300, 1024, 1025, 3000}) {
    Random random(10);
    TrailingRank rank(lookback);
    std::deque<double> before;
    for (int t = 0; t < 9000; ++t) {
      const double level = std::exp(static_cast<double>(t / 1000 * 7 % 5) * 4 - 9);
      const double value = t % 3000 < 1500 ? level * random.positive(0.1, 10)
                                           : level * std::ceil(random.uniform() * 5);
      rank.update(value);
      if (rank.ready()) {
        const auto below = std::count_if(before.begin(), before.end(),
                                         [value](double other) { return other < value; });
        const auto equal = std::count(before.begin(), before.end(), value);
        REQUIRE(rank.value() ==
                Approx(100 * (static_cast<double>(below) + 0.5 * static_cast<double>(equal)) /
                       static_cast<double>(lookback)));
        before.pop_front();
      }
      before.push_back(value);
    }
  }
}

TEST_CASE("TrailingRank: goes on from saved bytes, scanned or kept in order") {
  for (const std::int64_t lookback : {40, 1500}) {
    TrailingRank rank(lookback);
    Random random(11);
    for (int t = 0; t < 2000; ++t) {
      rank.update(random.positive(1e-6, 1));
    }
    StateSizer sizer;
    sizer(rank);
    std::vector<std::byte> bytes(sizer.size());
    StateWriter writer(bytes);
    writer(rank);
    TrailingRank resumed(lookback);
    StateReader reader(bytes);
    reader(resumed);
    for (int t = 0; t < 2000; ++t) {
      const double value = random.positive(1e-6, 1);
      rank.update(value);
      resumed.update(value);
      REQUIRE(rank.value() == resumed.value());
    }
  }
}

TEST_CASE("TrailingRank: values that share a key are told apart, sums of the same are not") {
  TrailingRank rank(3);
  for (const double value : {1 - 1e-10, 1 + 1e-10, 1 + 1e-15, 1.0}) {
    rank.update(value);
  }
  CHECK(rank.value() == Approx(100 * 1.5 / 3));
}

#if defined(__x86_64__)
TEST_CASE("key scan: the AVX2 loop counts what the portable one counts") {
  if (!detail::kHasAvx2) {
    return;
  }
  std::mt19937 bits(9);
  for (const std::size_t count : {32u, 64u, 192u, 4096u}) {
    std::vector<std::int16_t> keys(count);
    for (auto& key : keys) {
      key = static_cast<std::int16_t>(bits());
    }
    for (int trial = 0; trial < 50; ++trial) {
      const auto key = trial % 2 == 0 ? keys[bits() % count] : static_cast<std::int16_t>(bits());
      const auto a = detail::scan_keys_portable(keys.data(), count, key);
      const auto b = detail::scan_keys_avx2(keys.data(), count, key);
      const auto below = std::count_if(keys.begin(), keys.end(), [key](int k) { return k < key; });
      CHECK(a.below == below);
      CHECK(b.below == below);
      CHECK((a.equal != 0) == (std::count(keys.begin(), keys.end(), key) > 0));
      CHECK((b.equal != 0) == (a.equal != 0));
    }
  }
}

TEST_CASE("key scan: a key that none equals takes its place and no other, by either loop") {
  if (!detail::kHasAvx2) {
    return;
  }
  std::vector<std::int16_t> expected(96, 5);
  auto portable = expected;
  auto avx2 = expected;
  for (std::size_t place = 0; place < expected.size(); place += 7) {
    const auto key = static_cast<std::int16_t>(1000 + place);
    expected[place] = key;
    CHECK(detail::scan_and_put_portable(portable.data(), 96, key, place).equal == 0);
    CHECK(detail::scan_and_put_avx2(avx2.data(), 96, key, place).equal == 0);
    CHECK(portable == expected);
    CHECK(avx2 == expected);
  }
  CHECK(detail::scan_and_put_portable(portable.data(), 96, 5, 0).equal != 0);
  CHECK(detail::scan_and_put_avx2(avx2.data(), 96, 5, 0).equal != 0);
  CHECK(portable == expected);
  CHECK(avx2 == expected);
}
#endif

// Slope as Tulip Indicators publishes it (tests/untest.txt, linregslope 5).
TEST_CASE("RollingLine: Tulip Indicators' vector, linregslope 5") {
  const std::vector<double> close{81.59, 81.06, 82.87, 83.00, 83.61, 83.15, 82.84, 83.99,
                                  84.55, 84.36, 85.53, 86.54, 86.89, 87.77, 87.29};
  const std::vector<double> slopes{0.598, 0.492, 0.009, 0.121, 0.272, 0.413,
                                   0.575, 0.608, 0.686, 0.818, 0.475};
  RollingLine line(5);
  std::vector<double> got;
  for (std::size_t t = 0; t < close.size(); ++t) {
    line.update(t == 0 ? 0 : close[t] - close[t - 1]);
    if (line.ready()) {
      got.push_back(line.fit().slope());
    }
  }
  REQUIRE(got.size() == slopes.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    CHECK(got[i] == Approx(slopes[i]).margin(0.0005));
  }
}

TEST_CASE("RollingLine: R^2 equals the squared correlation, computed from the points") {
  Random random(10);
  constexpr std::size_t kPoints = 23;
  RollingLine line(kPoints);
  std::vector<long double> y{0};
  for (int t = 0; t < 400; ++t) {
    const double increment = random.uniform() - 0.48;
    line.update(increment);
    y.push_back(y.back() + increment);
    if (!line.ready()) {
      continue;
    }
    long double mean_y = 0;
    for (std::size_t k = 0; k < kPoints; ++k) {
      mean_y += y[y.size() - kPoints + k] / kPoints;
    }
    long double xx = 0;
    long double xy = 0;
    long double yy = 0;
    for (std::size_t k = 0; k < kPoints; ++k) {
      const long double dx = static_cast<long double>(k) - (kPoints - 1) / 2.0L;
      const long double dy = y[y.size() - kPoints + k] - mean_y;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
    }
    REQUIRE(line.fit().r_squared() ==
            Approx(static_cast<double>(xy * xy / (xx * yy))).epsilon(1e-10).margin(1e-12));
  }
}

TEST_CASE("DecayedMean: the weighted mean of all values, from the first one on") {
  Random random(11);
  DecayedMean mean(5);
  std::vector<double> values;
  for (int t = 0; t < 400; ++t) {
    values.push_back(random.uniform());
    long double sum = 0;
    long double weights = 0;
    for (std::size_t age = 0; age < values.size(); ++age) {
      const long double weight = exp2l(-static_cast<long double>(age) / 5);
      sum += weight * values[values.size() - 1 - age];
      weights += weight;
    }
    REQUIRE(mean.update(values.back()) ==
            Approx(static_cast<double>(sum / weights)).epsilon(1e-13));
  }
}

TEST_CASE("blocks without values are refused") {
  CHECK_THROWS_AS(DecayedMean(0), std::invalid_argument);
  CHECK_THROWS_AS(TrailingMedian(0), std::invalid_argument);
  CHECK_THROWS_AS(TrailingMedian(TrailingMedian::kLongest + 1), std::invalid_argument);
  CHECK_THROWS_AS(TrailingRank(0), std::invalid_argument);
  CHECK_THROWS_AS(RollingLine(1), std::invalid_argument);
}
