// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/signals.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/timestamp.hpp"

namespace barometer::backtest {

// What a row of flags asks for; of a row of weights none is set.
enum SignalFlag : std::uint8_t {
  kEntry = 1,
  kExit = 2,
  kShortEntry = 4,
  kShortExit = 8,
};

// A row that asks for something.
struct SignalRow {
  core::Timestamp stamp_ns = 0;
  double weight = 0;     // the target; of flags 0
  std::int64_t row = 0;  // its number in the table, from 1
  std::uint8_t flags = 0;
};

struct SymbolSignalRows {
  std::string symbol;           // empty: the run's only one
  std::vector<SignalRow> rows;  // ascending
};

// A table that was found good.
struct SignalRows {
  std::string name;
  std::optional<double> weight;
  std::vector<SymbolSignalRows> symbols;  // ascending by name
  std::string hash;

  // Those of this symbol of a run; NULL where there are none.
  const SymbolSignalRows* of(std::string_view symbol) const;
};

// Throws Error{bad_input} with every fault of the table.
SignalRows checked_rows(SignalTable table);

// "rows 3, 8, 9 and 12 more": the first of those that were added.
class RowNumbers {
 public:
  void add(std::int64_t row);

  std::int64_t count() const { return count_; }

  std::string text() const;

 private:
  std::int64_t count_ = 0;
  std::vector<std::int64_t> first_ = {};
};

}  // namespace barometer::backtest
