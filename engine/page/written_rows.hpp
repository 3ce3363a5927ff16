// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/round_trips.hpp"
#include "orders/order.hpp"
#include "page/written_table.hpp"
#include "portfolio/equity_curve.hpp"

// The rows of a run folder's CSV files as what they were written from, as far as a page shows them.

namespace barometer::page {

// The symbols of a run by the cells that name them (report::csv_cell).
class SymbolsByCell {
 public:
  explicit SymbolsByCell(const std::vector<std::string>& names);

  // Of the cell of this column of the row; throws as WrittenTable where it is none of them.
  core::SymbolIndex at(const WrittenTable& table, std::size_t column) const;

 private:
  std::unordered_map<std::string, core::SymbolIndex> symbols_;
};

// How many rows a file has, by run.json.
struct RowCount {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

// trades.csv: each in bars from its own entry (entry_bar is 0), without price points.
std::vector<analysis::RoundTrip> written_trades(const std::filesystem::path& folder,
                                                const SymbolsByCell& symbols,
                                                const RowCount& count);

// What a page shows of orders.csv; orders that were rejected unread are of orders::kNoSymbol.
std::vector<orders::OrderRecord> written_orders(const std::filesystem::path& folder,
                                                const SymbolsByCell& symbols,
                                                const RowCount& count);

// equity.csv; the times are strictly increasing.
std::vector<portfolio::EquityPoint> written_equity(const std::filesystem::path& folder,
                                                   const RowCount& count);

}  // namespace barometer::page
