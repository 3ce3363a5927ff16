// SPDX-License-Identifier: Apache-2.0
#include "latency/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr int kSamples = 1'000'000;

struct Shape {
  std::string name;
  std::function<double(std::mt19937_64&)> draw;  // nanoseconds
};

double uniform(std::mt19937_64& random) {
  return (static_cast<double>(random() >> 11) + 0.5) * 0x1p-53;
}

std::vector<Shape> shapes() {
  return {
      {"flat", [](auto& random) { return 50 + 100 * uniform(random); }},
      {"exponential", [](auto& random) { return -200 * std::log(uniform(random)); }},
      {"lognormal",
       [](auto& random) { return 80 * std::exp(std::normal_distribution<>(0, 0.5)(random)); }},
      {"two modes",
       [](auto& random) { return uniform(random) < 0.97 ? 60 + uniform(random) : 9'000.0; }},
      {"heavy tail", [](auto& random) { return 40 * std::pow(uniform(random), -1 / 1.2); }},
  };
}

std::vector<double> draw(const Shape& shape, int count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<double> values(static_cast<std::size_t>(count));
  std::generate(values.begin(), values.end(), [&] { return shape.draw(random); });
  return values;
}

template <class Times>
Times recorded(const std::vector<double>& values) {
  Times times;
  for (const double value : values) {
    times.record(value);
  }
  return times;
}

double exact_quantile(const std::vector<double>& sorted, double q) {
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size())));
  return sorted[rank - 1];
}

template <class Times>
double worst_error(const Times& times, const std::vector<double>& sorted) {
  double worst = 0;
  for (const double q : {0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 0.99999, 1.0}) {
    const double exact = exact_quantile(sorted, q);
    worst = std::max(worst, std::abs(times.quantile(q) - exact) / exact);
  }
  return worst;
}

}  // namespace

TEST_CASE("the part of a histogram that values need says what the whole one says") {
  for (const Shape& shape : shapes()) {
    const std::vector<double> values = draw(shape, 10'000, 5);
    const auto [least, largest] = std::ranges::minmax_element(values);
    latency::BarHistogram part(*least, *largest);
    std::ranges::for_each(values, [&part](double value) { part.record(value); });
    const auto whole = recorded<latency::BarHistogram>(values);
    CHECK(part.count() == whole.count());
    CHECK(part.max() == whole.max());
    for (const double q : {1e-4, 0.5, 0.99, 1.0}) {
      CHECK(part.quantile(q) == whole.quantile(q));
    }
  }
}

TEST_CASE("quantiles are as near to the exact ones as promised") {
  for (const Shape& shape : shapes()) {
    CAPTURE(shape.name);
    std::vector<double> values = draw(shape, kSamples, 7);
    const auto bars = recorded<latency::BarHistogram>(values);
    const auto stages = recorded<latency::StageHistogram>(values);
    std::sort(values.begin(), values.end());
    CHECK(worst_error(bars, values) <= 0.001);
    CHECK(worst_error(stages, values) <= 0.01);
    CHECK(bars.count() == kSamples);
    CHECK(bars.max() == values.back());
  }
}

TEST_CASE("merging is associative and equals recording everything in one") {
  const Shape shape = shapes()[2];
  const auto a = draw(shape, 1'000, 1);
  const auto b = draw(shape, 2'000, 2);
  const auto c = draw(shape, 3'000, 3);

  auto left = recorded<latency::BarHistogram>(a);
  left.merge(recorded<latency::BarHistogram>(b));
  left.merge(recorded<latency::BarHistogram>(c));

  auto tail = recorded<latency::BarHistogram>(b);
  tail.merge(recorded<latency::BarHistogram>(c));
  auto right = recorded<latency::BarHistogram>(a);
  right.merge(tail);

  std::vector<double> all = a;
  all.insert(all.end(), b.begin(), b.end());
  all.insert(all.end(), c.begin(), c.end());

  CHECK(left == right);
  CHECK(left == recorded<latency::BarHistogram>(all));
  CHECK(left.count() == 6'000);
}

TEST_CASE("values outside the range are counted, not lost") {
  latency::StageHistogram times;
  for (const double value : {-3.0, 0.0, 1e-9, 1e18}) {
    times.record(value);
  }
  CHECK(times.count() == 4);
  CHECK(times.max() == 1e18);
  CHECK(times.quantile(0.5) < 0.016);
}

TEST_CASE("a stage that takes no time has a quantile of zero") {
  latency::StageHistogram times;
  times.record(0.0);
  CHECK(times.quantile(0.99) == 0.0);
}

TEST_CASE("a cleared histogram is an empty one") {
  auto times = recorded<latency::BarHistogram>({1.0, 20.0, 300.0});
  times.clear();
  CHECK(times == latency::BarHistogram{});
  CHECK(times.quantile(0.5) == 0.0);
}

}  // namespace barometer
