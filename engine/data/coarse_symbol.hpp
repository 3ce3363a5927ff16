// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "calendar/venue.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"

namespace barometer::data {

struct SymbolInput;

// Gives the symbol the run's bars in place of its source's, as data.resample says: bars, their
// grid, what the report counts of both. Its actions are loaded; its truth, which is that of the
// source's bars, is dropped. The fault is that its bars do not make one.
std::optional<core::Fault> resample_symbol(const config::DataConfig& config,
                                           const calendar::Venue& venue, SymbolInput& symbol);

}  // namespace barometer::data
