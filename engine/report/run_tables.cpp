// SPDX-License-Identifier: Apache-2.0
#include "report/run_tables.hpp"
#include "orders/order_names.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/rolling_returns.hpp"
#include "analysis/session_samples.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "report/csv_table.hpp"

namespace barometer::report {

namespace {

using Csv = CsvWriter&;
using Symbols = const SymbolCells&;
using FillRow = const orders::Fill&;
using OrderRow = const orders::OrderRecord&;
using ChangeRow = const orders::OrderChange&;
using TradeRow = const analysis::RoundTrip&;
using CashRow = const portfolio::CashEvent&;
using EquityRow = const portfolio::EquityPoint&;
using RollingRow = const analysis::RollingReturns&;

void write_id(CsvWriter& csv, std::uint64_t id) {
  csv.integer(static_cast<std::int64_t>(id));
}

constexpr CsvColumn<orders::Fill> kFillColumns[] = {
    {"time", [](Csv csv, FillRow fill, Symbols) { csv.time(fill.time_ns); }},
    {"symbol", [](Csv csv, FillRow fill, Symbols symbols) { csv.word(symbols.of(fill.symbol)); }},
    {"order_id", [](Csv csv, FillRow fill, Symbols) { write_id(csv, fill.order_id); }},
    {"quantity", [](Csv csv, FillRow fill, Symbols) { csv.number(fill.quantity); }},
    {"price", [](Csv csv, FillRow fill, Symbols) { csv.money(fill.price); }},
    {"raw_price", [](Csv csv, FillRow fill, Symbols) { csv.money(fill.raw_price); }},
    {"price_point",
     [](Csv csv, FillRow fill, Symbols) { csv.word(orders::to_string(fill.price_point)); }},
    {"commission", [](Csv csv, FillRow fill, Symbols) { csv.money(fill.commission); }},
    {"slippage_cost", [](Csv csv, FillRow fill, Symbols) { csv.money(fill.slippage_cost()); }},
    {"order_time", [](Csv csv, FillRow fill, Symbols) { csv.time(fill.order_time_ns); }},
    {"rule", [](Csv csv, FillRow fill, Symbols) { csv.word(fill.rule); }},
    {"point_value", [](Csv csv, FillRow fill, Symbols) { csv.number(fill.point_value); }},
};

constexpr CsvColumn<orders::OrderRecord> kOrderColumns[] = {
    {"order_id", [](Csv csv, OrderRow order, Symbols) { write_id(csv, order.id); }},
    {"client_order_id",
     [](Csv csv, OrderRow order, Symbols) { write_id(csv, order.client_order_id); }},
    {"symbol",
     [](Csv csv, OrderRow order, Symbols symbols) { csv.word(symbols.of(order.symbol)); }},
    {"action",
     [](Csv csv, OrderRow order, Symbols) { csv.word(orders::action_name(order.action)); }},
    {"type", [](Csv csv, OrderRow order, Symbols) { csv.word(orders::type_name(order.type)); }},
    {"time_in_force", [](Csv csv, OrderRow order,
                         Symbols) { csv.word(orders::time_in_force_name(order.time_in_force)); }},
    {"oco_group", [](Csv csv, OrderRow order, Symbols) { csv.integer(order.oco_group); }},
    {"parent_order_id", [](Csv csv, OrderRow order, Symbols) { write_id(csv, order.parent); }},
    {"amount_kind", [](Csv csv, OrderRow order,
                       Symbols) { csv.word(orders::amount_kind_name(order.amount_kind)); }},
    {"amount", [](Csv csv, OrderRow order, Symbols) { csv.number(order.amount); }},
    {"estimate", [](Csv csv, OrderRow order, Symbols) { csv.number(order.estimate); }},
    {"quantity", [](Csv csv, OrderRow order, Symbols) { csv.number(order.quantity); }},
    {"filled_quantity", [](Csv csv, OrderRow order, Symbols) { csv.number(order.filled); }},
    {"limit_price", [](Csv csv, OrderRow order, Symbols) { csv.money(order.limit_price); }},
    {"stop_price", [](Csv csv, OrderRow order, Symbols) { csv.money(order.stop_price); }},
    {"trail", [](Csv csv, OrderRow order, Symbols) { csv.number(order.trail); }},
    {"status",
     [](Csv csv, OrderRow order, Symbols) { csv.word(orders::status_name(order.status)); }},
    {"reason",
     [](Csv csv, OrderRow order, Symbols) { csv.word(orders::reason_name(order.reason)); }},
    {"order_time", [](Csv csv, OrderRow order, Symbols) { csv.time(order.time_ns); }},
    {"end_time", [](Csv csv, OrderRow order,
                    Symbols) { order.end_step >= 0 ? csv.time(order.end_time_ns) : csv.empty(); }},
    {"risk_rule",
     [](Csv csv, OrderRow order, Symbols) { csv.word(orders::reason_name(order.cut_by)); }},
};

constexpr CsvColumn<orders::OrderChange> kChangeColumns[] = {
    {"time", [](Csv csv, ChangeRow change, Symbols) { csv.time(change.time_ns); }},
    {"order_id", [](Csv csv, ChangeRow change, Symbols) { write_id(csv, change.order_id); }},
    {"event",
     [](Csv csv, ChangeRow change, Symbols) { csv.word(orders::to_string(change.event)); }},
    {"state",
     [](Csv csv, ChangeRow change, Symbols) { csv.word(orders::to_string(change.state)); }},
    {"reason",
     [](Csv csv, ChangeRow change, Symbols) { csv.word(orders::reason_name(change.reason)); }},
    {"remaining_quantity", [](Csv csv, ChangeRow change, Symbols) { csv.number(change.quantity); }},
};

constexpr CsvColumn<analysis::RoundTrip> kTradeColumns[] = {
    {"symbol", [](Csv csv, TradeRow trip, Symbols symbols) { csv.word(symbols.of(trip.symbol)); }},
    {"side",
     [](Csv csv, TradeRow trip, Symbols) { csv.word(trip.quantity > 0 ? "long" : "short"); }},
    {"quantity", [](Csv csv, TradeRow trip, Symbols) { csv.number(trip.quantity); }},
    {"entry_time", [](Csv csv, TradeRow trip, Symbols) { csv.time(trip.entry_time_ns); }},
    {"entry_price", [](Csv csv, TradeRow trip, Symbols) { csv.money(trip.entry_price); }},
    {"exit_time", [](Csv csv, TradeRow trip, Symbols) { csv.time(trip.exit_time_ns); }},
    {"exit_price", [](Csv csv, TradeRow trip, Symbols) { csv.money(trip.exit_price); }},
    {"gross_pnl", [](Csv csv, TradeRow trip, Symbols) { csv.money(trip.gross); }},
    {"costs", [](Csv csv, TradeRow trip, Symbols) { csv.money(trip.costs); }},
    {"carry", [](Csv csv, TradeRow trip, Symbols) { csv.money(trip.carry); }},
    {"net_pnl", [](Csv csv, TradeRow trip, Symbols) { csv.money(trip.net()); }},
    {"bars_held", [](Csv csv, TradeRow trip, Symbols) { csv.integer(trip.bars_held()); }},
    {"hours_held", [](Csv csv, TradeRow trip, Symbols) { csv.number(trip.hours_held()); }},
    {"status", [](Csv csv, TradeRow trip, Symbols) { csv.word(trip.open ? "open" : "closed"); }},
    {"mae", [](Csv csv, TradeRow trip, Symbols) { csv.number(trip.mae); }},
    {"mfe", [](Csv csv, TradeRow trip, Symbols) { csv.number(trip.mfe); }},
};

constexpr CsvColumn<portfolio::CashEvent> kCashColumns[] = {
    {"time", [](Csv csv, CashRow event, Symbols) { csv.time(event.time_ns); }},
    {"kind", [](Csv csv, CashRow event, Symbols) { csv.word(portfolio::to_string(event.kind)); }},
    {"symbol", [](Csv csv, CashRow event, Symbols symbols) { csv.word(symbols.of(event.symbol)); }},
    {"quantity", [](Csv csv, CashRow event, Symbols) { csv.number(event.quantity); }},
    {"rate", [](Csv csv, CashRow event, Symbols) { csv.number(event.rate); }},
    {"amount", [](Csv csv, CashRow event, Symbols) { csv.money(event.amount); }},
};

constexpr CsvColumn<portfolio::EquityPoint> kEquityColumns[] = {
    {"time", [](Csv csv, EquityRow point, Symbols) { csv.time(point.time_ns); }},
    {"cash", [](Csv csv, EquityRow point, Symbols) { csv.money(point.cash); }},
    {"equity", [](Csv csv, EquityRow point, Symbols) { csv.money(point.equity); }},
    {"gross_exposure", [](Csv csv, EquityRow point, Symbols) { csv.money(point.gross); }},
    {"net_exposure", [](Csv csv, EquityRow point, Symbols) { csv.money(point.net); }},
};

constexpr CsvColumn<analysis::RollingReturns> kRollingColumns[] = {
    {"time", [](Csv csv, RollingRow window, Symbols) { csv.time(window.time_ns); }},
    {"from", [](Csv csv, RollingRow window, Symbols) { csv.time(window.begin_ns); }},
    {"sessions", [](Csv csv, RollingRow window, Symbols) { csv.integer(window.sessions); }},
    {"total_return", [](Csv csv, RollingRow window, Symbols) { csv.number(window.total_return); }},
    {"annual_volatility",
     [](Csv csv, RollingRow window, Symbols) { csv.number(window.volatility); }},
    {"sharpe", [](Csv csv, RollingRow window, Symbols) { csv.number(window.sharpe); }},
    {"sharpe_standard_error",
     [](Csv csv, RollingRow window, Symbols) { csv.number(window.sharpe_error.standard_error); }},
    {"sharpe_low",
     [](Csv csv, RollingRow window, Symbols) { csv.number(window.sharpe_error.low); }},
    {"sharpe_high",
     [](Csv csv, RollingRow window, Symbols) { csv.number(window.sharpe_error.high); }},
    {"max_drawdown", [](Csv csv, RollingRow window, Symbols) { csv.number(window.max_drawdown); }},
};

}  // namespace

void write_fills(const analysis::RunRecord& record, const Sink& sink) {
  write_table(kFillColumns, record.logs.fills, record, sink);
}

void write_orders(const analysis::RunRecord& record, const Sink& sink) {
  write_table(kOrderColumns, record.logs.orders, record, sink);
}

void write_order_events(const analysis::RunRecord& record, const Sink& sink) {
  write_table(kChangeColumns, record.logs.order_changes, record, sink);
}

void write_trades(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                  const Sink& sink) {
  write_table(kTradeColumns, analysis.round_trips, record, sink);
}

void write_cash(const analysis::RunRecord& record, const Sink& sink) {
  write_table(kCashColumns, record.logs.flows.events, record, sink);
}

void write_equity(const analysis::RunRecord& record, const Sink& sink) {
  if (record.config.output.equity == config::EquityRows::bar) {
    write_table(kEquityColumns, record.logs.equity, record, sink);
    return;
  }
  std::vector<portfolio::EquityPoint> ends;
  for (const std::int64_t step : analysis::session_end_steps(record.market, record.first_step)) {
    ends.push_back(record.logs.equity[static_cast<std::size_t>(step - record.first_step)]);
  }
  write_table(kEquityColumns, ends, record, sink);
}

void write_rolling(const analysis::RunRecord& record, const Sink& sink) {
  core::Workers workers(record.provenance.threads);
  write_table(kRollingColumns, analysis::rolling_returns(record, workers), record, sink);
}

}  // namespace barometer::report
