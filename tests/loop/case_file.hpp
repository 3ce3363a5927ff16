// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "support/loop_harness.hpp"

namespace barometer {

// One worked case of docs/execution.md, as cases.txt tells it (the file's head explains the form).
struct LoopCase {
  struct Send {
    std::int64_t step;
    bm_order order;
  };

  struct ExpectedFill {
    std::int64_t step;
    core::SymbolIndex symbol;
    double quantity;
    double price;
    std::optional<double> commission;
    std::string rule;  // empty: that of a market order
  };

  struct ExpectedOrder {
    std::string status;
    std::string reason;
  };

  std::string name;
  config::BrokerConfig broker;
  std::int64_t first_step = 0;
  std::vector<std::vector<data::BarRow>> bars;
  std::vector<std::vector<std::vector<std::string>>> tags;  // [dimension][symbol][bar]
  std::vector<config::ConditionConfig> when;
  std::vector<Send> sends;
  std::vector<ExpectedFill> fills;
  std::vector<ExpectedOrder> orders;
  std::optional<double> equity;
  std::optional<std::int64_t> ambiguous;  // bars
  std::int64_t session_bars = 0;          // 0: sessions are days
};

// Throws std::runtime_error naming file and line where a line cannot be read.
std::vector<LoopCase> read_cases(const std::filesystem::path& file);

// The order of a `send` line's words, e.g. "send 0 buy A 5 limit 99 id 1", "send 1 cancel A 1" or
// "send 1 replace A 1 limit 98".
bm_order case_order(const std::vector<std::string>& words);

// The two dimensions that cases may tag: volatility (calm, high, extreme), trend (sideways, up).
std::vector<regime::Dimension> case_dimensions();

// The case's bars on their sessions.
data::MarketData case_market(const LoopCase& each);

// The case's tags; `?` and what is not given are unknown.
regime::TagView case_tags(const LoopCase& each);

}  // namespace barometer
