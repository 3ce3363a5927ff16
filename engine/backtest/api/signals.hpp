// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/export.hpp>
#include <barometer/backtest/api/plan.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace barometer::backtest {

// What the rows of one symbol ask for: target weights, or entries and exits. Every column that is
// there has a value a row.
//
// A row acts when the bar that it is stamped like has closed, and so fills at the next bar, as an
// order of any strategy does. Its stamp is an instant in UTC, ns since 1970, of what
// data.time.stamp says: the bar's open or its close; the close too where the market is synthetic,
// and of bars of weeks and months. Of daily bars that are stamped with a date, and of all daily
// bars of a venue with sessions, it is midnight UTC of the session's date.
struct SymbolSignals {
  std::string symbol = {};                  // empty: the run's only one
  std::vector<std::int64_t> times_ns = {};  // strictly ascending

  // Signed fractions of equity, as Context::target_weight() takes them; NaN leaves the target as it
  // is.
  std::vector<double> weights = {};

  // 0 or 1 each. An entry makes the target +weight, a short entry -weight, an exit 0 where the
  // target is long and a short exit 0 where it is short. What is not given is 0 everywhere. An
  // entry with a short exit, and a short entry with an exit, turn the position around in one order.
  std::vector<std::uint8_t> entries = {};
  std::vector<std::uint8_t> exits = {};
  std::vector<std::uint8_t> short_entries = {};
  std::vector<std::uint8_t> short_exits = {};
};

// Signals of a run. Of symbols that are not in it, nothing is held.
struct SignalTable {
  std::string name = "signals";  // that of the strategy: snake_case
  std::vector<SymbolSignals> symbols = {};
  // Of entries, a fraction of equity above 0; none: 1 / number of the run's symbols.
  std::optional<double> weight = {};
};

// A strategy that does what the rows say and nothing else, for ConfigSource::strategy: an order for
// the target weight where a row changes the target, and no order where it stays. The target is what
// was asked for, 0 at first, whatever became of the order. Rows of bars of the warm-up are not
// acted on. It has no parameters; its hash, XXH3 of the rows that ask for something, stands in the
// run's record.
//
// Throws Error{bad_input} with every fault of the table, with the numbers of its rows counted from
// 1: no rows, times that are not ascending or come twice, columns of other lengths, weights that
// are infinite, flags that are neither 0 nor 1, an entry and an exit of one side or both entries in
// one row, a symbol twice, weights beside flags. What only the data can tell is thrown by check()
// and run(): symbols that the run does not have, with the nearest name, and rows that ask for
// something between the symbol's first bar and its last one and are stamped like none. Rows before
// and behind the bars of the run are counted in its warning `signals_outside_run`; where no row at
// all has a bar, that is an error.
BAROMETER_API CallersStrategy signals_strategy(SignalTable table);

}  // namespace barometer::backtest
