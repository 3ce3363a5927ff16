// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backtest/blinded_tagger.hpp"
#include "plugin/library.hpp"

namespace barometer::backtest {

// A strategy between the host and a plug-in: in every step it shows the plug-in a copy of the bars
// that have closed and NaN behind them, dated as `how` says; orders come back as dated by the host.
plugin::Plugin blinded(const plugin::Plugin& strategy, const Blinding& how);

}  // namespace barometer::backtest
