// SPDX-License-Identifier: Apache-2.0
#include "data/table_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "core/hash.hpp"
#include "core/nearest_name.hpp"
#include "core/text.hpp"
#include "data/long_rows.hpp"
#include "data/source_files.hpp"
#include "data/table_plan.hpp"
#include "data/table_rows.hpp"
#include "data/take_bars.hpp"
#include "files/plain_name.hpp"

namespace barometer::data {

namespace {

using tables::CellKind;
using tables::TableColumn;

// Rows of one symbol in one table, ascending.
struct RowsOfTable {
  std::size_t table = 0;
  std::vector<std::uint32_t> rows;
};

// All tables, and whose their rows are.
struct TableMarket {
  std::deque<TablePlan> plans;
  std::map<std::string, std::vector<RowsOfTable>, std::less<>> symbols;
};

core::Error refused(const tables::ArrowTable& table, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input, core::Fault{table.name(), std::move(what), std::move(fix)}};
}

const TableColumn& symbol_column(const tables::ArrowTable& table, const config::ColumnRef& wanted) {
  std::vector<std::string> names;
  for (const TableColumn& column : table.columns()) {
    names.push_back(column.name());
  }
  const auto found =
      wanted.name.empty()
          ? names.begin() + std::min<std::ptrdiff_t>(wanted.position - 1, std::ssize(names))
          : std::ranges::find(names, wanted.name);
  if (found == names.end()) {
    throw refused(table, "there is no column for the symbol (data.columns.symbol)",
                  core::suggestion(wanted.name, names));
  }
  const TableColumn& column = table.columns()[static_cast<std::size_t>(found - names.begin())];
  if (column.type().kind != CellKind::text && column.type().kind != CellKind::number) {
    throw refused(
        table, fmt::format("column {} for the symbol holds no names", core::shown(column.name())),
        "convert it to text, or mend data.columns.symbol");
  }
  return column;
}

// Rows of one symbol often stand together.
class SymbolRows {
 public:
  SymbolRows(TableMarket& market, std::size_t table, const tables::ArrowTable& from)
      : market_(market), table_(table), from_(from) {}

  void add(std::uint32_t row, std::string_view symbol) {
    if (of_last_ == nullptr || symbol != last_) {
      last_ = symbol;
      of_last_ = &rows_of(row, symbol);
    }
    of_last_->push_back(row);
  }

 private:
  std::vector<std::uint32_t>& rows_of(std::uint32_t row, std::string_view symbol) {
    auto found = market_.symbols.find(symbol);
    if (found == market_.symbols.end()) {
      check(row, symbol);
      found = market_.symbols.emplace(std::string(symbol), std::vector<RowsOfTable>()).first;
    }
    if (found->second.empty() || found->second.back().table != table_) {
      found->second.push_back({table_, {}});
    }
    return found->second.back().rows;
  }

  void check(std::uint32_t row, std::string_view symbol) const {
    if (!files::is_plain_name(symbol)) {
      throw refused(
          from_,
          fmt::format("row {}: {}", row + std::size_t{1},
                      symbol.empty() ? "there is no symbol"
                                     : core::shown(symbol) + " cannot be the name of a symbol"),
          "mend the row, or data.columns.symbol");
    }
    if (market_.symbols.size() >= kMostSymbolsInRows) {
      throw refused(from_, fmt::format("the rows have more than {} symbols", kMostSymbolsInRows),
                    "is data.columns.symbol the column of the symbols?");
    }
  }

  TableMarket& market_;
  std::size_t table_;
  const tables::ArrowTable& from_;
  std::string last_;
  std::vector<std::uint32_t>* of_last_ = nullptr;
};

void add_long(TableMarket& market, std::size_t number, const tables::ArrowTable& table,
              const config::ColumnRef& wanted, core::Stop stop) {
  const TableColumn& column = symbol_column(table, wanted);
  SymbolRows rows(market, number, table);
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    stop.check_at(row);
    if (column.type().kind == CellKind::text) {
      rows.add(row, column.text(row).value_or(std::string_view()));
    } else {
      rows.add(row, column.written(row));
    }
  }
}

// The symbol of a table without such a column.
std::string only_symbol(const SymbolTable& table, const config::DataConfig& config) {
  if (!table.symbol.empty()) {
    return table.symbol;
  }
  if (config.symbols.size() == 1) {
    return config.symbols.front();
  }
  throw refused(table.table, "nothing says which symbol its rows are of",
                "name it, data.symbols: [NAME], or the column that does, data.columns.symbol");
}

void add_whole(TableMarket& market, std::size_t number, const SymbolTable& table,
               const config::DataConfig& config) {
  const std::string symbol = only_symbol(table, config);
  std::vector<std::uint32_t> rows(table.table.rows());
  std::iota(rows.begin(), rows.end(), std::uint32_t{0});
  if (!files::is_plain_name(symbol)) {
    throw refused(table.table, core::shown(symbol) + " cannot be the name of a symbol",
                  "give the table another name");
  }
  market.symbols[symbol].push_back({number, std::move(rows)});
}

std::string hash_of(const std::vector<BarRow>& bars) {
  core::Hash hash;
  hash.add(std::as_bytes(std::span<const BarRow>(bars)));
  return hash.hex();
}

LoadedSymbol load_rows(const TableMarket& market, const std::string& symbol,
                       const calendar::VenueTable& venues, const ReadContext& reading) {
  LoadedSymbol loaded;
  loaded.data.name = symbol;
  loaded.data.venue = venues.number_of(symbol);
  const std::vector<RowsOfTable>& parts = market.symbols.find(symbol)->second;
  const TablePlan& first = market.plans[parts.front().table];
  loaded.data.source = first.table().name();
  const calendar::Venue& venue = venues[loaded.data.venue];
  try {
    RowSources sources;
    for (const RowsOfTable& part : parts) {
      const TablePlan& plan = market.plans[part.table];
      sources.push_back(std::make_unique<TableRows>(
          plan, plan.table().name(), part.rows, StampParser(plan.config(), venue), reading.stop));
    }
    take_bars(read_bars(std::move(sources), first.config(), venue,
                        StampParser(first.config(), venue), reading.stop),
              loaded);
    loaded.data.source_hash = hash_of(loaded.data.bars);
  } catch (const core::Error& error) {
    if (error.kind() != core::ErrorKind::bad_input) {
      throw;
    }
    loaded.faults = error.faults();
  }
  reading.tell(1);
  return loaded;
}

std::shared_ptr<TableMarket> plan_all(const config::DataConfig& config, core::Stop stop,
                                      std::span<const SymbolTable> tables) {
  const auto market = std::make_shared<TableMarket>();
  for (std::size_t number = 0; number < tables.size(); ++number) {
    const SymbolTable& table = tables[number];
    market->plans.emplace_back(table.table, config);
    if (config.csv.symbol) {
      add_long(*market, number, table.table, *config.csv.symbol, stop);
    } else {
      add_whole(*market, number, table, config);
    }
  }
  return market;
}

std::vector<std::string> names_of(const TableMarket& market) {
  std::vector<std::string> names;
  for (const auto& [symbol, parts] : market.symbols) {
    names.push_back(symbol);
  }
  return names;
}

// Those that the config names, or all.
SourceFiles wanted_symbols(config::DataConfig config, const TableMarket& market) {
  config.csv.symbol.emplace();  // rows are looked for, not files
  const SourceFile where{.symbol = "", .parts = {{.path = "table", .marks = {}}}};
  return symbols_of_rows(config, where, names_of(market));
}

}  // namespace

MarketSource table_source(const config::DataConfig& config, const calendar::VenueTable& venues,
                          const ReadContext& reading, std::span<const SymbolTable> tables) {
  if (tables.empty()) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{config::to_string(config.file, config.at),
                                  "data.source: table reads rows that a program hands over, and "
                                  "none did",
                                  "say source: csv or json for files"});
  }
  const std::shared_ptr<const TableMarket> market = plan_all(config, reading.stop, tables);
  SourceFiles wanted = wanted_symbols(config, *market);
  const std::size_t count = wanted.files.size();
  if (reading.gauge != nullptr) {
    reading.gauge->expect(static_cast<double>(count));
  }
  return {count,
          [&venues, reading, market, symbols = std::move(wanted.files)](std::size_t i) {
            return load_rows(*market, symbols[i].symbol, venues, reading);
          },
          std::move(wanted.left_out)};
}

}  // namespace barometer::data
