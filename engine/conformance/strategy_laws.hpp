// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "conformance/law.hpp"

namespace barometer::conformance {

class StrategyBench;

// The laws of strategies, in the order in which they are tried: docs/plugin_abi.md lists them.
std::span<const LawEntry<StrategyBench>> strategy_laws();

// How each is tried. Instances.
LawNote check_runs(StrategyBench& bench);
LawNote check_repeat(StrategyBench& bench);
LawNote check_reset(StrategyBench& bench);
LawNote check_together(StrategyBench& bench);
LawNote check_threads(StrategyBench& bench);

// A step, and what it leaves behind.
LawNote check_future(StrategyBench& bench);
LawNote check_buffer(StrategyBench& bench);
LawNote check_view(StrategyBench& bench);
LawNote check_float_mode(StrategyBench& bench);
LawNote check_allocation(StrategyBench& bench);
LawNote check_orders(StrategyBench& bench);

// Markets as they come.
LawNote check_warming_up(StrategyBench& bench);
LawNote check_one_symbol(StrategyBench& bench);
LawNote check_many_symbols(StrategyBench& bench);
LawNote check_short_market(StrategyBench& bench);
LawNote check_rough_market(StrategyBench& bench);
LawNote check_untagged(StrategyBench& bench);

}  // namespace barometer::conformance
