// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backtest/run_plan.hpp"
#include "data/bars.hpp"
#include "regime/tag_table.hpp"

namespace barometer::backtest {

// Throws Error{bad_input} where the config has no tagger.
void require_taggers(const config::RunConfig& config, const RunPlan& assembly);

// Every dimension of every bar.
regime::TagTable tag_everything(const RunPlan& assembly, const data::MarketData& market,
                                int threads);

}  // namespace barometer::backtest
