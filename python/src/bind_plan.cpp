// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <barometer/backtest/api/plan.hpp>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "backtest/plan_state.hpp"
#include "bindings.hpp"
#include "config/load.hpp"
#include "config/rows_in_memory.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

using backtest::CallersStrategy;
using backtest::ConfigSource;
using backtest::Plan;
using Texts = std::vector<std::string>;

// What puts rows in memory in place of the config's data. A text that reads a table by itself says
// what its columns are called; of others `names` says it.
Texts overrides_for_rows(const std::string& file, const std::optional<std::string>& text,
                         const Texts& names, bool is_mapping) {
  const config::ConfigDraft draft = text ? config::draft_config(*text, file, {})
                                         : config::draft_config(std::filesystem::path(file), {});
  Texts overrides = config::overrides_for_rows(draft.config.data);
  if (!overrides.empty() || is_mapping) {
    std::ranges::copy(names, std::back_inserter(overrides));
  }
  return overrides;
}

ConfigSource config_source(const std::string& file, const std::optional<std::string>& text,
                           const std::optional<Texts>& table_names, bool is_mapping,
                           const Texts& overrides, const CallersStrategy* strategy) {
  ConfigSource source{.file = file};
  if (table_names) {
    source.overrides = overrides_for_rows(file, text, *table_names, is_mapping);
  }
  std::ranges::copy(overrides, std::back_inserter(source.overrides));
  if (strategy != nullptr) {
    source.strategy = *strategy;
  }
  source.text = text;
  return source;
}

Plan plan_of(const ConfigSource& source) {
  const nb::gil_scoped_release released;
  return Plan::load(source);
}

}  // namespace

void bind_plan(nb::module_& module) {
  nb::class_<CallersStrategy>(module, "CallersStrategy", "A strategy that Python has made.");
  nb::class_<Plan>(module, "Plan", "A config whose plug-ins are loaded.")
      .def_prop_ro("name", &Plan::name)
      .def_prop_ro("dimensions", &Plan::dimensions);
  nb::class_<ConfigSource>(module, "ConfigSource", "A config before it is read.");
  module.def("config_source", config_source, nb::arg("file"), nb::arg("text").none(),
             nb::arg("table_names") = nb::none(), nb::arg("is_mapping") = false,
             nb::arg("overrides") = Texts(), nb::arg("strategy") = nb::none());
  module.def("plan_of", plan_of, nb::arg("source"));
}

}  // namespace barometer::python
