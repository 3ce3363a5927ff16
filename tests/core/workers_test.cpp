// SPDX-License-Identifier: Apache-2.0
#include "core/workers.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// Slot i from item i alone, with arithmetic whose bits would show a different order.
std::vector<double> slots(int threads, std::size_t count, std::size_t grain) {
  core::Workers workers(threads);
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
    for (const std::size_t grain : {1u, 16u, 20'000u}) {
      CHECK(slots(threads, 10'001, grain) == expected);
    }
  }
}

TEST_CASE("every item is called exactly once") {
  for (const int threads : {1, 2, 8}) {
    core::Workers workers(threads);
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
    core::Workers(threads).for_each(0, 1, [&calls](std::size_t) { ++calls; });
    CHECK(calls == 0);
  }
}

TEST_CASE("one thread means the caller's own") {
  core::Workers workers(1);
  std::vector<std::thread::id> seen(100);
  workers.for_each(seen.size(), 1, [&](std::size_t i) { seen[i] = std::this_thread::get_id(); });
  CHECK(seen == std::vector<std::thread::id>(100, std::this_thread::get_id()));
}

TEST_CASE("workers can be used again and again") {
  core::Workers workers(2);
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

TEST_CASE("a body may hand out work itself") {
  for (const int threads : {1, 2, 4}) {
    core::Workers workers(threads);
    std::vector<std::vector<std::size_t>> squares(7, std::vector<std::size_t>(50));
    workers.for_each(squares.size(), 1, [&](std::size_t i) {
      workers.for_each(squares[i].size(), 5, [&](std::size_t k) { squares[i][k] = i * k; });
    });
    bool right = true;
    for (std::size_t i = 0; i < squares.size(); ++i) {
      for (std::size_t k = 0; k < squares[i].size(); ++k) {
        right = right && squares[i][k] == i * k;
      }
    }
    CHECK(right);
  }
}

TEST_CASE("what the first failing item threw comes out, and the others are done") {
  for (const int threads : {1, 2, 4}) {
    core::Workers workers(threads);
    std::vector<std::atomic<int>> calls(200);
    std::string said;
    try {
      workers.for_each(calls.size(), 3, [&](std::size_t i) {
        ++calls[i];
        if (i % 50 == 17) {
          throw std::runtime_error("item " + std::to_string(i));
        }
      });
    } catch (const std::runtime_error& error) {
      said = error.what();
    }
    CHECK(said == "item 17");
    CHECK(std::all_of(calls.begin(), calls.end(), [](const auto& count) { return count == 1; }));
  }
}
