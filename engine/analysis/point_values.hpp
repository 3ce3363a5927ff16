// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "portfolio/cash_event.hpp"
#include "portfolio/valuation.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::analysis {

// Account currency for one unit of a symbol at a price of 1, asked for at ascending times: the
// contract multiplier x the latest close of the symbol that is its rate.
class PointValues {
 public:
  PointValues(const data::MarketData& market, std::span<const portfolio::Valuation> valuations,
              core::SymbolIndex symbol);

  double at(core::Timestamp time) {
    for (; next_ < rates_.size() && rates_[next_].close_time_ns <= time; ++next_) {
      unit_ = unit_of(rates_[next_].close);
    }
    return unit_;
  }

  // At the open of the bar that closes at `time`.
  double at_open(core::Timestamp time);
  double at_end();

 private:
  double unit_of(double rate) const;

  portfolio::Valuation valuation_;
  std::span<const data::BarRow> rates_;
  std::size_t next_ = 0;
  double unit_;
};

// Events of each symbol, in their order; the account's own are left out.
std::vector<std::vector<const portfolio::CashEvent*>> events_by_symbol(
    std::span<const portfolio::CashEvent> events, std::size_t symbols);

}  // namespace barometer::analysis
