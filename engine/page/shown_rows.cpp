// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "page/row_series.hpp"
#include "page/shown_symbols.hpp"

namespace barometer::page {

namespace {

// The `most` numbers below `count` that come first by `before`, ascending.
template <class Before>
std::vector<std::size_t> first_by(std::vector<std::size_t> rows, std::size_t most, Before before) {
  if (rows.size() > most) {
    const auto in_order = [&](std::size_t a, std::size_t b) {
      return before(a, b) || (!before(b, a) && a < b);
    };
    std::ranges::nth_element(rows, rows.begin() + static_cast<std::ptrdiff_t>(most), in_order);
    rows.resize(most);
    std::ranges::sort(rows);
  }
  return rows;
}

std::vector<std::size_t> numbers_below(std::size_t count) {
  std::vector<std::size_t> rows(count);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

std::vector<std::size_t> fills_of_shown(const analysis::RunRecord& record) {
  const std::vector<core::SymbolIndex> symbols = shown_symbols(record);
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < record.logs.fills.size(); ++i) {
    if (std::ranges::binary_search(symbols, record.logs.fills[i].symbol)) {
      rows.push_back(i);
    }
  }
  return rows;
}

}  // namespace

ShownRows shown_rows(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis) {
  const auto& trips = analysis.round_trips;
  const auto orders = record.logs.orders;
  const auto fills = record.logs.fills;
  ShownRows shown;
  shown.trades =
      first_by(numbers_below(trips.size()), kMostTrades, [&](std::size_t a, std::size_t b) {
        return std::abs(trips[a].net()) > std::abs(trips[b].net());
      });
  shown.orders = first_by(numbers_below(orders.size()), kMostRows - shown.trades.size(),
                          [&](std::size_t a, std::size_t b) {
                            const bool a_filled = orders[a].status == BM_ORDER_FILLED;
                            const bool b_filled = orders[b].status == BM_ORDER_FILLED;
                            return a_filled != b_filled ? b_filled : a > b;
                          });
  shown.fills = first_by(fills_of_shown(record), kMostFills, [&](std::size_t a, std::size_t b) {
    return fills[a].notional() > fills[b].notional();
  });
  return shown;
}

}  // namespace barometer::page
