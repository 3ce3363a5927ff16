// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <barometer/backtest/api/run.hpp>
#include <filesystem>
#include <optional>
#include <tuple>

#include "app/known_runs.hpp"
#include "app/run_files.hpp"
#include "backtest/backtest.hpp"
#include "backtest/causality.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "bindings.hpp"
#include "errors.hpp"
#include "frame_writer.hpp"
#include "page/page.hpp"
#include "report/equity_picture.hpp"
#include "report/headline.hpp"
#include "report/json_text.hpp"
#include "report/new_file.hpp"
#include "report/run_json.hpp"
#include "report/run_tables.hpp"
#include "report/summary.hpp"
#include "report/warning_text.hpp"
#include "report/write_run.hpp"
#include "strategy_call.hpp"
#include "strategy_maker.hpp"
#include "study/run_store.hpp"
#include "study/run_store_record.hpp"
#include "watched_call.hpp"

namespace nb = nanobind;
namespace fs = std::filesystem;

namespace barometer::python {

namespace {

using backtest::Market;
using backtest::Plan;
using backtest::Result;
using Time = std::optional<std::int64_t>;

// A strategy of Python runs on the calling thread: there Ctrl-C interrupts even a strategy that
// sleeps. Tags are computed before, on a watched thread.
Result run_python(StrategyMaker& maker, const Plan& plan, const Market& market,
                  const backtest::Window& window, int threads, const nb::object& progress) {
  maker.set_market(market);
  const bool ahead = plan.state().config.run.tagging == config::Tagging::ahead;
  std::optional<backtest::Tags> tags;
  if (ahead && !plan.state().plan.taggers.empty()) {
    tags = watched(threads, progress, [&](const backtest::Control& control) {
      return backtest::Tags::compute(std::span(&plan, 1), market, control);
    });
  }
  const nb::gil_scoped_release released;
  const backtest::Control control{.threads = allowed_threads(threads)};
  return tags ? backtest::run(plan, market, *tags, window, control)
              : backtest::run(plan, market, window, control);
}

Result run(const Plan& plan, const Market& market, Time from_ns, Time to_ns, int threads,
           const nb::object& progress) {
  if (StrategyMaker* const maker = maker_of(plan); maker != nullptr) {
    try {
      return run_python(*maker, plan, market, {.from_ns = from_ns, .to_ns = to_ns}, threads,
                        progress);
    } catch (const core::Error& error) {
      const std::exception_ptr cause = maker->take_failure();
      if (cause != nullptr) {
        raise_from(error, cause);
      }
      throw;
    }
  }
  return watched(threads, progress, [&](const backtest::Control& control) {
    backtest::require_strategy(plan.state().config);
    return backtest::run(plan, market, {.from_ns = from_ns, .to_ns = to_ns}, control);
  });
}

std::string json_of(const Result& result) {
  const nb::gil_scoped_release released;
  return report::to_text(report::run_json(result.state().record, result.state().analysis));
}

std::string headline_of(const Result& result, std::size_t width, bool whole) {
  const nb::gil_scoped_release released;
  const report::Style style{.colour = false, .width = width};
  const auto render = whole ? report::render_summary : report::render_headline;
  return render(result.state().record, result.state().analysis, style, {});
}

// A table of docs/run_folder.md under its name there; of the equity every step.
std::shared_ptr<Frame> frame_of(const Result& result, const std::string& name) {
  const Result::State& state = result.state();
  for (const report::RunTable& table : report::run_tables()) {
    if (table.name == name) {
      const nb::gil_scoped_release released;
      return std::const_pointer_cast<Frame>(written_frame([&](FrameWriter& writer) {
        name == "equity" ? report::write_equity_of_steps(state.record, writer)
                         : table.write(state.record, state.analysis, writer);
      }));
    }
  }
  throw nb::key_error(name.c_str());
}

std::vector<std::tuple<std::string, std::string>> warnings_of(const Result& result) {
  std::vector<std::tuple<std::string, std::string>> warnings;
  for (const analysis::Warning& warning : result.state().analysis.warnings) {
    warnings.emplace_back(analysis::code_of(warning), report::warning_text(warning));
  }
  return warnings;
}

std::string picture_of(const Result& result) {
  const nb::gil_scoped_release released;
  return report::draw_equity(result.state().record, result.state().inputs.plan.name());
}

void write_page(const Result& result, const fs::path& path) {
  const nb::gil_scoped_release released;
  report::NewFile file(
      path, [] { return false; }, report::IfTaken::replace);
  file.write([&](const report::Sink& sink) {
    page::write_page(result.state().record, result.state().analysis, app::known_runs(result), sink);
  });
}

fs::path write_folder(const Result& result, const fs::path& target) {
  const nb::gil_scoped_release released;
  report::RunFolder folder(target, [] { return false; });
  analysis::RunRecord record = result.state().record;  // writing adds its time
  report::write_run(record, result.state().analysis, folder, app::run_files(result));
  return folder.target();
}

// The row's number in the run store.
std::int64_t record(const Result& result, const fs::path& run_folder) {
  const nb::gil_scoped_release released;
  const fs::path folder = app::store_folder_of(result);
  study::RunStore store(study::store_in(folder));
  return store.record(study::row_of(result, run_folder, folder));
}

// Close times of sessions, and the simple return of each.
std::shared_ptr<Frame> returns_of(const Result& result) {
  const nb::gil_scoped_release released;
  const analysis::RunRecord& record = result.state().record;
  const std::vector<analysis::Sample> samples = analysis::session_samples(
      record.market, record.first_step, record.config.broker.cash, record.logs.equity);
  return std::const_pointer_cast<Frame>(written_frame([&](FrameWriter& writer) {
    writer.header({"time", "return"});
    for (std::size_t i = 1; i < samples.size(); ++i) {
      writer.time(samples[i].time_ns).number(samples[i].equity / samples[i - 1].equity - 1);
      writer.end_row();
    }
  }));
}

// Whether it is clean, and what was found, a sentence each.
std::tuple<bool, std::vector<std::string>> check_causality(const Plan& plan, const Market& market,
                                                           int cuts, int threads,
                                                           const nb::object& progress) {
  const auto checked = [&](const backtest::Control& control) {
    backtest::require_strategy(plan.state().config);
    return backtest::check_causality(plan, market, cuts, control);
  };
  const auto report = watched_runs(plan, market, threads, progress, checked);
  std::vector<std::string> found;
  for (const backtest::CausalityCheck& check : report.checks) {
    if (!check.difference.empty()) {
      found.push_back(core::format_utc(check.cut) + ", future " + check.future + ": " +
                      check.difference);
    }
  }
  if (!report.early_fill.empty()) {
    found.push_back(report.early_fill);
  }
  for (const backtest::PluginTrial& trial : report.trials) {
    if (!trial.difference.empty()) {
      found.push_back(trial.way + ": " + trial.difference);
    }
  }
  return {report.clean(), found};
}

}  // namespace

void bind_run(nb::module_& module) {
  nb::class_<Result>(module, "Result", "What a finished run left behind.")
      .def_prop_ro("fingerprint", &Result::fingerprint)
      .def_prop_ro("warnings", warnings_of)
      .def("json", json_of)
      .def("text", headline_of)
      .def("frame", frame_of)
      .def("returns", returns_of)
      .def("picture", picture_of)
      .def("write_page", write_page)
      .def("write_folder", write_folder)
      .def("record", record);
  module.def("run", run, nb::arg("plan"), nb::arg("market"), nb::arg("from_ns").none(),
             nb::arg("to_ns").none(), nb::arg("threads"), nb::arg("progress").none());
  module.def("check_causality", check_causality, nb::arg("plan"), nb::arg("market"),
             nb::arg("cuts"), nb::arg("threads"), nb::arg("progress").none());
  std::vector<std::string> names;
  for (const report::RunTable& table : report::run_tables()) {
    names.emplace_back(table.name);
  }
  module.attr("RUN_TABLES") = nb::tuple(nb::cast(names));
}

}  // namespace barometer::python
