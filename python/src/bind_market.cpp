// SPDX-License-Identifier: Apache-2.0
#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <barometer/abi/arrow.h>
#include <barometer/backtest/api/market.hpp>
#include <barometer/backtest/api/plan.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "backtest/market_state.hpp"
#include "bindings.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "market_owner.hpp"
#include "tables/arrow_owners.hpp"
#include "watched_call.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

using backtest::Market;
using backtest::Plan;

Market load_market(const Plan& plan, int threads, const nb::object& progress) {
  return watched(threads, progress,
                 [&plan](const backtest::Control& control) { return Market::load(plan, control); });
}

// What a symbol's rows are called, what messages call them, and the capsule of their stream.
using TableArgument = std::tuple<std::string, std::string, nb::capsule>;

Market market_of(const Plan& plan, const std::vector<TableArgument>& tables, int threads,
                 const nb::object& progress) {
  std::vector<backtest::TableSource> sources;
  for (const auto& [symbol, name, capsule] : tables) {
    auto* const stream = static_cast<ArrowArrayStream*>(capsule.data("arrow_array_stream"));
    sources.push_back({.symbol = symbol, .name = name, .stream = stream});
  }
  return watched(threads, progress, [&](const backtest::Control& control) {
    return Market::of(plan, sources, control);
  });
}

const data::SymbolData& symbol_of(const Market& market, const std::string& name) {
  for (const data::SymbolData& symbol : market.state().data.symbols) {
    if (symbol.name == name) {
      return symbol;
    }
  }
  throw nb::key_error(name.c_str());
}

// A column of the symbol's bars where it lies in the market, which it keeps alive: rows of six
// words, of which it takes one.
template <class Value>
nb::object bar_column(const Market& market, const data::SymbolData& symbol,
                      Value data::BarRow::*member) {
  const data::BarRow* const rows = symbol.bars.data();
  constexpr std::int64_t kStride = sizeof(data::BarRow) / sizeof(Value);
  return nb::cast(nb::ndarray<nb::numpy, const Value, nb::ndim<1>>(
      rows == nullptr ? nullptr : &(rows->*member), {symbol.bars.size()}, owner_of(market),
      {kStride}));
}

nb::dict bars_of(const Market& market, const std::string& name) {
  const data::SymbolData& symbol = symbol_of(market, name);
  nb::dict columns;
  columns["close_time"] = bar_column(market, symbol, &data::BarRow::close_time_ns);
  columns["open"] = bar_column(market, symbol, &data::BarRow::open);
  columns["high"] = bar_column(market, symbol, &data::BarRow::high);
  columns["low"] = bar_column(market, symbol, &data::BarRow::low);
  columns["close"] = bar_column(market, symbol, &data::BarRow::close);
  columns["volume"] = bar_column(market, symbol, &data::BarRow::volume);
  return columns;
}

// The true regime of each bar, negative where it is not known; empty where the data have none.
nb::object truth_of(const Market& market, const std::string& name) {
  const data::SymbolData& symbol = symbol_of(market, name);
  return nb::cast(nb::ndarray<nb::numpy, const std::int8_t, nb::ndim<1>>(
      symbol.truth.data(), {symbol.truth.size()}, owner_of(market)));
}

// Symbols that were asked for and are not in it, with the reason.
std::vector<std::tuple<std::string, std::string>> left_out(const Market& market) {
  std::vector<std::tuple<std::string, std::string>> symbols;
  for (const data::LeftOut& each : market.state().data.left_out) {
    symbols.emplace_back(each.symbol, each.reason);
  }
  return symbols;
}

// Names of the columns of a stream, and their types as the Arrow C data interface writes them.
std::vector<std::tuple<std::string, std::string>> columns_of(const nb::capsule& capsule) {
  auto* const stream = static_cast<ArrowArrayStream*>(capsule.data("arrow_array_stream"));
  tables::OwnedSchema schema;
  if (stream->release == nullptr || stream->get_schema(stream, schema.get()) != 0) {
    throw nb::value_error("the table's stream cannot be read");
  }
  std::vector<std::tuple<std::string, std::string>> columns;
  for (std::int64_t i = 0; i < schema->n_children; ++i) {
    const ArrowSchema& child = *schema->children[i];
    columns.emplace_back(child.name != nullptr ? child.name : "", child.format);
  }
  return columns;
}

}  // namespace

void bind_market(nb::module_& module) {
  nb::class_<Market>(module, "Market", "The bars of all symbols of a config.")
      .def_prop_ro("symbols", &Market::symbols)
      .def_prop_ro("steps", &Market::steps)
      .def_prop_ro("hash", &Market::hash)
      .def_prop_ro("left_out", left_out)
      .def_prop_ro("bar_ns", [](const Market& market) { return market.state().data.bar; })
      .def("truth", truth_of)
      .def("bars", bars_of, "Read-only arrays over the bars of a symbol, without a copy.");
  module.def("stream_columns", columns_of);
  module.def("load_market", load_market, nb::arg("plan"), nb::arg("threads"),
             nb::arg("progress").none());
  module.def("market_of", market_of, nb::arg("plan"), nb::arg("tables"), nb::arg("threads"),
             nb::arg("progress").none());
}

}  // namespace barometer::python
