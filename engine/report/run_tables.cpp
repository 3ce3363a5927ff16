// SPDX-License-Identifier: Apache-2.0
#include "report/run_tables.hpp"
#include "orders/order_names.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/rolling_returns.hpp"
#include "analysis/session_samples.hpp"
#include "config/run_config.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "report/table_columns.hpp"

namespace barometer::report {

namespace {

using Out = RowWriter&;
using Symbols = const SymbolCells&;
using FillRow = const orders::Fill&;
using OrderRow = const orders::OrderRecord&;
using ChangeRow = const orders::OrderChange&;
using TradeRow = const analysis::RoundTrip&;
using CashRow = const portfolio::CashEvent&;
using EquityRow = const portfolio::EquityPoint&;
using RollingRow = const analysis::RollingReturns&;

void write_id(RowWriter& out, std::uint64_t id) {
  out.integer(static_cast<std::int64_t>(id));
}

constexpr RunColumn<orders::Fill> kFillColumns[] = {
    {"time", [](Out out, FillRow fill, Symbols) { out.time(fill.time_ns); }},
    {"symbol", [](Out out, FillRow fill, Symbols symbols) { out.name(symbols.of(fill.symbol)); }},
    {"order_id", [](Out out, FillRow fill, Symbols) { write_id(out, fill.order_id); }},
    {"quantity", [](Out out, FillRow fill, Symbols) { out.number(fill.quantity); }},
    {"price", [](Out out, FillRow fill, Symbols) { out.money(fill.price); }},
    {"raw_price", [](Out out, FillRow fill, Symbols) { out.money(fill.raw_price); }},
    {"price_point",
     [](Out out, FillRow fill, Symbols) { out.word(orders::to_string(fill.price_point)); }},
    {"commission", [](Out out, FillRow fill, Symbols) { out.money(fill.commission); }},
    {"slippage_cost", [](Out out, FillRow fill, Symbols) { out.money(fill.slippage_cost()); }},
    {"order_time", [](Out out, FillRow fill, Symbols) { out.time(fill.order_time_ns); }},
    {"rule", [](Out out, FillRow fill, Symbols) { out.word(fill.rule); }},
    {"point_value", [](Out out, FillRow fill, Symbols) { out.number(fill.point_value); }},
};

constexpr RunColumn<orders::OrderRecord> kOrderColumns[] = {
    {"order_id", [](Out out, OrderRow order, Symbols) { write_id(out, order.id); }},
    {"client_order_id",
     [](Out out, OrderRow order, Symbols) { write_id(out, order.client_order_id); }},
    {"symbol",
     [](Out out, OrderRow order, Symbols symbols) { out.name(symbols.of(order.symbol)); }},
    {"action",
     [](Out out, OrderRow order, Symbols) { out.word(orders::action_name(order.action)); }},
    {"type", [](Out out, OrderRow order, Symbols) { out.word(orders::type_name(order.type)); }},
    {"time_in_force", [](Out out, OrderRow order,
                         Symbols) { out.word(orders::time_in_force_name(order.time_in_force)); }},
    {"oco_group", [](Out out, OrderRow order, Symbols) { out.integer(order.oco_group); }},
    {"parent_order_id", [](Out out, OrderRow order, Symbols) { write_id(out, order.parent); }},
    {"amount_kind", [](Out out, OrderRow order,
                       Symbols) { out.word(orders::amount_kind_name(order.amount_kind)); }},
    {"amount", [](Out out, OrderRow order, Symbols) { out.number(order.amount); }},
    {"estimate", [](Out out, OrderRow order, Symbols) { out.number(order.estimate); }},
    {"quantity", [](Out out, OrderRow order, Symbols) { out.number(order.quantity); }},
    {"filled_quantity", [](Out out, OrderRow order, Symbols) { out.number(order.filled); }},
    {"limit_price", [](Out out, OrderRow order, Symbols) { out.money(order.limit_price); }},
    {"stop_price", [](Out out, OrderRow order, Symbols) { out.money(order.stop_price); }},
    {"trail", [](Out out, OrderRow order, Symbols) { out.number(order.trail); }},
    {"status",
     [](Out out, OrderRow order, Symbols) { out.word(orders::status_name(order.status)); }},
    {"reason",
     [](Out out, OrderRow order, Symbols) { out.word(orders::reason_name(order.reason)); }},
    {"order_time", [](Out out, OrderRow order, Symbols) { out.time(order.time_ns); }},
    {"end_time", [](Out out, OrderRow order,
                    Symbols) { order.end_step >= 0 ? out.time(order.end_time_ns) : out.empty(); }},
    {"risk_rule",
     [](Out out, OrderRow order, Symbols) { out.word(orders::reason_name(order.cut_by)); }},
};

constexpr RunColumn<orders::OrderChange> kChangeColumns[] = {
    {"time", [](Out out, ChangeRow change, Symbols) { out.time(change.time_ns); }},
    {"order_id", [](Out out, ChangeRow change, Symbols) { write_id(out, change.order_id); }},
    {"event",
     [](Out out, ChangeRow change, Symbols) { out.word(orders::to_string(change.event)); }},
    {"state",
     [](Out out, ChangeRow change, Symbols) { out.word(orders::to_string(change.state)); }},
    {"reason",
     [](Out out, ChangeRow change, Symbols) { out.word(orders::reason_name(change.reason)); }},
    {"remaining_quantity", [](Out out, ChangeRow change, Symbols) { out.number(change.quantity); }},
};

constexpr RunColumn<analysis::RoundTrip> kTradeColumns[] = {
    {"symbol", [](Out out, TradeRow trip, Symbols symbols) { out.name(symbols.of(trip.symbol)); }},
    {"side",
     [](Out out, TradeRow trip, Symbols) { out.word(trip.quantity > 0 ? "long" : "short"); }},
    {"quantity", [](Out out, TradeRow trip, Symbols) { out.number(trip.quantity); }},
    {"entry_time", [](Out out, TradeRow trip, Symbols) { out.time(trip.entry_time_ns); }},
    {"entry_price", [](Out out, TradeRow trip, Symbols) { out.money(trip.entry_price); }},
    {"exit_time", [](Out out, TradeRow trip, Symbols) { out.time(trip.exit_time_ns); }},
    {"exit_price", [](Out out, TradeRow trip, Symbols) { out.money(trip.exit_price); }},
    {"gross_pnl", [](Out out, TradeRow trip, Symbols) { out.money(trip.gross); }},
    {"costs", [](Out out, TradeRow trip, Symbols) { out.money(trip.costs); }},
    {"carry", [](Out out, TradeRow trip, Symbols) { out.money(trip.carry); }},
    {"net_pnl", [](Out out, TradeRow trip, Symbols) { out.money(trip.net()); }},
    {"bars_held", [](Out out, TradeRow trip, Symbols) { out.integer(trip.bars_held()); }},
    {"hours_held", [](Out out, TradeRow trip, Symbols) { out.number(trip.hours_held()); }},
    {"status", [](Out out, TradeRow trip, Symbols) { out.word(trip.open ? "open" : "closed"); }},
    {"mae", [](Out out, TradeRow trip, Symbols) { out.number(trip.mae); }},
    {"mfe", [](Out out, TradeRow trip, Symbols) { out.number(trip.mfe); }},
};

constexpr RunColumn<portfolio::CashEvent> kCashColumns[] = {
    {"time", [](Out out, CashRow event, Symbols) { out.time(event.time_ns); }},
    {"kind", [](Out out, CashRow event, Symbols) { out.word(portfolio::to_string(event.kind)); }},
    {"symbol", [](Out out, CashRow event, Symbols symbols) { out.name(symbols.of(event.symbol)); }},
    {"quantity", [](Out out, CashRow event, Symbols) { out.number(event.quantity); }},
    {"rate", [](Out out, CashRow event, Symbols) { out.number(event.rate); }},
    {"amount", [](Out out, CashRow event, Symbols) { out.money(event.amount); }},
};

constexpr RunColumn<portfolio::EquityPoint> kEquityColumns[] = {
    {"time", [](Out out, EquityRow point, Symbols) { out.time(point.time_ns); }},
    {"cash", [](Out out, EquityRow point, Symbols) { out.money(point.cash); }},
    {"equity", [](Out out, EquityRow point, Symbols) { out.money(point.equity); }},
    {"gross_exposure", [](Out out, EquityRow point, Symbols) { out.money(point.gross); }},
    {"net_exposure", [](Out out, EquityRow point, Symbols) { out.money(point.net); }},
};

constexpr RunColumn<analysis::RollingReturns> kRollingColumns[] = {
    {"time", [](Out out, RollingRow window, Symbols) { out.time(window.time_ns); }},
    {"from", [](Out out, RollingRow window, Symbols) { out.time(window.begin_ns); }},
    {"sessions", [](Out out, RollingRow window, Symbols) { out.integer(window.sessions); }},
    {"total_return", [](Out out, RollingRow window, Symbols) { out.number(window.total_return); }},
    {"annual_volatility",
     [](Out out, RollingRow window, Symbols) { out.number(window.volatility); }},
    {"sharpe", [](Out out, RollingRow window, Symbols) { out.number(window.sharpe); }},
    {"sharpe_standard_error",
     [](Out out, RollingRow window, Symbols) { out.number(window.sharpe_error.standard_error); }},
    {"sharpe_low",
     [](Out out, RollingRow window, Symbols) { out.number(window.sharpe_error.low); }},
    {"sharpe_high",
     [](Out out, RollingRow window, Symbols) { out.number(window.sharpe_error.high); }},
    {"max_drawdown", [](Out out, RollingRow window, Symbols) { out.number(window.max_drawdown); }},
};

}  // namespace

void write_fills(const analysis::RunRecord& record, RowWriter& out) {
  write_table(kFillColumns, record.logs.fills, record, out);
}

void write_orders(const analysis::RunRecord& record, RowWriter& out) {
  write_table(kOrderColumns, record.logs.orders, record, out);
}

void write_order_events(const analysis::RunRecord& record, RowWriter& out) {
  write_table(kChangeColumns, record.logs.order_changes, record, out);
}

void write_equity_of_steps(const analysis::RunRecord& record, RowWriter& out) {
  write_table(kEquityColumns, record.logs.equity, record, out);
}

namespace {

using Record = const analysis::RunRecord&;
using Analysis = const analysis::RunAnalysis&;

// The rows that output.equity asks for.
void write_equity(Record record, RowWriter& out) {
  if (record.config.output.equity == config::EquityRows::bar) {
    write_equity_of_steps(record, out);
    return;
  }
  std::vector<portfolio::EquityPoint> ends;
  for (const std::int64_t step : analysis::session_end_steps(record.market, record.first_step)) {
    ends.push_back(record.logs.equity[static_cast<std::size_t>(step - record.first_step)]);
  }
  write_table(kEquityColumns, ends, record, out);
}

void write_rolling(Record record, RowWriter& out) {
  core::Workers workers(record.provenance.threads);
  write_table(kRollingColumns, analysis::rolling_returns(record, workers), record, out);
}

bool always(Record, Analysis) {
  return true;
}

constexpr RunTable kRunTables[] = {
    {"fills", always, [](Record r, Analysis, RowWriter& out) { write_fills(r, out); }},
    {"orders", always, [](Record r, Analysis, RowWriter& out) { write_orders(r, out); }},
    {"order_events", always,
     [](Record r, Analysis, RowWriter& out) { write_order_events(r, out); }},
    {"trades", always,
     [](Record r, Analysis a, RowWriter& out) {
       write_table(kTradeColumns, a.round_trips, r, out);
     }},
    {"equity",
     [](Record r, Analysis) { return r.config.output.equity != config::EquityRows::none; },
     [](Record r, Analysis, RowWriter& out) { write_equity(r, out); }},
    {"rolling", [](Record, Analysis a) { return analysis::has_rolling_returns(a.returns); },
     [](Record r, Analysis, RowWriter& out) { write_rolling(r, out); }},
    {"regimes", [](Record r, Analysis) { return !r.config.regime.empty(); },
     [](Record r, Analysis a, RowWriter& out) { write_regimes(r, a, out); }},
    {"cash", [](Record r, Analysis) { return !r.logs.flows.events.empty(); },
     [](Record r, Analysis, RowWriter& out) {
       write_table(kCashColumns, r.logs.flows.events, r, out);
     }},
    {"log", [](Record r, Analysis) { return !r.logs.log.empty(); },
     [](Record r, Analysis, RowWriter& out) { write_log(r, out); }},
    {"series", [](Record r, Analysis) { return !r.logs.series.empty(); },
     [](Record r, Analysis, RowWriter& out) { write_series(r, out); }},
};

}  // namespace

std::span<const RunTable> run_tables() {
  return kRunTables;
}

}  // namespace barometer::report
