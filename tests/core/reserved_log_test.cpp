// SPDX-License-Identifier: Apache-2.0
#include "core/reserved_log.hpp"

#include <cstdint>
#include <utility>

#include "support/catch.hpp"

using namespace barometer;

namespace {

core::ReservedLog<std::int64_t> counted(std::size_t reserved, std::int64_t count) {
  core::ReservedLog<std::int64_t> log(reserved);
  for (std::int64_t i = 0; i < count; ++i) {
    log.push_back(i);
  }
  return log;
}

bool counts_up(const core::ReservedLog<std::int64_t>& log, std::int64_t count) {
  bool good = static_cast<std::int64_t>(log.size()) == count;
  for (std::int64_t i = 0; good && i < count; ++i) {
    good = log[static_cast<std::size_t>(i)] == i;
  }
  return good;
}

}  // namespace

TEST_CASE("elements do not move while the log stays within what was reserved") {
  core::ReservedLog<std::int64_t> log(100'000);
  const std::int64_t* first = &log.push_back(0);
  for (std::int64_t i = 1; i < 100'000; ++i) {
    log.push_back(i);
  }
  CHECK(&log[0] == first);
  CHECK(counts_up(log, 100'000));
}

TEST_CASE("a log grows far past what was reserved and keeps every element") {
  CHECK(counts_up(counted(1, 300'000), 300'000));
  CHECK(counts_up(counted(0, 5'000), 5'000));
}

TEST_CASE("a log that nobody sized grows from nothing") {
  core::ReservedLog<std::int64_t> log;
  CHECK(log.empty());
  CHECK(log.view().empty());
  log.push_back(42);
  CHECK(log.view().size() == 1);
  CHECK(log[0] == 42);
}

TEST_CASE("moving hands over the elements") {
  auto source = counted(10, 1'000);
  core::ReservedLog<std::int64_t> target(std::move(source));
  CHECK(counts_up(target, 1'000));

  core::ReservedLog<std::int64_t> assigned = counted(10, 3);
  assigned = std::move(target);
  CHECK(counts_up(assigned, 1'000));
  assigned.push_back(1'000);
  CHECK(counts_up(assigned, 1'001));
}

TEST_CASE("a cleared log starts anew in the same place") {
  auto log = counted(16, 16);
  const std::int64_t* first = &log[0];
  log.clear();
  CHECK(log.empty());
  CHECK(&log.push_back(0) == first);
  CHECK(counts_up(log, 1));
}
