// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "config/broker_config.hpp"
#include "data/bar_row.hpp"
#include "loop/event_loop.hpp"

namespace barometer {

struct OracleTrade {
  std::size_t bar;
  double quantity;
  double price;
  double commission;
};

// The crossing of two averages of one symbol under `broker` (next_open, long only, leverage 1),
// written from docs/execution.md and the strategy's one-line description; shares no code with
// engine, SDK or strategy.
std::vector<OracleTrade> sma_cross_oracle(std::span<const data::BarRow> bars, std::size_t fast,
                                          std::size_t slow, const config::BrokerConfig& broker);

// Checks bar, quantity, price and commission, trade by trade.
void check_trades(std::span<const orders::Fill> found, std::span<const OracleTrade> expected);

}  // namespace barometer
