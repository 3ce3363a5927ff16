// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/gate_result.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "bindings.hpp"
#include "page/gate_page.hpp"
#include "report/gate_json.hpp"
#include "report/gate_picture.hpp"
#include "report/gate_text.hpp"
#include "report/json_text.hpp"
#include "report/new_file.hpp"
#include "strategy_call.hpp"
#include "study/gate.hpp"

namespace nb = nanobind;

namespace barometer::python {

namespace {

using backtest::Market;
using backtest::Plan;

// What was found, and what it was found on.
struct Gate {
  analysis::GateResult result;
  Plan plan;
  Market market;
};

Gate run_gate(const Plan& plan, const Market& market, std::optional<std::int64_t> placebos,
              std::optional<std::uint64_t> seed, int threads, const nb::object& progress) {
  const config::RunConfig& config = plan.state().config;
  const config::GateConfig asked = config.study ? config.study->gate : config::GateConfig{};
  const study::GateOptions options{.placebos = placebos.value_or(asked.placebos),
                                   .seed = seed.value_or(config.run.seed)};
  return watched_runs(plan, market, threads, progress, [&](const backtest::Control& control) {
    return Gate{study::run_gate(plan, market, options, control), plan, market};
  });
}

std::string text_of(const Gate& gate, std::size_t width) {
  const nb::gil_scoped_release released;
  return report::render_gate(gate.result, {.colour = false, .width = width});
}

std::string json_of(const Gate& gate) {
  const nb::gil_scoped_release released;
  return report::to_text(report::gate_json(gate.result));
}

std::string picture_of(const Gate& gate) {
  const nb::gil_scoped_release released;
  return report::draw_gate(gate.result);
}

void write_page(const Gate& gate, const std::filesystem::path& path) {
  const nb::gil_scoped_release released;
  const Plan::State& plan = gate.plan.state();
  const std::vector<analysis::PluginRecord> plugins = backtest::plugin_records(plan.plan);
  report::NewFile file(
      path, [] { return false; }, report::IfTaken::replace);
  file.write([&](const report::Sink& sink) {
    page::write_gate_page(gate.result, {plan.config, gate.market.state().data, plugins}, sink);
  });
}

}  // namespace

void bind_gate(nb::module_& module) {
  nb::class_<Gate>(module, "Gate", "What `barometer gate` finds.")
      .def("text", text_of)
      .def("json", json_of)
      .def("picture", picture_of)
      .def("write_page", write_page);
  module.def("run_gate", run_gate, nb::arg("plan"), nb::arg("market"), nb::arg("placebos").none(),
             nb::arg("seed").none(), nb::arg("threads"), nb::arg("progress").none());
}

}  // namespace barometer::python
