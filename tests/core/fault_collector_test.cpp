// SPDX-License-Identifier: Apache-2.0
#include "core/fault_collector.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using barometer::core::Error;
using barometer::core::ErrorKind;
using barometer::core::Fault;
using barometer::core::FaultCollector;

TEST_CASE("faults of several pieces of work are thrown together, each with its place") {
  FaultCollector found;
  found.collect("run.yaml:1:1", [] { throw Error(ErrorKind::bad_input, Fault{"", "one", ""}); });
  found.collect("run.yaml:2:1", [] {});
  found.collect("", [] { throw Error(ErrorKind::bad_input, Fault{"data.csv:3", "two", ""}); });
  REQUIRE(found.faults().size() == 2);
  CHECK(found.faults()[0].where == "run.yaml:1:1: ");
  CHECK(found.faults()[1].where == "data.csv:3");
  CHECK_THROWS_AS(found.throw_if_any(), Error);
}

TEST_CASE("a failure that is not bad input gives the collected error its kind") {
  FaultCollector found;
  found.collect("", [] { throw Error(ErrorKind::plugin_failed, Fault{"x.so", "failed", ""}); });
  found.collect("", [] { throw Error(ErrorKind::bad_input, Fault{"", "wrong", ""}); });
  try {
    found.throw_if_any();
    FAIL("nothing was thrown");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::plugin_failed);
    CHECK(error.faults().size() == 2);
  }
}

TEST_CASE("other exceptions pass through and nothing is thrown where nothing was found") {
  FaultCollector found;
  CHECK_THROWS_AS(found.collect("", [] { throw std::logic_error("defect"); }), std::logic_error);
  CHECK(found.empty());
  CHECK_NOTHROW(found.throw_if_any());
}
