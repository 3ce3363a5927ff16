// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/data_config.hpp"
#include "core/timestamp.hpp"
#include "data/row_parser.hpp"

namespace barometer::data {

// What stands for the close before the first row's.
core::Timestamp before_first(config::RowOrder order);

// Whether a bar that closes at `time` may follow one that closes at `previous`.
bool in_order(core::Timestamp time, core::Timestamp previous, config::RowOrder order);

// What is wrong with one that may not; the column is left to the caller. `second`: it is the second
// row, so that all may go the other way.
CellFault out_of_order(core::Timestamp time, core::Timestamp previous, config::RowOrder order,
                       bool second);

}  // namespace barometer::data
