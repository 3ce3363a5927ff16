// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>

#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Counts the bars that lie outside a venue's sessions, by the middle of each. Not for sharing
// between threads.
class HoursCount {
 public:
  // The venue outlives this.
  explicit HoursCount(const Venue& venue);

  // False where the middle lies outside the extended hours too.
  bool add(core::Timestamp middle);

  // As if a bar that begins in a session ended with it, whatever its close.
  void add_uncut(core::Timestamp open, core::Duration bar);

  std::int64_t bars = 0;
  std::int64_t out_of_session = 0;
  std::int64_t off_hours = 0;  // of those the ones outside extended hours

 private:
  void go_to(core::Timestamp middle);

  const Venue& venue_;
  Zone zone_;
  core::Day date_ = std::numeric_limits<core::Day>::min();
  bool exists_ = false;
  TradingSession session_;
  TradingSession extended_;
};

}  // namespace barometer::calendar
