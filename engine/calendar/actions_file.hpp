// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/corporate_action.hpp"
#include "core/error.hpp"

namespace barometer::config {
struct ActionsConfig;
}  // namespace barometer::config

namespace barometer::calendar {

// Two tables of splits and dividends are read, one file a symbol; line ends, a byte order mark,
// quotes and blanks around cells are as a spreadsheet writes them.
//
// csv: a header `date,split,dividend` and one row per ex-date, ascending. `date` is the session
// date 2014-06-09, or the UTC time 2014-06-09T17:00:00Z of what happens inside a session: bars that
// close later are in new units; `split` is units after for one before (7; 0.05 or 1/20 for one new
// for twenty; 1/3 or 1:3 exactly); `dividend` is quote currency a unit as traded on that date. An
// empty cell is none; a row of none is a fault.
//
// lean: LEAN factor files, `YYYYMMDD,price factor,split factor,reference price`, named in lower
// case. A row holds up to and including its date, so what two neighbours differ in happened before
// the next session: the split is the ratio of the split factors, and one less the ratio of the
// price factors is the dividend as a share of the last close before it. Split factors are written
// with six digits or so: a ratio within 2e-5 of one with a denominator up to 20 is taken to be that
// one.
//
// Prices that are split-adjusted already take no splits.
struct ActionsFile {
  std::vector<CorporateAction> actions;  // ascending
  std::vector<core::Fault> faults;       // with file:line:column
};

// How splits may be written, for messages.
inline constexpr const char* kSplitExamples = "such as 7, 0.05, 1/3 or 4:1";

// Units after a split for units before it, as these examples; nullopt for anything else, 0
// included.
std::optional<SplitRatio> read_split(std::string_view text);

ActionsFile read_actions(std::string_view text, const std::string& file,
                         const config::ActionsConfig& config);

}  // namespace barometer::calendar
