// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/assembly.hpp"
#include "data/bars.hpp"
#include "regime/tag_table.hpp"

namespace barometer {

// Throws Error{bad_input} where the config has no tagger.
void require_taggers(const RunConfig& config, const Assembly& assembly);

// Every dimension of every bar.
TagTable tag_everything(const Assembly& assembly, const MarketData& market, int threads);

}  // namespace barometer
