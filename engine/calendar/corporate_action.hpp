// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "calendar/split_ratio.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// What happened to a symbol before the first bar of a session, or at a time; see
// calendar/actions_file.hpp.
struct CorporateAction {
  core::Day ex_date = 0;      // it happens at the first bar of this session date or a later one
  SplitRatio split = {};      // units after for units before
  double dividend = 0;        // quote currency for a unit held over night, after the split
  double dividend_share = 0;  // the same as a share of the last close before
  std::int64_t bar = 0;       // that first bar, as data::place_actions() finds it
  // It happens inside a session instead, at the first bar that closes after this.
  std::optional<core::Timestamp> time_ns = {};
};

}  // namespace barometer::calendar
