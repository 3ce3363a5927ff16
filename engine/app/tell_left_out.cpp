// SPDX-License-Identifier: Apache-2.0
#include "app/tell_left_out.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "backtest/market_state.hpp"
#include "report/data_report.hpp"

namespace barometer::app {

void tell_left_out(const backtest::Market& market) {
  fmt::print(stderr, "{}", report::left_out_lines(market.state().data));
}

}  // namespace barometer::app
