// SPDX-License-Identifier: Apache-2.0
#include "app/study_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <utility>

#include "app/study_progress.hpp"
#include "app/with_progress.hpp"
#include "backtest/backtest.hpp"
#include "backtest/plan_state.hpp"
#include "core/shell_word.hpp"
#include "core/thousands.hpp"
#include "report/json_text.hpp"
#include "report/output_file.hpp"
#include "report/standard_output.hpp"
#include "report/study_json.hpp"
#include "report/study_text.hpp"
#include "report/trials_table.hpp"
#include "study/cross_validation.hpp"
#include "study/evidence.hpp"
#include "study/idle_axes.hpp"
#include "study/study.hpp"
#include "study/walk_forward.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTrialsInJson = 1'000;

std::string counted(std::uint64_t count) {
  return core::with_thousands(std::to_string(count));
}

// Everything that the command works on.
struct StudyJob {
  const RunArguments& arguments;
  const StudyArguments& options;
  study::Study study;
  fs::path store;  // absolute
  fs::path shown;  // as the config names it
};

void print(const StudyJob& work, const std::string& text) {
  if (!work.arguments.quiet) {
    report::print(text);
  }
}

report::Style style() {
  return {::isatty(STDOUT_FILENO) == 1};
}

std::string table_text(const StudyJob& work, std::int64_t id) {
  const study::StudyTable table = study::table_of(work.study, work.store, id, work.options.top);
  std::vector<std::string> axes;
  for (const config::StudyAxis& axis : work.study.trials().axes()) {
    axes.push_back(axis.key);
  }
  const config::StudyObjective& objective = work.study.config().objective;
  std::string text = report::render_trials(table.best,
                                           {.axes = axes,
                                            .objective = objective.metric,
                                            .maximised = objective.maximise,
                                            .most = work.options.top},
                                           style());
  for (const auto& [reason, count] : table.failures) {
    text += fmt::format("{} trial{} failed: {}\n", counted(static_cast<std::uint64_t>(count)),
                        count == 1 ? "" : "s", reason);
  }
  return text;
}

std::string resume_text(const StudyJob& work) {
  std::string line = "barometer study " + core::shell_word(work.arguments.source.file.string());
  for (const std::string& each : work.arguments.source.overrides) {
    line += " --set " + core::shell_word(each);
  }
  return line + " --resume";
}

ExitCode tell_interrupted(const StudyJob& work, const study::StudyRun& run) {
  print(work, table_text(work, run.id));
  print(work, fmt::format("Interrupted: {}; all of them are in {}.\nGo on with: {}\n",
                          progress_text(run.progress, work.study.config().objective.metric),
                          work.shown.string(), resume_text(work)));
  return ExitCode::interrupted;
}

study::StudyRun run_trials(StudyJob& work) {
  StudyProgress progress(work.study.config().objective.metric, work.arguments.quiet);
  const backtest::Control control{
      .threads = backtest::threads_of(work.arguments.threads, work.study.plan().state().config),
      .stop = &interrupted()};
  return study::run_trials(work.study, {.store = work.store, .resume = work.options.resume},
                           control, [&](const study::SweepProgress& now) { progress.tell(now); });
}

analysis::StudyEvidence gather(StudyJob& work, const study::StudyRun& run,
                               const backtest::Control& control) {
  analysis::StudyEvidence evidence = study::evidence_of(work.study, work.store, run, control);
  if (work.study.config().walk_forward) {
    evidence.walk_forward = study::walk_forward(work.study, work.store, run.id, control);
    evidence.counted = study::counted_trials(work.study, work.store);
  }
  if (work.study.config().cpcv) {
    evidence.path_objectives = study::path_objectives(work.study, control);
  }
  if (work.study.holdout() && evidence.best) {
    evidence.holdout = study::open_holdout(work.study, work.store, run.id, evidence.best->number);
  }
  return evidence;
}

std::string told_run(const StudyJob& work, const study::StudyRun& run) {
  const std::uint64_t made = run.progress.done - run.before - run.recalled;
  std::string text = fmt::format("Recorded     study {} in {}: {} trials", run.id,
                                 work.shown.string(), counted(run.progress.done));
  if (run.before > 0) {
    text += fmt::format(", {} of them before", counted(run.before));
  }
  if (run.recalled > 0) {
    text += fmt::format(", {} read from earlier runs", counted(run.recalled));
  }
  if (made > 0 && run.seconds > 0) {
    text += fmt::format(", {:.3g} a second", static_cast<double>(made) / run.seconds);
  }
  return text + "\n";
}

std::string idle_text(const StudyJob& work, std::int64_t id) {
  std::string text;
  for (const std::string& key : study::idle_axes(work.study, work.store, id)) {
    text += fmt::format(
        "warning: {} changes nothing: trials that differ in it alone are the same.\n"
        "They are counted as trials; leave it out of study.over.\n",
        key);
  }
  return text;
}

ExitCode judge(StudyJob& work, const study::StudyRun& run) {
  const int threads =
      backtest::threads_of(work.arguments.threads, work.study.plan().state().config);
  const backtest::Control control{.threads = threads, .stop = &interrupted()};
  const analysis::StudyEvidence evidence = gather(work, run, control);
  core::Workers workers(threads);
  const analysis::StudyVerdict verdict = analysis::judge(evidence, workers);
  print(work, table_text(work, run.id) + "\n");
  print(work, report::render_study(evidence, verdict, style(), work.options.verbose));
  print(work, idle_text(work, run.id));
  print(work, told_run(work, run));
  if (work.options.json) {
    const study::StudyTable table = study::table_of(work.study, work.store, run.id, kTrialsInJson);
    report::OutputFile file(*work.options.json, work.options.json->string());
    file.write(report::to_text(report::study_json(evidence, verdict, table.best)));
    file.sync();
  }
  return ExitCode::ok;
}

// Before hours of trials, not after them.
void require_free(const std::optional<fs::path>& json) {
  if (json && fs::exists(*json)) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{json->string(), "exists already, and is not written over",
                                  "name another file behind --json"});
  }
}

RunArguments with_holdout(RunArguments arguments, const StudyArguments& options) {
  if (!options.holdout.empty()) {
    arguments.source.overrides.push_back("study.holdout=" + options.holdout);
  }
  return arguments;
}

}  // namespace

ExitCode study_command(const RunArguments& given, const StudyArguments& options) {
  require_free(options.json);
  const RunArguments arguments = with_holdout(given, options);
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  backtest::require_strategy(plan.state().config);
  const backtest::Market market = load_with_progress(plan, arguments);
  const config::RunConfig& config = plan.state().config;
  const fs::path shown = study::store_in(config.output.directory);
  StudyJob work{arguments,
                options,
                {arguments.source, plan, market},
                (fs::path(config.data.folder) / shown).lexically_normal(),
                shown};
  if (work.study.config().walk_forward) {
    study::check_folds(work.study);
  }
  const study::StudyRun run = run_trials(work);
  return run.finished ? judge(work, run) : tell_interrupted(work, run);
}

}  // namespace barometer::app
