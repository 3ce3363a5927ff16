// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/signals.hpp>
#include <memory>
#include <utility>

#include "backtest/signal_rows.hpp"
#include "backtest/signal_slots.hpp"

namespace barometer::backtest {

CallersStrategy signals_strategy(SignalTable table) {
  const auto rows = std::make_shared<const SignalRows>(checked_rows(std::move(table)));
  const auto plugin = std::make_shared<const SignalsPlugin>(rows, std::nullopt);
  return {{plugin, &plugin->manifest()}, rows->hash};
}

}  // namespace barometer::backtest
