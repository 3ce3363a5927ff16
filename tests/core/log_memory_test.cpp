// SPDX-License-Identifier: Apache-2.0
#include "core/log_memory.hpp"

#include <cstddef>
#include <thread>
#include <vector>

#include "core/reserved_log.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

// Bytes that no other log of this program has.
constexpr std::size_t kOwnSize = 3 * kMiB + 4096;

}  // namespace

TEST_CASE("memory that was given back is taken again with its pages, by the same size alone") {
  core::LogMemory first = core::take_log_memory(kOwnSize);
  CHECK(first.ready == 0);
  first.ready = 8192;
  core::give_back_log_memory(first);
  const core::LogMemory other = core::take_log_memory(kOwnSize + 4096);
  CHECK(other.ready == 0);
  const core::LogMemory again = core::take_log_memory(kOwnSize);
  CHECK(again.data == first.data);
  CHECK(again.ready == 8192);
  const core::LogMemory second = core::take_log_memory(kOwnSize);
  CHECK(second.data != again.data);
  for (const core::LogMemory& each : {other, again, second}) {
    core::give_back_log_memory(each);
  }
}

TEST_CASE("a log has the pages of the one before it, and none of its elements") {
  const std::int64_t* place = nullptr;
  {
    core::ReservedLog<std::int64_t> log(kOwnSize);
    log.push_back(42);
    place = &log[0];
  }
  core::ReservedLog<std::int64_t> next(kOwnSize);
  CHECK(next.empty());
  CHECK(&next.push_back(7) == place);
  CHECK(next[0] == 7);
}

TEST_CASE("no more is kept than the bounds say, and what was kept longest goes first") {
  std::vector<core::LogMemory> taken;
  for (std::size_t i = 0; i < 3; ++i) {
    taken.push_back(core::take_log_memory(25 * kMiB + i * 4096));
    taken.back().ready = 25 * kMiB;
  }
  const std::byte* const oldest = taken[0].data;
  for (const core::LogMemory& each : taken) {
    core::give_back_log_memory(each);
  }
  CHECK(core::take_log_memory(taken[0].bytes).ready == 0);  // 75 MiB are more than 64
  const core::LogMemory newest = core::take_log_memory(taken[2].bytes);
  CHECK(newest.ready == 25 * kMiB);
  CHECK(newest.data != oldest);
  core::give_back_log_memory({newest.data, newest.bytes, 0});
}

TEST_CASE("more than may be kept at all is not kept") {
  core::LogMemory large = core::take_log_memory(kMiB + 4096);
  large.ready = core::kMostKeptLogBytes + 1;  // as if it were
  core::give_back_log_memory(large);
  CHECK(core::take_log_memory(kMiB + 4096).ready == 0);
}

TEST_CASE("threads take and give back side by side") {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t] {
      for (int i = 0; i < 500; ++i) {
        core::ReservedLog<std::int64_t> log(1'000);
        log.push_back(t);
        log.push_back(i);
        if (log[0] != t || log[1] != i) {
          throw 0;  // ends the test program
        }
      }
    });
  }
  for (std::thread& each : threads) {
    each.join();
  }
}
