// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/market.hpp>

namespace barometer::app {

// Names on standard error the symbols that the config asks for and the market does not have, for
// commands that have no report to say it in; with --quiet too, as it is a warning.
void tell_left_out(const backtest::Market& market);

}  // namespace barometer::app
