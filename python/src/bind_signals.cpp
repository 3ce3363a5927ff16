// SPDX-License-Identifier: Apache-2.0
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <barometer/backtest/api/signals.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "calendar/venue_table.hpp"
#include "calendar/zone.hpp"
#include "config/load.hpp"
#include "core/error.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

using backtest::SymbolSignals;
using nb::literals::operator""_a;

template <class Value>
using Array = nb::ndarray<const Value, nb::device::cpu, nb::ndim<1>, nb::c_contig>;

using Times = Array<std::int64_t>;

// A symbol, its times, its weights, and its flags in the order of SymbolSignals; empty where not
// given.
using SignalRows = std::tuple<std::string, Times, Array<double>, std::vector<Array<std::uint8_t>>>;

template <class Value>
std::vector<Value> vector_of(const Array<Value>& array) {
  return {array.data(), array.data() + array.shape(0)};
}

SymbolSignals signals_of(const SignalRows& rows) {
  const auto& [symbol, times, weights, flags] = rows;
  if (flags.size() != 4) {
    throw nb::value_error("expected four columns of flags");
  }
  return {.symbol = symbol,
          .times_ns = vector_of(times),
          .weights = vector_of(weights),
          .entries = vector_of(flags[0]),
          .exits = vector_of(flags[1]),
          .short_entries = vector_of(flags[2]),
          .short_exits = vector_of(flags[3])};
}

backtest::CallersStrategy signals_strategy(const std::vector<SignalRows>& symbols,
                                           std::optional<double> weight) {
  backtest::SignalTable table{.weight = weight};
  for (const SignalRows& rows : symbols) {
    table.symbols.push_back(signals_of(rows));
  }
  return backtest::signals_strategy(std::move(table));
}

// The zone of times without one in the config's data, and of each symbol whether its bars are days
// of sessions, which are stamped with dates. What is wrong with the config, its plan says.
std::tuple<std::string, std::vector<bool>> clock_of(const std::string& file,
                                                    const std::optional<std::string>& text,
                                                    const std::vector<std::string>& overrides,
                                                    const std::vector<std::string>& symbols) {
  std::vector<bool> dated(symbols.size(), false);
  std::string zone = "UTC";
  try {
    const config::ConfigDraft draft =
        text ? config::draft_config(*text, file, overrides)
             : config::draft_config(std::filesystem::path(file), overrides);
    const config::DataConfig& data = draft.config.data;
    zone = data.csv.zone;
    const calendar::VenueTable venues(data);
    for (std::size_t s = 0; s < symbols.size(); ++s) {
      dated[s] = data.run_bar() == core::kDay &&
                 venues[venues.number_of(symbols[s])].kind != BM_VENUE_ALWAYS_OPEN;
    }
  } catch (const core::Error&) {
    return {zone, dated};
  }
  return {zone, dated};
}

// Times of a zone's wall clock as UTC: the smallest number where no instant has one, and the later
// of two instants where the earlier one does not come after the row before.
nb::object utc_of(const Times& wall, const std::string& zone_name) {
  calendar::Zone zone(zone_name);
  auto times = std::make_unique<std::int64_t[]>(wall.shape(0));
  for (std::size_t i = 0; i < wall.shape(0); ++i) {
    const calendar::Instants found = zone.instants(wall.data()[i]);
    const bool later = found.count == 2 && i > 0 && found.first <= times[i - 1];
    times[i] = found.count == 0 ? INT64_MIN : later ? found.second : found.first;
  }
  const nb::capsule owner(
      times.get(), [](void* pointer) noexcept { delete[] static_cast<std::int64_t*>(pointer); });
  return nb::cast(
      nb::ndarray<nb::numpy, std::int64_t, nb::ndim<1>>(times.release(), {wall.shape(0)}, owner));
}

}  // namespace

void bind_signals(nb::module_& module) {
  module.def("signals_strategy", signals_strategy, "symbols"_a, "weight"_a.none());
  module.def("clock_of", clock_of, "file"_a, "text"_a.none(), "overrides"_a, "symbols"_a);
  module.def("utc_of", utc_of, "wall"_a, "zone"_a);
}

}  // namespace barometer::python
