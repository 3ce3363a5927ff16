// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"
#include "config/support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

std::string budget(const std::string& text) {
  return synthetic_with("latency: {meter: full, budget: " + text + "}\n");
}

}  // namespace

TEST_CASE("budgets arrive with stage, quantile and limit") {
  const config::LatencyConfig latency = config::parse_config(kEverySyntheticKey, "t").latency;
  REQUIRE(latency.budgets.size() == 7);
  CHECK(latency.budgets[1].stage == "bar");
  CHECK(latency.budgets[1].quantile == 0.999);
  CHECK(latency.budgets[1].limit == 100 * core::kMicrosecond);
  CHECK(latency.budgets[1].at.line == line_of(kEverySyntheticKey, "p99.9: 100us"));
  CHECK(latency.budgets[4].stage == "tag");
  CHECK(latency.budgets[4].quantile == 0.9999);
  CHECK(latency.budgets[4].limit == 1'500);
  CHECK(latency.warmup_total == 50 * core::kMillisecond);
  CHECK(latency.on_breach == config::OnBreach::fail);
  CHECK(latency.live_interval == core::kMillisecond);
}

TEST_CASE("every meter has its word, and another is answered with the nearest") {
  const auto meter = [](const std::string& word) {
    return config::parse_config(synthetic_with("latency: {meter: " + word + "}\n"), "t")
        .latency.meter;
  };
  CHECK(meter("off") == config::Meter::off);
  CHECK(meter("sampled") == config::Meter::sampled);
  CHECK(meter("full") == config::Meter::full);
  CHECK(messages_of(synthetic_with("latency: {meter: sample}\n")).find("did you mean 'sampled'?") !=
        std::string::npos);
}

TEST_CASE("an interval between live bars is a duration above nothing") {
  for (const char* interval : {"0us", "-1ms", "20", "fast", "[1us]", "null"}) {
    INFO(interval);
    const auto faults =
        faults_of(synthetic_with("latency: {live_interval: " + std::string(interval) + "}\n"));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].what.find("latency.live_interval: expected") != std::string::npos);
  }
}

TEST_CASE("a quantile is p50 to p99.99") {
  for (const char* key : {"p49", "p100", "p99.999", "99", "P99", "p", "pp99", "p099", "p9", "p1e2",
                          "median", "p-99", "p99%", "p50bps"}) {
    INFO(key);
    const auto faults = faults_of(budget("{bar: {" + std::string(key) + ": 20us}}"));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].what.find("expected a quantile from p50 to p99.99") != std::string::npos);
  }
}

TEST_CASE("one quantile of a stage has one budget, however it is written") {
  CHECK(
      messages_of(budget("{bar: {p99: 20us, p99.0: 30us}}")).find("expected each quantile once") !=
      std::string::npos);
}

TEST_CASE("a limit is a duration above nothing") {
  for (const char* limit : {"0us", "-1us", "20", "20 us", "fast", "[1us]", "null", "1000000d"}) {
    INFO(limit);
    CHECK(faults_of(budget("{bar: {p99: " + std::string(limit) + "}}")).size() == 1);
    CHECK(faults_of(budget("{warmup: {total: " + std::string(limit) + "}}")).size() == 1);
  }
}

TEST_CASE("an unknown stage is answered with the nearest") {
  CHECK(messages_of(budget("{stratgy: {p99: 20us}}")).find("did you mean 'strategy'?") !=
        std::string::npos);
  CHECK_FALSE(faults_of(budget("{bar: 20us}")).empty());
  CHECK_FALSE(faults_of(budget("{bar: {}}")).empty());
  CHECK_FALSE(faults_of(budget("{warmup: {p99: 20us}}")).empty());
}

TEST_CASE("a budget may stand beside a meter that is off: the run warns, nothing is judged") {
  CHECK(messages_of(synthetic_with("latency: {meter: off, budget: {bar: {p99: 1us}}}\n")) == "");
}
