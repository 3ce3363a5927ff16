// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/gate_result.hpp"
#include "backtest/lean_runs.hpp"
#include "regime/conditions.hpp"
#include "regime/tag_view.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::study {

struct BlockedByGate {
  analysis::BlockedTrades kept_out;
  analysis::BlockedTrades scaled;
  analysis::BlockedTrades flattened;
};

// What `conditions` took from the trades of the run `without` them. Each of its round trips is
// judged by the tags of the bar that sent its entry and of the bars that it was held over:
//   kept out   the lines blocked or flattened the entry: what the trip earned until the run `with`
//              them was in the symbol the same way round, or else all of it
//   scaled     the share of it that the lines cut
//   flattened  what it earned from the open after a flattening close on, until the run `with` the
//              lines was in again, or else to its end
// Parts of a trip are measured by prices alone; whole trips with their costs and carry.
BlockedByGate blocked_by_gate(const data::MarketData& market, const regime::Conditions& conditions,
                              const regime::TagView& tags, const backtest::LeanResult& with,
                              const backtest::LeanResult& without);

}  // namespace barometer::study
