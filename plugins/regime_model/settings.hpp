// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>
#include <barometer/sdk/params.hpp>

#include <cstdint>
#include <optional>

#include "change_alarm.hpp"
#include "hidden_state.hpp"

namespace barometer::regime_model {

struct Settings {
  HiddenStateSettings hidden;
  AlarmSettings alarm;
  std::int64_t still_bars = 0;
  std::optional<std::int64_t> gap_bars;
};

// More missing bars than any weekend or holiday has: what gap_bars is where it is not given.
std::int64_t usual_gap_bars(const bm_instrument& instrument);

// Throws std::invalid_argument naming every combination that makes no sense.
Settings read_settings(const Params& params);

}  // namespace barometer::regime_model
