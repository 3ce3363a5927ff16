// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "conformance/law.hpp"
#include "conformance/recorded_orders.hpp"

namespace barometer::plugin {
struct Plugin;
}  // namespace barometer::plugin

namespace barometer::conformance {

// What is done to the strategy that is watched.
struct WatchOptions {
  bool shadowed = false;                // a second instance is shown every view first
  bool short_buffer = false;            // room for one order, and guards behind it
  bool copied_view = false;             // copies of the view, spoilt after the step
  bool kept = false;                    // the next run gets the same instance, reset
  AllocationCounter counter = nullptr;  // counts what steps allocate from the second on
};

// What was seen of it. Steps are counted over the whole run; -1: never.
struct WatchFindings {
  RecordedOrders orders;
  std::string switched_in;  // the first slot that switched the floating-point mode; empty: none
  std::int64_t allocations = 0;
  std::int64_t first_allocating = -1;  // step
  std::int64_t beyond_buffer = -1;     // step
  std::int64_t view_written = -1;      // step
  std::string written;                 // what of the view
};

// A strategy between the host and a plug-in: the host runs it as any other, and it hands every call
// on. Used by one run at a time.
class StrategyWatch {
 public:
  StrategyWatch(const plugin::Plugin& watched, WatchOptions options);
  ~StrategyWatch();
  StrategyWatch(StrategyWatch&&) noexcept;

  // The plug-in that a plan names; valid as long as this object.
  plugin::Plugin plugin() const;

  // What was seen since the last call.
  WatchFindings take_findings();

 private:
  class Between;
  std::unique_ptr<Between> between_;
};

}  // namespace barometer::conformance
