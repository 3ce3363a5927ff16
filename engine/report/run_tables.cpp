// SPDX-License-Identifier: Apache-2.0
#include "report/run_tables.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace barometer::report {

namespace {

// Every symbol's name as a cell, made once.
std::vector<std::string> symbol_cells(const data::MarketData& market) {
  std::vector<std::string> cells;
  for (const data::SymbolData& symbol : market.symbols) {
    cells.push_back(csv_cell(symbol.name));
  }
  return cells;
}

// Empty for a symbol that does not exist.
std::string_view cell_of(const std::vector<std::string>& symbols, core::SymbolIndex symbol) {
  return symbol < symbols.size() ? std::string_view(symbols[symbol]) : std::string_view();
}

}  // namespace

void write_fills(const analysis::RunRecord& record, const Sink& sink) {
  const std::vector<std::string> symbols = symbol_cells(record.market);
  CsvWriter csv(sink);
  csv.header({"time", "symbol", "order_id", "quantity", "price", "raw_price", "price_point",
              "commission", "slippage", "order_time", "rule", "unit"});
  for (const orders::Fill& fill : record.logs.fills) {
    csv.time(fill.time_ns).word(symbols[fill.symbol]);
    csv.integer(static_cast<std::int64_t>(fill.order_id)).number(fill.quantity);
    csv.number(fill.price).number(fill.raw_price).word(orders::to_string(fill.price_point));
    csv.number(fill.commission).number(fill.slippage_cost());
    csv.time(fill.order_time_ns).word(fill.rule).number(fill.point_value);
    csv.end_row();
  }
  csv.finish();
}

void write_orders(const analysis::RunRecord& record, const Sink& sink) {
  const std::vector<std::string> symbols = symbol_cells(record.market);
  CsvWriter csv(sink);
  csv.header({"id", "client_id", "symbol", "action", "type", "time_in_force", "group", "parent",
              "quantity", "filled", "limit_price", "stop_price", "trail", "status", "reason",
              "time", "end_time", "cut_by"});
  for (const orders::OrderRecord& order : record.logs.orders) {
    csv.integer(static_cast<std::int64_t>(order.id));
    csv.integer(static_cast<std::int64_t>(order.client_order_id))
        .word(cell_of(symbols, order.symbol));
    csv.word(orders::action_name(order.action)).word(orders::type_name(order.type));
    csv.word(orders::time_in_force_name(order.time_in_force)).integer(order.oco_group);
    csv.integer(static_cast<std::int64_t>(order.parent));
    csv.number(order.quantity).number(order.filled).number(order.limit_price);
    csv.number(order.stop_price).number(order.trail);
    csv.word(orders::status_name(order.status))
        .word(orders::reason_name(order.reason))
        .time(order.time_ns);
    order.end_step >= 0 ? csv.time(order.end_time_ns) : csv.empty();
    csv.word(orders::reason_name(order.cut_by));
    csv.end_row();
  }
  csv.finish();
}

void write_order_events(const analysis::RunRecord& record, const Sink& sink) {
  CsvWriter csv(sink);
  csv.header({"time", "order_id", "event", "state", "reason", "quantity"});
  for (const orders::OrderChange& change : record.logs.order_changes) {
    csv.time(change.time_ns).integer(static_cast<std::int64_t>(change.order_id));
    csv.word(orders::to_string(change.event)).word(orders::to_string(change.state));
    csv.word(orders::reason_name(change.reason)).number(change.quantity);
    csv.end_row();
  }
  csv.finish();
}

void write_trades(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                  const Sink& sink) {
  const std::vector<std::string> symbols = symbol_cells(record.market);
  CsvWriter csv(sink);
  csv.header({"symbol", "side", "quantity", "entry_time", "entry_price", "exit_time", "exit_price",
              "gross", "costs", "holding", "net", "bars_held", "hours_held", "state", "mae",
              "mfe"});
  for (const analysis::RoundTrip& trip : analysis.round_trips) {
    csv.word(symbols[trip.symbol]).word(trip.quantity > 0 ? "long" : "short");
    csv.number(trip.quantity).time(trip.entry_time_ns).number(trip.entry_price);
    csv.time(trip.exit_time_ns).number(trip.exit_price);
    csv.number(trip.gross).number(trip.costs).number(trip.holding).number(trip.net());
    csv.integer(trip.bars_held());
    csv.number(trip.hours_held()).word(trip.open ? "open" : "closed");
    csv.number(trip.mae).number(trip.mfe);
    csv.end_row();
  }
  csv.finish();
}

void write_cash(const analysis::RunRecord& record, const Sink& sink) {
  const std::vector<std::string> symbols = symbol_cells(record.market);
  CsvWriter csv(sink);
  csv.header({"time", "kind", "symbol", "quantity", "rate", "amount"});
  for (const portfolio::CashEvent& event : record.logs.flows.events) {
    csv.time(event.time_ns).word(portfolio::to_string(event.kind));
    event.symbol < symbols.size() ? csv.word(symbols[event.symbol]) : csv.empty();
    csv.number(event.quantity).number(event.rate).number(event.amount);
    csv.end_row();
  }
  csv.finish();
}

void write_equity(const analysis::RunRecord& record, const Sink& sink) {
  CsvWriter csv(sink);
  csv.header({"time", "cash", "equity", "gross", "net"});
  for (const portfolio::EquityPoint& point : record.logs.equity) {
    csv.time(point.time_ns).number(point.cash).number(point.equity);
    csv.number(point.gross).number(point.net);
    csv.end_row();
  }
  csv.finish();
}

}  // namespace barometer::report
