// SPDX-License-Identifier: Apache-2.0
#include "app/study_command.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/child_page.hpp"
#include "app/store_rows.hpp"
#include "app/study_progress.hpp"
#include "app/with_progress.hpp"
#include "app/worker_processes.hpp"
#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "core/shell_word.hpp"
#include "page/study_page.hpp"
#include "plugin/call_page.hpp"
#include "report/json_text.hpp"
#include "report/new_file.hpp"
#include "report/number_text.hpp"
#include "report/standard_output.hpp"
#include "report/study_json.hpp"
#include "report/study_text.hpp"
#include "report/terminal.hpp"
#include "report/trials_table.hpp"
#include "study/evidence.hpp"
#include "study/judged_study.hpp"
#include "study/named_benchmark.hpp"
#include "study/run_store_reader.hpp"
#include "study/study.hpp"
#include "study/walk_forward.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTrialsInFiles = 1'000;

std::string grouped(std::uint64_t count) {
  return report::grouped(static_cast<std::int64_t>(count));
}

// Everything that the command works on.
struct StudyJob {
  const RunArguments& arguments;
  const StudyArguments& options;
  study::Study study;
  fs::path store;                                   // absolute
  fs::path shown;                                   // as the config names it
  std::unique_ptr<report::NewFile> json = nullptr;  // claimed before hours of trials
  std::unique_ptr<report::NewFile> page = nullptr;  // the same
  WorkerProcesses* workers = nullptr;               // the study's engine; NULL: threads
  std::optional<study::NamedBenchmark> against = {};
};

int threads_of(const StudyJob& work) {
  return backtest::threads_of(work.arguments.threads, work.study.plan().state().config);
}

void print(const StudyJob& work, const std::string& text) {
  if (!work.arguments.quiet) {
    report::print_folded(text);
  }
}

std::string table_text(const StudyJob& work, std::int64_t id) {
  const study::RunStoreReader reader(work.store);
  const std::vector<analysis::FailedTrials> failures = reader.failures(id, study::RunKind::trial);
  std::vector<std::string> axes;
  for (const config::StudyAxis& axis : work.study.trials().axes()) {
    axes.push_back(axis.key);
  }
  const config::StudyObjective& objective = work.study.config().objective;
  return report::render_trials(study::best_trials(work.study, work.store, id, work.options.top),
                               {.axes = axes,
                                .objective = objective.metric,
                                .maximised = objective.maximise,
                                .most = work.options.top,
                                .failures = failures,
                                .undefined = reader.without_objective(id, study::RunKind::trial)},
                               report::style_of_output());
}

std::string resume_text(const StudyJob& work) {
  std::string line = "barometer study " + core::shell_word(work.arguments.source.file.string());
  for (const std::string& each : work.arguments.source.overrides) {
    line += " --set " + core::shell_word(each);
  }
  line += work.workers != nullptr ? " --workers process" : "";
  line += work.against ? " --against " + core::shell_word(work.options.against) : "";
  return line + " --resume";
}

ExitCode tell_interrupted(const StudyJob& work, const study::StudyRun& run) {
  print(work, table_text(work, run.id));
  print(work, fmt::format("Interrupted: {}; all of them are in {}.\n",
                          progress_text(run.progress, work.study.config().objective.metric),
                          work.shown.string()));
  if (!work.arguments.quiet) {  // in one piece, for a shell
    report::print(fmt::format("Go on with: {}\n", resume_text(work)));
  }
  return ExitCode::interrupted;
}

study::StudyRun run_trials(StudyJob& work) {
  StudyProgress progress(work.study.config().objective.metric, work.arguments.quiet);
  const backtest::Control control{.threads = threads_of(work), .stop = &interrupted()};
  return study::run_trials(work.study, {.store = work.store, .resume = work.options.resume},
                           control, [&](const study::SweepProgress& now) { progress.tell(now); });
}

std::string told_run(const StudyJob& work, const study::StudyRun& run) {
  const std::uint64_t made = run.progress.done - run.before - run.progress.recalled;
  std::string text = fmt::format("Recorded     study {} in {}: {} trials", run.id,
                                 work.shown.string(), grouped(run.progress.done));
  if (run.before > 0) {
    text += fmt::format(", {} of them before", grouped(run.before));
  }
  if (run.progress.recalled > 0) {
    text += fmt::format(", {} read from earlier runs", grouped(run.progress.recalled));
  }
  if (made > 0 && run.seconds > 0) {
    text += fmt::format(", {:.3g} a second", static_cast<double>(made) / run.seconds);
  }
  return text + "\n";
}

std::string idle_text(const study::JudgedStudy& judged) {
  std::string text;
  for (const std::string& key : judged.idle_axes) {
    text += fmt::format(
        "warning: {} changes nothing: trials that differ in it alone are the same.\n"
        "They are counted as trials; leave it out of study.over.\n",
        key);
  }
  return text;
}

void write_files(const StudyJob& work, const study::StudyRun& run,
                 const study::JudgedStudy& judged) {
  if (work.json == nullptr && work.page == nullptr) {
    return;
  }
  const auto trials = study::best_trials(work.study, work.store, run.id, kTrialsInFiles);
  if (work.json != nullptr) {
    work.json->write([&](const report::Sink& sink) {
      sink(report::to_text(report::study_json(judged.evidence, judged.verdict, trials)));
    });
  }
  if (work.page != nullptr) {
    const backtest::Plan::State& plan = work.study.plan().state();
    const std::vector<analysis::PluginRecord> plugins = backtest::plugin_records(plan.plan);
    work.page->write([&](const report::Sink& sink) {
      page::write_study_page({judged.evidence,
                              judged.verdict,
                              trials,
                              {plan.config, work.study.market().state().data, plugins}},
                             sink);
    });
  }
}

ExitCode judge(StudyJob& work, const study::StudyRun& run) {
  const study::JudgedStudy judged =
      study::judge_study(work.study, work.store, run, work.against,
                         {.threads = threads_of(work), .stop = &interrupted()});
  print(work, table_text(work, run.id) + "\n");
  print(work, report::render_study(judged.evidence, judged.verdict, report::style_of_output(),
                                   work.options.verbose));
  print(work, idle_text(judged));
  print(work, told_run(work, run));
  write_files(work, run, judged);
  return ExitCode::ok;
}

// The verdict needs folds and draws of its own: whoever stops it is told how to go on, too.
ExitCode judge_or_stop(StudyJob& work, const study::StudyRun& run) {
  try {
    return judge(work, run);
  } catch (const core::Error& error) {
    if (error.kind() != core::ErrorKind::interrupted) {
      throw;
    }
    return tell_interrupted(work, run);
  }
}

RunArguments with_holdout(RunArguments arguments, const StudyArguments& options) {
  if (!options.holdout.empty()) {
    arguments.source.overrides.push_back("study.holdout=" + options.holdout);
  }
  return arguments;
}

// What is loaded before worker processes are forked has one thread, and tells them what it called.
void prepare_for_workers(RunArguments& arguments) {
  arguments.threads = 1;
  ChildPage* const page = plugin::told_page() == nullptr ? new_child_page() : nullptr;
  if (page != nullptr) {
    plugin::tell_calls_in(page->calls);
  }
}

// Before any process is forked, which must not have the store open.
void find_benchmark(StudyJob& work) {
  if (!work.options.against.empty()) {
    const study::RunStoreReader store = opened_store(work.store);
    work.against = study::benchmark_of(work.study, store, row_named(store, work.options.against));
  }
}

void start_workers(StudyJob& work) {
  work.study.plans().share();
  auto workers = std::make_unique<WorkerProcesses>(work.study, threads_of(work));
  work.workers = workers.get();
  work.study.set_engine(std::move(workers));
}

void tell_risk(const StudyJob& work) {
  if (!work.arguments.quiet) {
    report::print_error(
        "Trials run in threads: a plug-in that crashes ends the study (--workers process: its "
        "trial)\n");
  }
}

std::unique_ptr<report::NewFile> claimed(const std::optional<fs::path>& path) {
  return path ? std::make_unique<report::NewFile>(*path, [] { return interrupted().load(); })
              : nullptr;
}

ExitCode run_and_judge(StudyJob& work) {
  if (work.study.config().walk_forward) {
    study::check_folds(work.study);
  }
  const study::StudyRun run = run_trials(work);
  const ExitCode code = run.finished ? judge_or_stop(work, run) : tell_interrupted(work, run);
  for (const std::string& change :
       work.workers != nullptr ? work.workers->end() : std::vector<std::string>{}) {
    report::print_error(fmt::format("barometer: warning: {}\n", change));
  }
  return code;
}

}  // namespace

ExitCode study_command(const RunArguments& given, const StudyArguments& options) {
  const bool in_processes = options.workers == "process";
  const RunArguments arguments = with_holdout(given, options);
  RunArguments loading = arguments;
  if (in_processes) {
    prepare_for_workers(loading);
  }
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  backtest::require_strategy(plan.state().config);
  std::unique_ptr<report::NewFile> json = claimed(options.json);
  std::unique_ptr<report::NewFile> page = claimed(options.page);
  const backtest::Market market = load_with_progress(plan, loading);
  const config::RunConfig& config = plan.state().config;
  StudyJob work{arguments,
                options,
                {arguments.source, plan, market},
                study::store_of(config),
                study::store_in(config.output.directory),
                std::move(json),
                std::move(page)};
  find_benchmark(work);
  in_processes ? start_workers(work) : tell_risk(work);
  return run_and_judge(work);
}

}  // namespace barometer::app
