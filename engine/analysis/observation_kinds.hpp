// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "analysis/warning.hpp"

// Kinds of observations: a code that is the same in every release, and what `value` of a place is.

namespace barometer::analysis {

struct ObservationKind {
  std::string_view code;
  std::string_view value;  // its meaning and unit; empty: places have none
};

inline constexpr std::string_view kOutOfSession = "out_of_session_bars";
inline constexpr std::string_view kZeroVolume = "zero_volume_bars";
inline constexpr std::string_view kFlatBars = "flat_bars";
inline constexpr std::string_view kWidenedBars = "widened_bars";
inline constexpr std::string_view kRepeatedRows = "repeated_rows";

// In the order in which they are told.
inline constexpr std::array kObservationKinds{
    ObservationKind{SymbolsLeftOut::kCode, ""},
    ObservationKind{SkippedRows::kCode, ""},
    ObservationKind{SplitLikeJumps::kCode, "close / close before"},
    ObservationKind{JumpsAfterGaps::kCode, "close / close before"},
    ObservationKind{OffHours::kCode, "close, price"},
    ObservationKind{kOutOfSession, "close, price"},
    ObservationKind{MissingBars::kCode, "bars missing behind this one"},
    ObservationKind{UnsupportedBarSize::kCode, "seconds from the bar before"},
    ObservationKind{UnknownTags::kCode, "bars that the symbol lacks"},
    ObservationKind{kZeroVolume, "bars in a row from this one on"},
    ObservationKind{kFlatBars, "bars in a row from this one on"},
    ObservationKind{kWidenedBars, "close, price"},
    ObservationKind{kRepeatedRows, "close, price"}};

}  // namespace barometer::analysis
