// SPDX-License-Identifier: Apache-2.0
#include "app/runs_command.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "app/runs_export.hpp"
#include "app/runs_text.hpp"
#include "app/store_rows.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "report/number_text.hpp"
#include "report/standard_output.hpp"
#include "report/terminal.hpp"
#include "study/run_store_edit.hpp"

namespace barometer::app {

namespace {

struct RunsAction {
  std::string_view name;
  std::string_view usage;
  bool takes_id;
  bool takes_text;
  void (*act)(const RunsOptions&);
};

study::StoredStudy study_named(const study::RunStoreReader& store, const std::string& id) {
  const std::optional<study::StoredStudy> study = store.study(study_number(id));
  if (!study) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{"", "there is no '" + id + "'", "`barometer runs` lists them"});
  }
  return *study;
}

void list(const RunsOptions& options) {
  report::print_folded(
      render_runs(opened_store(options.store), options.store, report::style_of_output()));
}

void show(const RunsOptions& options) {
  const study::RunStoreReader store = opened_store(options.store);
  report::print(study_number(options.id) > 0
                    ? render_study(store, study_named(store, options.id), report::style_of_output())
                    : render_run(store, row_named(store, options.id), report::style_of_output()));
}

void note(const RunsOptions& options) {
  const std::int64_t id = row_named(opened_store(options.store), options.id).id;
  study::add_note(options.store, id, options.text);
  report::print_folded(fmt::format("noted for run {}\n", id));
}

void forget(const RunsOptions& options) {
  const study::RunStoreReader store = opened_store(options.store);
  if (study_number(options.id) > 0) {
    const study::StoredStudy study = study_named(store, options.id);
    study::forget_study(options.store, study.id);
    report::print_folded(
        fmt::format("forgot the trials of study-{}; they still count\n", study.id));
    return;
  }
  const study::StoredRun run = row_named(store, options.id);
  study::forget_run(options.store, run.id);
  report::print_folded(fmt::format(
      "forgot run {}; {}\n", run.id,
      run.state == "done" ? "it still counts as a trial" : "it had no result, and counts no more"));
}

void export_all(const RunsOptions& options) {
  const std::int64_t rows = export_runs(opened_store(options.store), options.id);
  report::print_folded(fmt::format("{} in {}\n", report::counted(rows, "row"), options.id));
}

constexpr std::array kActions{RunsAction{"list", "list", false, false, list},
                              RunsAction{"show", "show ID", true, false, show},
                              RunsAction{"note", "note ID TEXT", true, true, note},
                              RunsAction{"forget", "forget ID", true, false, forget},
                              RunsAction{"export", "export FILE", true, false, export_all}};

const RunsAction& action_of(const std::string& what) {
  const auto found = std::ranges::find(kActions, std::string_view(what), &RunsAction::name);
  if (found != kActions.end()) {
    return *found;
  }
  std::vector<std::string> names;
  for (const RunsAction& action : kActions) {
    names.emplace_back(action.name);
  }
  throw core::Error(core::ErrorKind::bad_input, core::Fault{"", "runs: there is no '" + what + "'",
                                                            core::suggestion(what, names)});
}

}  // namespace

ExitCode runs_command(const RunsOptions& options) {
  const RunsAction& action = action_of(options.what);
  if (options.id.empty() == action.takes_id || options.text.empty() == action.takes_text) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{"", fmt::format("expected `barometer runs {}`", action.usage),
                                  "`barometer runs --help` has examples"});
  }
  action.act(options);
  return ExitCode::ok;
}

}  // namespace barometer::app
