// SPDX-License-Identifier: Apache-2.0
#include "latency/live_replay.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

latency::LatencyReport with_times(const std::vector<std::int64_t>& ns) {
  latency::LatencyReport report;
  for (std::size_t i = 0; i < ns.size(); ++i) {
    report.trace.push_back({ns[i], static_cast<std::uint32_t>(i), 1});
  }
  return report;
}

// By arrivals and departures instead of waits: step i arrives at i x interval and is served when
// the one before it has left.
std::vector<std::int64_t> responses(const std::vector<std::int64_t>& ns, std::int64_t interval) {
  std::vector<std::int64_t> responses;
  std::int64_t left = 0;
  for (std::size_t i = 0; i < ns.size(); ++i) {
    const std::int64_t arrived = static_cast<std::int64_t>(i) * interval;
    left = std::max(arrived, left) + ns[i];
    responses.push_back(left - arrived);
  }
  return responses;
}

std::vector<std::int64_t> random_times(std::uint64_t seed, int count) {
  std::mt19937_64 random(seed);
  std::vector<std::int64_t> ns;
  for (int i = 0; i < count; ++i) {
    ns.push_back(static_cast<std::int64_t>(random() % 1'500 + (random() % 50 == 0 ? 20'000 : 0)));
  }
  return ns;
}

}  // namespace

TEST_CASE("a step waits for those before it") {
  // Intervals of 10: 15 is late by 5, so the next, 7, answers after 12 and is late by 2.
  const latency::LiveReport live = latency::replay_live(with_times({15, 7, 3, 30, 1, 1, 1}), 10);
  CHECK(live.waited == 5);  // 5, 2, 0, 20, 11, 2
  CHECK(live.longest_wait_ns == 20);
  CHECK(live.longest_wait_step == 4);
  CHECK(live.max_ns == 30);
  CHECK(live.final_wait_ns == 0);
  CHECK(live.load == Approx(58 / 70.0));
}

TEST_CASE("responses are those of a queue told by arrivals and departures") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::vector<std::int64_t> ns = random_times(seed, 12'000);
    const latency::LiveReport live = latency::replay_live(with_times(ns), 1'300);
    std::vector<std::int64_t> expected = responses(ns, 1'300);
    std::sort(expected.begin(), expected.end());
    const auto at = [&](double q) {
      return static_cast<double>(expected[static_cast<std::size_t>(std::ceil(q * 12'000)) - 1]);
    };
    CAPTURE(seed);
    CHECK(live.p50_ns == at(0.5));
    CHECK(live.p90_ns == at(0.9));
    CHECK(live.p99_ns == at(0.99));
    CHECK(live.p999_ns == at(0.999));
    CHECK(live.max_ns == static_cast<double>(expected.back()));
  }
}

TEST_CASE("a run that is too slow falls behind without end") {
  const latency::LiveReport live =
      latency::replay_live(with_times(std::vector<std::int64_t>(1'000, 12)), 10);
  CHECK(live.load == Approx(1.2));
  CHECK(live.waited == 999);
  CHECK(live.final_wait_ns == 2'000);
}

TEST_CASE("nothing waits where there is time enough") {
  const latency::LiveReport live =
      latency::replay_live(with_times(std::vector<std::int64_t>(1'000, 9)), 10);
  CHECK(live.waited == 0);
  CHECK(live.p99_ns == 9);
}

TEST_CASE("a run without steps has no figures") {
  const latency::LiveReport live = latency::replay_live({}, 10);
  CHECK(live.steps == 0);
  CHECK_FALSE(live.p50_ns.has_value());
  CHECK(live.load == 0);
}

}  // namespace barometer
