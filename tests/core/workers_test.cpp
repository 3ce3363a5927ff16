// SPDX-License-Identifier: Apache-2.0
#include "core/workers.hpp"

#include <atomic>
#include <cmath>
#include <cstdint>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// Slot i from item i alone, with arithmetic whose bits would show a different order.
std::vector<double> slots(int threads, std::size_t count, std::size_t grain) {
  Workers workers(threads);
  std::vector<double> result(count, -1);
  workers.for_each(count, grain, [&](std::size_t i) {
    double sum = 0;
    for (std::size_t k = 1; k <= i % 50; ++k) {
      sum += std::sqrt(static_cast<double>(i)) / static_cast<double>(k);
    }
    result[i] = sum;
  });
  return result;
}

}  // namespace

TEST_CASE("the same slots for every number of threads and every grain") {
  const std::vector<double> expected = slots(1, 10'001, 1);
  for (const int threads : {1, 2, 8}) {
    for (const std::size_t grain : {1, 16, 20'000}) {
      CHECK(slots(threads, 10'001, grain) == expected);
    }
  }
}

TEST_CASE("every item is called exactly once") {
  for (const int threads : {1, 2, 8}) {
    Workers workers(threads);
    std::vector<std::atomic<int>> calls(997);
    workers.for_each(calls.size(), 3, [&](std::size_t i) { ++calls[i]; });
    bool once = true;
    for (const auto& count : calls) {
      once = once && count == 1;
    }
    CHECK(once);
  }
}

TEST_CASE("no items, no calls") {
  for (const int threads : {1, 4}) {
    std::atomic<int> calls{0};
    Workers(threads).for_each(0, 1, [&calls](std::size_t) { ++calls; });
    CHECK(calls == 0);
  }
}

TEST_CASE("one thread means the caller's own") {
  Workers workers(1);
  std::vector<std::thread::id> seen(100);
  workers.for_each(seen.size(), 1, [&](std::size_t i) { seen[i] = std::this_thread::get_id(); });
  CHECK(seen == std::vector<std::thread::id>(100, std::this_thread::get_id()));
}

TEST_CASE("workers can be used again and again") {
  Workers workers(2);
  std::vector<std::int64_t> sums(64, 0);
  for (int round = 0; round < 200; ++round) {
    workers.for_each(sums.size(), 4, [&](std::size_t i) { sums[i] += static_cast<int>(i); });
  }
  bool right = true;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    right = right && sums[i] == 200 * static_cast<std::int64_t>(i);
  }
  CHECK(right);
}
