// SPDX-License-Identifier: Apache-2.0
#include "study/trial_engine.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>
#include <vector>

#include "core/error.hpp"
#include "study/small_study.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("each number is dealt once, in pieces that become small") {
  for (const std::uint64_t numbers : {0U, 1U, 7U, 5'000U}) {
    study::TrialDealer dealer(numbers, 4);
    std::vector<std::atomic<int>> dealt(numbers);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (auto piece = dealer.next(); piece.begin < piece.end; piece = dealer.next()) {
          for (std::uint64_t number = piece.begin; number < piece.end; ++number) {
            ++dealt[number];
          }
        }
      });
    }
    std::ranges::for_each(threads, &std::thread::join);
    CHECK(std::ranges::all_of(dealt, [](const auto& times) { return times == 1; }));
  }
  study::TrialDealer dealer(1'000, 2);
  std::vector<std::uint64_t> sizes;
  for (auto piece = dealer.next(); piece.begin < piece.end; piece = dealer.next()) {
    sizes.push_back(piece.end - piece.begin);
  }
  CHECK(sizes.front() == 62);  // a sixteenth
  CHECK(std::ranges::is_sorted(sizes, std::ranges::greater{}));
  CHECK(sizes.back() == 1);
  CHECK(std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0}) == 1'000);
}

TEST_CASE("trials are handed over in the order asked for, by their place") {
  SmallStudy small(kStudyPairs);
  const study::TrialSet set{.window = small.study().window()};
  const std::vector<std::uint64_t> numbers{5, 0, 3};
  std::vector<std::uint64_t> made;
  small.study().engine().make(
      set, numbers, [&](study::MadeTrial&& trial) { made.push_back(*trial.row.number); }, nullptr);
  CHECK(made == numbers);
  std::vector<std::uint64_t> placed(3, 99);
  study::make_all(small.study().engine(), set, numbers, {.threads = 2},
                  [&](std::size_t i, study::MadeTrial&& trial) { placed[i] = *trial.row.number; });
  CHECK(placed == numbers);
}

TEST_CASE("who is stopped makes nothing more, and says so where all were to be there") {
  SmallStudy small(kStudyPairs);
  const study::TrialSet set{.window = small.study().window()};
  std::atomic<bool> stop{false};
  int made = 0;
  const std::vector<std::uint64_t> numbers{0, 1, 2, 3};
  small.study().engine().make(
      set, numbers, [&](study::MadeTrial&&) { stop = ++made == 2; }, &stop);
  CHECK(made == 2);
  CHECK_THROWS_AS(study::make_one(small.study().engine(), set, 0, &stop), core::Error);
  CHECK_THROWS_AS(study::make_all(small.study().engine(), set, numbers, {.stop = &stop},
                                  [](std::size_t, study::MadeTrial&&) {}),
                  core::Error);
}
