// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "bindings.hpp"
#include "frame_writer.hpp"
#include "page/study_page.hpp"
#include "report/json_text.hpp"
#include "report/new_file.hpp"
#include "report/study_json.hpp"
#include "report/study_text.hpp"
#include "report/trials_table.hpp"
#include "strategy_call.hpp"
#include "study/evidence.hpp"
#include "study/judged_study.hpp"
#include "study/run_store_reader.hpp"
#include "study/walk_forward.hpp"

namespace nb = nanobind;
namespace fs = std::filesystem;

namespace barometer::python {

namespace {

using backtest::Market;
using backtest::Plan;

// As many as the command line writes into its files.
constexpr std::size_t kTrialsInFiles = 1'000;

// A finished study, and what it was made on.
struct JudgedStudy {
  study::JudgedStudy judged;
  std::vector<analysis::StudyTrial> trials;  // the best of them, the best first
  fs::path store;                            // absolute
  std::int64_t id = 0;                       // in it
  Plan plan;
  Market market;

  std::span<const analysis::StudyTrial> in_files() const {
    return std::span(trials).first(std::min(trials.size(), kTrialsInFiles));
  }
};

// What a study is asked for besides its config.
struct Asked {
  std::optional<fs::path> store;
  bool resume = false;
  std::size_t top = 0;
};

[[noreturn]] void throw_interrupted() {
  throw core::Error(core::ErrorKind::interrupted,
                    core::Fault{"", "the study was interrupted; its trials are in the store", ""});
}

// What is told is the share of trials, which are nearly all of the work.
backtest::Control without_progress(const backtest::Control& control, const Plan& plan) {
  return {.threads = backtest::threads_of(control.threads, plan.state().config),
          .stop = control.stop};
}

JudgedStudy run_and_judge(study::Study& study, const Asked& asked,
                          const backtest::Control& control) {
  if (study.config().walk_forward) {
    study::check_folds(study);
  }
  const fs::path store =
      fs::absolute(asked.store.value_or(study::store_of(study.plan().state().config)));
  const backtest::Control quiet = without_progress(control, study.plan());
  const auto tell = [&](const study::SweepProgress& now) {
    if (control.progress && now.total > 0) {
      control.progress(static_cast<double>(now.done) / static_cast<double>(now.total));
    }
  };
  const study::StudyRun run =
      study::run_trials(study, {.store = store, .resume = asked.resume}, quiet, tell);
  if (!run.finished) {
    throw_interrupted();
  }
  study::JudgedStudy judged = study::judge_study(study, store, run, {}, quiet);
  auto trials = study::best_trials(study, store, run.id, std::max(asked.top, kTrialsInFiles));
  return {.judged = std::move(judged),
          .trials = std::move(trials),
          .store = store,
          .id = run.id,
          .plan = study.plan(),
          .market = study.market()};
}

JudgedStudy run_study(const backtest::ConfigSource& source, const Plan& plan, const Market& market,
                      const std::optional<fs::path>& store, bool resume, std::size_t top,
                      int threads, const nb::object& progress) {
  const Asked asked{.store = store, .resume = resume, .top = top};
  return watched_runs(plan, market, threads, progress, [&](const backtest::Control& control) {
    backtest::require_strategy(plan.state().config);
    study::Study study(source, plan, market);
    return run_and_judge(study, asked, control);
  });
}

std::string table_text(const JudgedStudy& study, std::size_t top, std::size_t width) {
  const nb::gil_scoped_release released;
  const analysis::StudyEvidence& evidence = study.judged.evidence;
  const auto shown = std::span(study.trials).first(std::min(top, study.trials.size()));
  return report::render_trials(shown,
                               {.axes = evidence.axes,
                                .objective = evidence.objective,
                                .maximised = evidence.maximised,
                                .most = top,
                                .failures = evidence.failures,
                                .undefined = evidence.undefined},
                               {.colour = false, .width = width});
}

std::string verdict_text(const JudgedStudy& study, std::size_t width) {
  const nb::gil_scoped_release released;
  return report::render_study(study.judged.evidence, study.judged.verdict,
                              {.colour = false, .width = width}, false);
}

std::string json_of(const JudgedStudy& study) {
  const nb::gil_scoped_release released;
  return report::to_text(
      report::study_json(study.judged.evidence, study.judged.verdict, study.in_files()));
}

void write_page(const JudgedStudy& study, const fs::path& path) {
  const nb::gil_scoped_release released;
  const Plan::State& plan = study.plan.state();
  const std::vector<analysis::PluginRecord> plugins = backtest::plugin_records(plan.plan);
  report::NewFile file(
      path, [] { return false; }, report::IfTaken::replace);
  file.write([&](const report::Sink& sink) {
    page::write_study_page({study.judged.evidence,
                            study.judged.verdict,
                            study.in_files(),
                            {plan.config, study.market.state().data, plugins}},
                           sink);
  });
}

// A value of an axis as a number, where the whole of it is one.
std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [used, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && used == end ? std::optional(value) : std::nullopt;
}

// Which axes have numbers alone.
std::vector<std::uint8_t> numeric_axes(const std::vector<study::StoredRun>& runs,
                                       std::size_t axes) {
  std::vector<std::uint8_t> numeric(axes, 1);
  for (const study::StoredRun& run : runs) {
    for (std::size_t axis = 0; axis < axes; ++axis) {
      numeric[axis] &= static_cast<std::uint8_t>(number_of(run.values[axis]).has_value());
    }
  }
  return numeric;
}

std::vector<std::string_view> trial_columns(const JudgedStudy& study,
                                            const std::vector<study::StoredRun>& runs) {
  std::vector<std::string_view> names{"number"};
  for (const std::string& axis : study.judged.evidence.axes) {
    names.push_back(axis);
  }
  names.insert(names.end(), {"objective", "seconds"});
  if (!runs.empty()) {
    for (const study::RowMetric& metric : runs.front().metrics) {
      names.push_back(metric.key);
    }
  }
  return names;
}

void write_trial(const study::StoredRun& run, std::span<const std::uint8_t> numeric,
                 report::RowWriter& rows) {
  rows.integer(static_cast<std::int64_t>(run.number.value_or(0)));
  for (std::size_t axis = 0; axis < numeric.size(); ++axis) {
    numeric[axis] != 0 ? rows.number(*number_of(run.values[axis])) : rows.word(run.values[axis]);
  }
  rows.number(run.objective).number(run.seconds);
  for (const study::RowMetric& metric : run.metrics) {
    rows.number(metric.value);
  }
  rows.end_row();
}

// Every trial of the store that has an objective, the best first.
std::shared_ptr<Frame> trials_of(const JudgedStudy& study) {
  const nb::gil_scoped_release released;
  const analysis::StudyEvidence& evidence = study.judged.evidence;
  const study::RunStoreReader reader(study.store);
  const std::vector<study::StoredRun> runs = reader.best(
      study.id, study::RunKind::trial,
      static_cast<std::size_t>(std::max<std::int64_t>(evidence.done, 1)), evidence.maximised);
  const std::vector<std::uint8_t> numeric = numeric_axes(runs, evidence.axes.size());
  return std::const_pointer_cast<Frame>(written_frame([&](FrameWriter& writer) {
    writer.header(trial_columns(study, runs));
    for (const study::StoredRun& run : runs) {
      write_trial(run, numeric, writer);
    }
  }));
}

}  // namespace

void bind_study(nb::module_& module) {
  nb::class_<JudgedStudy>(module, "JudgedStudy", "A study whose trials are done, and its verdict.")
      .def_prop_ro("id", [](const JudgedStudy& study) { return study.id; })
      .def_prop_ro("store", [](const JudgedStudy& study) { return study.store; })
      .def_prop_ro("idle_axes", [](const JudgedStudy& study) { return study.judged.idle_axes; })
      .def("table_text", table_text)
      .def("verdict_text", verdict_text)
      .def("json", json_of)
      .def("trials", trials_of)
      .def("write_page", write_page);
  module.def("run_study", run_study, nb::arg("source"), nb::arg("plan"), nb::arg("market"),
             nb::arg("store").none(), nb::arg("resume"), nb::arg("top"), nb::arg("threads"),
             nb::arg("progress").none());
}

}  // namespace barometer::python
