// SPDX-License-Identifier: Apache-2.0
#include "app/tell_left_out.hpp"

#include "backtest/market_state.hpp"
#include "report/data_report.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

void tell_left_out(const backtest::Market& market) {
  report::print_error(report::left_out_lines(market.state().data));
}

}  // namespace barometer::app
