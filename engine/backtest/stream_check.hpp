// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calendar/venue_table.hpp"
#include "core/error.hpp"

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::backtest {

struct RunPlan;

// A fault, with its place in the config, for everything of a plan that a stream of bars cannot have
// (backtest/api/stream_tagger.hpp lists it). `symbols` are those of the stream.
std::vector<core::Fault> unstreamable(const config::RunConfig& config,
                                      const calendar::VenueTable& venues,
                                      const std::vector<std::string>& symbols);

// The symbols of a stream: those asked for, or where none are those that the plan names. Throws
// Error{bad_input} for names that come twice or that the plan does not have, with the nearest one.
std::vector<std::string> streamed_symbols(const config::RunConfig& config,
                                          std::vector<std::string> asked);

// One entry per dimension, 1 for those with these names; without a name all. Throws
// Error{bad_input} for unknown names, with the nearest one.
std::vector<std::uint8_t> streamed_dimensions(const config::RunConfig& config, const RunPlan& plan,
                                              const std::vector<std::string>& names);

}  // namespace barometer::backtest
