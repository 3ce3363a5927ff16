// SPDX-License-Identifier: Apache-2.0
#include "latency/calibration.hpp"

#include "support/catch.hpp"

namespace barometer {

namespace {

// A counter of 2.5 GHz that all five calibrations agree on to 40 ppm.
latency::TscEvidence good_evidence() {
  return {.invariant = true,
          .kernel_source = "tsc",
          .ns_per_tick = {0.4, 0.400004, 0.400008, 0.400012, 0.400016}};
}

}  // namespace

TEST_CASE("an invariant counter that the kernel uses and that is steady is trusted") {
  CHECK(latency::tsc_is_trustworthy(good_evidence()) == latency::kHasTsc);
}

TEST_CASE("a counter that is not invariant is not trusted") {
  latency::TscEvidence evidence = good_evidence();
  evidence.invariant = false;
  CHECK_FALSE(latency::tsc_is_trustworthy(evidence));
}

TEST_CASE("a counter that the kernel does not keep time by is not trusted") {
  latency::TscEvidence evidence = good_evidence();
  evidence.kernel_source = "kvm-clock";
  CHECK_FALSE(latency::tsc_is_trustworthy(evidence));
}

TEST_CASE("calibrations that differ by more than 100 ppm are not trusted") {
  latency::TscEvidence evidence = good_evidence();
  evidence.ns_per_tick[2] = 0.40005;
  CHECK_FALSE(latency::tsc_is_trustworthy(evidence));
}

TEST_CASE("a counter that stands still is not trusted") {
  latency::TscEvidence evidence = good_evidence();
  evidence.ns_per_tick = {};
  CHECK_FALSE(latency::tsc_is_trustworthy(evidence));
}

TEST_CASE("this machine's clock is named with its cost and resolution") {
  const latency::ClockFacts facts = latency::calibrate_clock().get();
  CHECK(facts.ns_per_tick > 0);
  CHECK(facts.read_cost_ns > 0);
  CHECK(facts.resolution_ns > 0);
  CHECK((facts.kind == latency::ClockKind::tsc || facts.ns_per_tick == 1.0));
}

}  // namespace barometer
