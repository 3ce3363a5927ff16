// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/control.hpp>
#include <barometer/backtest/api/export.hpp>
#include <barometer/backtest/api/plan.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct ArrowArrayStream;  // <barometer/abi/arrow.h>, or the same struct of another header

namespace barometer::backtest {

// Rows in memory.
struct TableSource {
  // Whose rows they are. Empty where data.columns.symbol says whose each row is, or where the
  // config names one symbol.
  std::string symbol = {};
  std::string name = "table";  // what messages call it: "table:17:2" is its row 17, column 2
  ArrowArrayStream* stream = nullptr;  // taken and released, whatever happens
};

// The bars of all symbols of a config. Immutable; copies share one value, and any number of runs on
// any number of threads may use it at once.
class BAROMETER_API Market {
 public:
  // Reads or generates what `data` of the plan's config names. Throws Error{bad_input} with every
  // fault of every file.
  static Market load(const Plan& plan, const Control& control = {});

  // The same of a plan whose config says data.source: table. The rows are copied once and checked
  // as those of files are.
  static Market of(const Plan& plan, const std::vector<TableSource>& tables,
                   const Control& control = {});

  std::vector<std::string> symbols() const;            // in config order
  std::int64_t bars(std::size_t symbol) const;         // of the symbol with this index
  std::int64_t steps() const;                          // distinct close times
  std::int64_t step_time_ns(std::int64_t step) const;  // close time, ns since 1970 UTC
  const std::string& hash() const;                     // of all bars and corporate actions

  struct State;  // of the engine

  explicit Market(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  const State& state() const { return *state_; }

 private:
  std::shared_ptr<const State> state_;
};

}  // namespace barometer::backtest
