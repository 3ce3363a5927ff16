// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/timestamp.hpp"

namespace barometer::calendar {

enum class GridOrigin { clock, session };

// What the opens of a file's bars, shorter than a day, are counted from.
//
// * session: those inside a session from its open (09:30, 10:30 ... 15:30 New York), and again from
//   where it resumes after a break (13:00, 14:00 Shanghai); all others from local midnight. A bar
//   ends with its session or where the break begins at the latest, and one before hours where the
//   session opens.
// * clock: all of them from local midnight plus `phase` (LEAN's hours: 09:00 covers 09:30-10:00).
//   Such a bar goes on past a session's close or a break's begin, unless the file has nothing
//   outside sessions. Midnight is the venue's, or that of `zone`: four hours of a currency pair
//   may lie on the clock of UTC or of a broker's server all year.
struct BarGrid {
  GridOrigin origin = GridOrigin::clock;
  core::Duration phase = 0;      // clock alone; in [0, bar)
  bool within_sessions = false;  // nearly no bar lies outside the sessions
  std::string zone = {};         // clock alone: whose midnight; empty for the venue's

  friend bool operator==(const BarGrid&, const BarGrid&) = default;
};

}  // namespace barometer::calendar
