// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "core/stop.hpp"
#include "core/timestamp.hpp"
#include "data/symbol_input.hpp"

namespace barometer::data {

// A market that never was, with its true regimes beside it.
//
// Every symbol has its own Markov chain over three states, one state per bar:
//
//   state       sd a day  drift a day  mean stay  next state                share of time
//   calm          1.5 %     +0.30 %     10 days   normal .9, turbulent .1       45 %
//   normal        3.0 %      0          6 days    calm .6, turbulent .4         42 %
//   turbulent     5.0 %     -0.90 %     4 days    normal .9, calm .1            13 %
//
// A state is left with probability bar / mean stay at each bar (1 where a bar is longer). Drift
// over all states is +0.02 % a day against a standard deviation of 2.8 %: neither holding for ever
// nor staying out is a good answer, knowing the state is.
//
// A bar is twelve sub-steps. In each the price is multiplied by
//   1 + drift + sd * shape(UTC hour) * (.6 market + .8 own)
// with drift and sd of the sub-step's share of a day, `market` a normal draw that all symbols share
// and `own` one of the symbol's own (correlation .36 in like states). shape() has 24 values with
// mean square 1, low in the Asian night, high from 13 to 17. Open, high, low and close come from
// the path, volume grows with the state's sd, the hour's shape and the bar's range. The market
// never closes.
//
// The first 12 % of a bar's first sub-step pass before its open: the open differs from the close
// before by a gap with a tenth of the bar's standard deviation (where shape is flat over the bar;
// .12 of a twelfth of its variance), which is part of the variance and drift stated above.
//
// Only IEEE arithmetic and square roots: the same bits on every machine for one seed, whatever the
// number of threads or the set of symbols.

// "calm", "normal", "turbulent", in the order of the numbers in SymbolData::truth.
std::vector<std::string> synthetic_truth_labels();

// "SYN01", "SYN02", ... all the symbols that the config's market has.
std::vector<std::string> synthetic_names(const config::SyntheticConfig& config);

// Throws Error{bad_input} where there are no symbols, no bars or bars beyond the year 2261.
void check_synthetic(const config::DataConfig& config);

// Bars and truth of symbol `number` (from 0). Throws Error{interrupted} once `stop` says so.
SymbolInput make_synthetic(const config::SyntheticConfig& config, core::Duration bar,
                           std::uint64_t number, core::Stop stop = {});

}  // namespace barometer::data
