// SPDX-License-Identifier: Apache-2.0
#include "page/written_rows.hpp"

#include <fmt/format.h>

#include <limits>

#include "orders/order_names.hpp"
#include "report/csv_writer.hpp"

namespace barometer::page {

namespace {

void check_count(const WrittenTable& table, const RowCount& count) {
  const auto rows = static_cast<std::int64_t>(table.rows());
  if (rows < count.least || rows > count.most) {
    table.refuse_count(count.least == count.most
                           ? std::to_string(count.most)
                           : fmt::format("{} to {}", count.least, count.most));
  }
}

// The value of a C enumeration that `name_of` calls what the cell says.
template <class Value, class Name>
Value named(const WrittenTable& table, std::size_t column, Name name_of,
            std::string_view expected) {
  constexpr int kMostValues = 256;
  for (int value = 0; value < kMostValues; ++value) {
    const std::string_view name = name_of(static_cast<Value>(value));
    if (name == table.cell(column) && name != "?") {
      return static_cast<Value>(value);
    }
  }
  table.refuse(column, expected);
}

analysis::RoundTrip trade_of(const WrittenTable& table, const SymbolsByCell& symbols) {
  const std::string_view status = table.cell(10);
  if (status != "open" && status != "closed") {
    table.refuse(10, "open or closed");
  }
  return {.symbol = symbols.at(table, 0),
          .open = status == "open",
          .quantity = table.number(1),
          .entry_time_ns = table.time(2),
          .exit_time_ns = table.time(4),
          .exit_bar = table.whole(9),
          .entry_price = table.number(3),
          .exit_price = table.number(5),
          .gross = table.number(6),
          .costs = table.number(7),
          .carry = table.number(8),
          .mae = table.number(11),
          .mfe = table.number(12)};
}

orders::OrderRecord order_of(const WrittenTable& table, const SymbolsByCell& symbols) {
  orders::OrderRecord order;
  order.id = static_cast<std::uint64_t>(table.whole(0));
  if (order.id != table.rows()) {
    table.refuse(0, fmt::format("{}, as orders are numbered one after another", table.rows()));
  }
  order.symbol = table.cell(1).empty() ? orders::kNoSymbol : symbols.at(table, 1);
  order.action = named<bm_order_action>(table, 2, orders::action_name, "an action");
  order.type = named<bm_order_type>(table, 3, orders::type_name, "a type of orders");
  order.quantity = table.number_or_none(4);
  order.filled = table.number_or_none(5);
  order.status = named<bm_order_status>(table, 6, orders::status_name, "a status");
  order.reason = named<bm_order_reason>(table, 7, orders::reason_name, "a reason");
  order.time_ns = table.time(8);
  return order;
}

portfolio::EquityPoint point_of(const WrittenTable& table, core::Timestamp before) {
  const portfolio::EquityPoint point{.time_ns = table.time(0),
                                     .cash = table.number(1),
                                     .equity = table.number(2),
                                     .gross = table.number(3),
                                     .net = table.number(4)};
  if (point.time_ns <= before) {
    table.refuse(0, "later than the row before");
  }
  return point;
}

}  // namespace

SymbolsByCell::SymbolsByCell(const std::vector<std::string>& names) {
  core::SymbolIndex number = 0;
  for (const std::string& name : names) {
    symbols_.emplace(report::csv_cell(name), number++);
  }
}

core::SymbolIndex SymbolsByCell::at(const WrittenTable& table, std::size_t column) const {
  const auto found = symbols_.find(std::string(table.cell(column)));
  if (found == symbols_.end()) {
    table.refuse(column, "a symbol of run.json");
  }
  return found->second;
}

std::vector<analysis::RoundTrip> written_trades(const std::filesystem::path& folder,
                                                const SymbolsByCell& symbols,
                                                const RowCount& count) {
  WrittenTable table(folder / "trades.csv",
                     {"symbol", "quantity", "entry_time", "entry_price", "exit_time", "exit_price",
                      "gross_pnl", "costs", "carry", "bars_held", "status", "mae", "mfe"});
  std::vector<analysis::RoundTrip> trades;
  while (table.next()) {
    trades.push_back(trade_of(table, symbols));
  }
  check_count(table, count);
  return trades;
}

std::vector<orders::OrderRecord> written_orders(const std::filesystem::path& folder,
                                                const SymbolsByCell& symbols,
                                                const RowCount& count) {
  WrittenTable table(folder / "orders.csv", {"order_id", "symbol", "action", "type", "quantity",
                                             "filled_quantity", "status", "reason", "order_time"});
  std::vector<orders::OrderRecord> orders;
  while (table.next()) {
    orders.push_back(order_of(table, symbols));
  }
  check_count(table, count);
  return orders;
}

std::vector<portfolio::EquityPoint> written_equity(const std::filesystem::path& folder,
                                                   const RowCount& count) {
  WrittenTable table(folder / "equity.csv",
                     {"time", "cash", "equity", "gross_exposure", "net_exposure"});
  std::vector<portfolio::EquityPoint> points;
  core::Timestamp before = std::numeric_limits<core::Timestamp>::min();
  while (table.next()) {
    points.push_back(point_of(table, before));
    before = points.back().time_ns;
  }
  check_count(table, count);
  return points;
}

}  // namespace barometer::page
