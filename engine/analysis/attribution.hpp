// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/account_flows.hpp"
#include "analysis/reported_dimension.hpp"
#include "core/timestamp.hpp"
#include "core/workers.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::orders {
struct Fill;
}  // namespace barometer::orders

// Where the money came from, regime by regime, computed from fills, bars and tags alone: a witness
// of the equity curve that shares no code with the loop.
//
// The rule: the change in value of a symbol from the close of bar t-1 to the close of bar t, fills
// and costs at t included, belongs to that symbol's tag at t-1, the one known when the position
// was decided; of dimensions that are known beforehand (weekday, session, calendar) to the tag at t
// itself: a Monday's gain is Monday's, the weekend in it. Of those that go by the clock, what
// happened between the last close and the open of this session is in a row of its own, `gap`. In a
// pair of dimensions each side follows its own rule. Per bar, with position q after bar t-1, fills
// f at t:
//   gross = q (close_t - close_{t-1}) + sum_f quantity (close_t - raw price) + dividends
//   costs = sum_f commission + slippage, and borrow fees and funding
//   net   = gross - costs
// prices in account currency, contract multiplier included. What happens to a symbol between its
// bars belongs to its latest bar, and so do changes of its currency's rate after its last one.
// Interest is the account's own and stands apart.
// Every live bar of every symbol is in exactly one row of each dimension, and the part of it before
// a session's open in one more where the dimension has gaps.

namespace barometer::analysis {

struct RegimeRow {
  std::string label;            // "unknown" in the last row of a table, "total" in the total
  std::int64_t bars = 0;        // symbol-bars under this label; of a gap: gaps
  std::int64_t fills = 0;       // fills in those bars
  std::optional<double> share;  // of all live symbol-bars; none of a gap
  double net = 0;               // account currency
  double gross = 0;
  double costs = 0;
  double gains = 0;       // sum of the nets of bars above 0
  double losses = 0;      // of those below 0, as a positive number
  std::int64_t held = 0;  // bars in which a position was open; of gaps: before which one was
  // Bars with net > 0 / bars with net != 0.
  std::optional<double> hit_rate;
  // Where the data have quotes: what of the costs quoted spreads took, account currency, and the
  // mean of the spread over its bars, of each that at the open and that at the close, bps of price.
  std::optional<double> spread_cost = {};
  std::optional<double> quoted_bps = {};
};

struct RegimeTable {
  std::string dimension;
  std::vector<RegimeRow> rows;  // labels as declared, then unknown
};

// The live bars of one symbol, account currency.
struct BarOutcomes {
  std::vector<double> net;
  // Of it before the open of a session; NaN of a bar before which the venue was not closed. Empty
  // where it never closes.
  std::vector<double> gap;

  std::size_t size() const { return net.size(); }

  bool after_gap(std::size_t bar) const { return !gap.empty() && !std::isnan(gap[bar]); }
};

struct Attribution {
  RegimeRow total;  // all live bars, whatever their tag
  std::vector<RegimeTable> tables;
  std::vector<BarOutcomes> bars;  // per symbol
  double interest = 0;  // account currency, > 0 earned; belongs to no symbol and so to no tag
};

// Bars that close before `first_time` are warm-up. O(bars x dimensions + fills). The same bits for
// any number of workers.
Attribution attribute(const data::MarketData& market, const regime::TagView& tags,
                      std::span<const ReportedDimension> dimensions,
                      std::span<const orders::Fill> fills, core::Timestamp first_time,
                      core::Workers& workers, const AccountFlows& flows = {});

}  // namespace barometer::analysis
