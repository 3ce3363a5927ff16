// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/params.hpp>

#include "change_alarm.hpp"
#include "hidden_state.hpp"

namespace barometer::regime_model {

struct Settings {
  HiddenStateSettings hidden;
  AlarmSettings alarm;
  std::int64_t still_bars = 0;
  std::int64_t gap_bars = 0;
};

// Throws std::invalid_argument naming every combination that makes no sense.
Settings read_settings(const Params& params);

}  // namespace barometer::regime_model
