// SPDX-License-Identifier: Apache-2.0
#include "page/row_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>

#include "data/market_data.hpp"
#include "orders/order_names.hpp"
#include "page/json_string.hpp"
#include "page/market_series.hpp"
#include "page/packed.hpp"

namespace barometer::page {

namespace {

struct PartOfRun {
  const analysis::RunRecord& record;
  const analysis::RunAnalysis& analysis;
};

// Words that rows repeat, each once.
class WordPool {
 public:
  std::size_t number_of(std::string_view word) {
    const auto found = std::ranges::find(words_, word);
    if (found != words_.end()) {
      return static_cast<std::size_t>(found - words_.begin());
    }
    words_.emplace_back(word);
    return words_.size() - 1;
  }

  std::string json() const {
    std::string out = "[";
    for (const std::string& word : words_) {
      out += (out.size() > 1 ? "," : "") + json_string(word);
    }
    return out + "]";
  }

 private:
  std::vector<std::string> words_;
};

// Columns of a table: whole numbers packed, other numbers as a list.
class ColumnText {
 public:
  void whole(const std::vector<std::int64_t>& column) {
    begin();
    out_ += '"' + packed_differences(column) + '"';
  }

  // `digits`: of each number, significant ones.
  void numbers(const std::vector<double>& column, int digits) {
    begin();
    out_ += '[';
    for (const double value : column) {
      out_ += out_.back() == '[' ? "" : ",";
      out_ += std::isfinite(value) ? fmt::format("{:.{}g}", value, digits) : "null";
    }
    out_ += ']';
  }

  const std::string& text() const { return out_; }

 private:
  void begin() { out_ += out_.empty() ? "" : ",\n"; }

  std::string out_;
};

// A value of each of these rows.
template <class Row, class Value>
auto column_of(std::span<const Row> all, const std::vector<std::size_t>& rows, Value value) {
  std::vector<decltype(value(all.front()))> column;
  column.reserve(rows.size());
  for (const std::size_t row : rows) {
    column.push_back(value(all[row]));
  }
  return column;
}

std::int64_t seconds(core::Timestamp time) {
  return time / core::kSecond;
}

// A column per dimension: the places of the tags that were known when the row's bar began.
template <class Row, class Bar>
void add_tags(ColumnText& out, const PartOfRun& run, std::span<const Row> all,
              const std::vector<std::size_t>& rows, Bar bar) {
  for (const analysis::ReportedDimension& dimension : lane_dimensions(run.analysis)) {
    out.whole(column_of(all, rows, [&](const Row& row) {
      const auto at = static_cast<std::size_t>(bar(row));
      return std::int64_t{
          analysis::slots_of(dimension, run.record.tags, row.symbol, at, 1).front()};
    }));
  }
}

std::string trade_columns(const PartOfRun& run, const std::vector<std::size_t>& rows) {
  using Trip = const analysis::RoundTrip&;
  const std::span<const analysis::RoundTrip> all(run.analysis.round_trips);
  ColumnText out;
  const auto whole = [&](auto value) { out.whole(column_of(all, rows, value)); };
  const auto numbers = [&](int digits, auto value) {
    out.numbers(column_of(all, rows, value), digits);
  };
  whole([](Trip trip) { return std::int64_t{trip.symbol}; });
  numbers(6, [](Trip trip) { return trip.quantity; });
  whole([](Trip trip) { return seconds(trip.entry_time_ns); });
  numbers(7, [](Trip trip) { return trip.entry_price; });
  whole([](Trip trip) { return seconds(trip.exit_time_ns); });
  numbers(7, [](Trip trip) { return trip.exit_price; });
  numbers(8, [](Trip trip) { return trip.gross; });
  numbers(8, [](Trip trip) { return trip.costs; });
  numbers(8, [](Trip trip) { return trip.carry; });
  numbers(8, [](Trip trip) { return trip.net(); });
  whole([](Trip trip) { return trip.bars_held(); });
  numbers(4, [](Trip trip) { return trip.mae; });
  numbers(4, [](Trip trip) { return trip.mfe; });
  whole([](Trip trip) { return std::int64_t{trip.open ? 1 : 0}; });
  add_tags(out, run, all, rows, [](Trip trip) { return trip.entry_bar; });
  return out.text();
}

std::string order_columns(const PartOfRun& run, const std::vector<std::size_t>& rows,
                          WordPool& words) {
  using Order = const orders::OrderRecord&;
  const std::span<const orders::OrderRecord> all = run.record.logs.orders;
  // What reached no symbol has one that does not exist.
  const std::size_t symbols = run.record.market.symbols.size();
  ColumnText out;
  const auto whole = [&](auto value) { out.whole(column_of(all, rows, value)); };
  const auto word = [&](auto value) {
    whole([&](Order order) { return static_cast<std::int64_t>(words.number_of(value(order))); });
  };
  whole([](Order order) { return static_cast<std::int64_t>(order.id); });
  whole([&](Order order) { return order.symbol < symbols ? std::int64_t{order.symbol} : -1; });
  whole([](Order order) { return seconds(order.time_ns); });
  word([](Order order) { return orders::action_name(order.action); });
  word([](Order order) { return orders::type_name(order.type); });
  out.numbers(column_of(all, rows, [](Order order) { return order.quantity; }), 6);
  out.numbers(column_of(all, rows, [](Order order) { return order.filled; }), 6);
  word([](Order order) { return orders::status_name(order.status); });
  word([](Order order) { return orders::reason_name(order.reason); });
  return out.text();
}

std::string fill_columns(const PartOfRun& run, const std::vector<std::size_t>& rows,
                         WordPool& words) {
  using Fill = const orders::Fill&;
  const std::span<const orders::Fill> all = run.record.logs.fills;
  ColumnText out;
  const auto whole = [&](auto value) { out.whole(column_of(all, rows, value)); };
  whole([](Fill fill) { return std::int64_t{fill.symbol}; });
  whole([](Fill fill) { return seconds(fill.time_ns); });
  out.numbers(column_of(all, rows, [](Fill fill) { return fill.quantity; }), 6);
  out.numbers(column_of(all, rows, [](Fill fill) { return fill.price; }), 7);
  out.numbers(
      column_of(all, rows, [](Fill fill) { return fill.commission + fill.slippage_cost(); }), 5);
  whole([](Fill fill) { return static_cast<std::int64_t>(fill.order_id); });
  whole([&](Fill fill) { return static_cast<std::int64_t>(words.number_of(fill.rule)); });
  add_tags(out, run, all, rows, [](Fill fill) { return fill.bar; });
  return out.text();
}

std::string names_json(const data::MarketData& market) {
  std::string out = "[";
  for (const data::SymbolData& symbol : market.symbols) {
    out += (out.size() > 1 ? "," : "") + json_string(symbol.name);
  }
  return out + "]";
}

}  // namespace

std::string rows_json(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                      const ShownRows& shown) {
  const PartOfRun run{.record = record, .analysis = analysis};
  WordPool words;
  const std::string orders = order_columns(run, shown.orders, words);
  const std::string fills = fill_columns(run, shown.fills, words);
  const auto table = [](const char* name, std::size_t all, const std::string& columns) {
    return fmt::format("\"{}\":{{\"all\":{},\"columns\":[{}]}}", name, all, columns);
  };
  return fmt::format("\"names\":{},\"words\":{},\n{},\n{},\n{}", names_json(record.market),
                     words.json(),
                     table("trades", analysis.round_trips.size(), trade_columns(run, shown.trades)),
                     table("orders", record.logs.orders.size(), orders),
                     table("fills", record.logs.fills.size(), fills));
}

}  // namespace barometer::page
