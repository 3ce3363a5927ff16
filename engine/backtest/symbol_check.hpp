// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct LeftOut;
struct MarketData;
}  // namespace barometer::data

namespace barometer::backtest {

// A fault, with place and nearest name, for each symbol that a tagger's `of`, broker.instruments or
// output.benchmark names and the run, whose symbols are `names`, does not have. One that was left
// out is told with its reason; broker.instruments may name it, as a config is made for many
// periods.
std::vector<core::Fault> unknown_symbols(const config::RunConfig& config,
                                         std::span<const std::string> names,
                                         std::span<const data::LeftOut> left_out = {});

std::vector<std::string> symbol_names(const data::MarketData& market);

}  // namespace barometer::backtest
