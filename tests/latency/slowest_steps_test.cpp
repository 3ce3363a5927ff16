// SPDX-License-Identifier: Apache-2.0
#include "latency/slowest_steps.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

latency::StepStamps step(std::int64_t number, latency::Ticks ticks, std::int64_t bars = 1) {
  return {.at = {0, 0, 0, 0, 0, ticks}, .bars = bars, .step = number};
}

std::vector<std::int64_t> numbers(const latency::SlowestSteps& slowest) {
  std::vector<std::int64_t> numbers;
  for (const latency::StepStamps& each : slowest.steps()) {
    numbers.push_back(each.step);
  }
  return numbers;
}

}  // namespace

TEST_CASE("the ten slowest of many, the slowest first") {
  std::vector<std::int64_t> order(1'000);
  std::mt19937_64 random(3);
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = static_cast<std::int64_t>(i);
  }
  std::shuffle(order.begin(), order.end(), random);
  latency::SlowestSteps slowest;
  for (const std::int64_t number : order) {
    slowest.add(step(number, number));
  }
  CHECK(numbers(slowest) ==
        std::vector<std::int64_t>{999, 998, 997, 996, 995, 994, 993, 992, 991, 990});
}

TEST_CASE("slow is meant per bar") {
  latency::SlowestSteps slowest;
  slowest.add(step(1, 1'000, 100));
  slowest.add(step(2, 50, 1));
  CHECK(numbers(slowest) == std::vector<std::int64_t>{2, 1});
}

TEST_CASE("of equally slow steps the earlier ones are kept") {
  latency::SlowestSteps slowest;
  for (std::int64_t number = 0; number < 20; ++number) {
    slowest.add(step(number, 7));
  }
  CHECK(numbers(slowest) == std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("cleared, it has seen nothing") {
  latency::SlowestSteps slowest;
  slowest.add(step(1, 7));
  slowest.clear();
  CHECK(slowest.steps().empty());
}

}  // namespace barometer
