// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/data_config.hpp"
#include "data/csv_reader.hpp"

namespace barometer::data {

// Makes the bars of a symbol of those of its bid and its ask, which are paired by their close: each
// price is the middle of the two, (bid + ask) / 2; volume, truth and labels are those of the bid's
// row; CsvBars::spreads has what lies between the sides.
//
// A bar that one side alone has, and a crossed one, whose bid lies above its ask at the open, the
// high, the low or the close, are bad rows, treated by `policy`. `one_text`: both sides stand in
// the same rows, so that a row that was bad for one of them is counted once. The texts of both must
// still be there.
CsvBars pair_quotes(CsvBars bid, CsvBars ask, config::BadRows policy, bool one_text);

}  // namespace barometer::data
