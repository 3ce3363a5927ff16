// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "calendar/zone.hpp"
#include "core/floor_division.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Where times lie between the points of a clock's grid, which are a bar apart from midnight on. In
// local time, so that four-hour bars of an exchange keep their phase when clocks change. Not for
// sharing between threads.
class LocalPhase {
 public:
  LocalPhase(Zone zone, core::Duration bar) : zone_(std::move(zone)), bar_(bar) {}

  // Since the last point of the grid.
  core::Duration of(core::Timestamp time) {
    const core::Timestamp local = time + zone_.offset(time);
    if (local - last_local_ != bar_) {  // a division costs more than all the rest
      last_phase_ = core::floor_modulo(local, bar_);
    }
    last_local_ = local;
    return last_phase_;
  }

 private:
  Zone zone_;
  core::Duration bar_;
  core::Timestamp last_local_ = 0;
  core::Duration last_phase_ = 0;
};

}  // namespace barometer::calendar
