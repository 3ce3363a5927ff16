// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/plan.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace barometer::backtest {

// Everything by which saved bars and states of taggers mean what they do, as pairs of a key of the
// config (or what stands for one) and its value.
using StreamIdentity = std::vector<std::pair<std::string, std::string>>;

// `symbols` are those of the stream.
StreamIdentity identity_of(const Plan& plan, const std::vector<std::string>& symbols);

// A fault for each key that has another value in the bytes than in the plan, whose config is
// `file`.
std::vector<core::Fault> identity_faults(const StreamIdentity& saved, const StreamIdentity& own,
                                         const std::string& file);

}  // namespace barometer::backtest
