// SPDX-License-Identifier: Apache-2.0
#include "app/command_arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace barometer::app {

namespace {

void add_source(CLI::App& command, backtest::ConfigSource& source, int& threads, bool required) {
  command.add_option("CONFIG", source.file, "the run's YAML file")->required(required);
  command.add_option("--set", source.overrides, "override one key: key.path=value (repeatable)")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)  // the word after KEY=VALUE may be CONFIG
      ->take_all();
  command.add_option("--threads", threads, "threads to use (default: run.threads, or all cores)")
      ->check(CLI::Range(1, 1024));
}

void add_confine(CLI::App& command, CommandLine& line) {
  command
      .add_option("--confine", line.confine,
                  "read and write nothing outside this folder, for a config of a stranger")
      ->type_name("DIR");
}

void add_quiet(CLI::App& command, bool& quiet) {
  command.add_flag("--quiet", quiet, "print nothing but errors");
}

// The run that a plug-in is verified in.
void add_verified_run(CLI::App& command, conformance::VerifyRequest& request) {
  command.add_option("--config", request.config, "a run that uses it: parameters, taggers, bars");
  command.add_option("--set", request.overrides, "override one key: key.path=value (repeatable)")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)
      ->take_all();
}

void add_supervision(CLI::App& command, CommandLine& line) {
  command.add_flag_callback(
      "--no-supervise", [&line] { line.supervised = false; },
      "run plug-ins in this very process, for gdb and perf");
}

// An option that overrides one key of the synthetic market's config.
void add_override(CLI::App& command, SynthOptions& options, const std::string& name,
                  const std::string& key, const std::string& help) {
  command.add_option_function<std::string>(
      "--" + name,
      [&options, key](const std::string& value) { options.overrides.push_back(key + "=" + value); },
      help);
}

void add_profile_sides(CLI::App& command, profiler::ProfileOptions& options) {
  command.add_option("--processes", options.processes, "processes a side (default 10)")
      ->check(CLI::Range(5, 1000));
  command.add_option("--blocks", options.blocks, "blocks a process (default 120)")
      ->check(CLI::Range(40, 100'000));
  command.add_option("--stage", options.subject.stage,
                     "one stage: bar, fill, mark, tag, strategy, order");
  command.add_option("--plugin", options.subject.plugin, "one plug-in of the config, alone");
  command.add_option("--baseline", options.baseline, "compare with a stored profile");
  command.add_option("--against", options.against, "race another barometer program, interleaved");
  command.add_option("--save", options.save, "keep this profile, or add it to one that is kept");
  command.add_flag("--gate", options.gate, "fail on a regression only");
}

}  // namespace

void add_config_arguments(CLI::App& command, CommandLine& line) {
  add_source(command, line.run.source, line.run.threads, true);
  add_confine(command, line);
  add_quiet(command, line.run.quiet);
  add_supervision(command, line);
}

void add_check_arguments(CLI::App& command, CommandLine& line) {
  add_config_arguments(command, line);
  command.add_flag("--json", line.json, "print one JSON document, faults included")
      ->excludes("--quiet");
  command.footer(
      "examples:\n"
      "  barometer check configs/equity_daily.yaml\n"
      "  barometer check configs/quickstart.yaml --json\n"
      "  barometer check mine.yaml --set data.start=2024-01-01");
}

void add_run_arguments(CLI::App& command, CommandLine& line) {
  add_config_arguments(command, line);
  command.add_option("--out", line.run.out, "the run folder itself (must not exist)");
  command.add_flag("--verbose", line.run.verbose,
                   "print the whole summary, not its headline alone");
  command.add_flag("--log", line.run.log, "print what the strategy logged, after the run");
  command.add_flag_callback(
      "--no-record", [&line] { line.run.record = false; },
      "leave the run out of the run store: no study will know of this trial");
  command.footer(
      "examples:\n"
      "  barometer run configs/quickstart.yaml\n"
      "  barometer run configs/quickstart.yaml --verbose\n"
      "  barometer run configs/quickstart.yaml --set broker.cash=50000 --out runs/half");
}

void add_study_arguments(CLI::App& command, CommandLine& line) {
  StudyArguments& options = line.study;
  add_config_arguments(command, line);
  command.add_flag("--resume", options.resume, "go on with a study that was interrupted");
  command
      .add_option("--workers", options.workers,
                  "who makes the trials: thread (default) or process, where one that crashes, "
                  "hangs or takes all memory costs itself alone")
      ->check(CLI::IsMember({"thread", "process"}));
  command.add_option("--holdout", options.holdout,
                     "the last part of the data, for the best trial alone: 20%");
  command.add_option("--against", options.against,
                     "a row of the run store that trials have to beat (default: buy and hold)");
  command.add_option("--top", options.top, "trials of the table (default 10)")
      ->check(CLI::Range(1, 1000));
  command.add_flag("--verbose", options.verbose, "the folds, and what the statistics assume");
  command.add_option("--json", options.json, "write everything as JSON (must not exist)");
  command.add_option("--page", options.page, "write a page for the browser, HTML (must not exist)");
  command.footer(
      "examples:\n"
      "  barometer study configs/studies/sma_grid.yaml\n"
      "  barometer study configs/studies/sma_grid.yaml --page sma_grid.html\n"
      "  barometer study configs/studies/sma_grid.yaml --holdout 20%\n"
      "  barometer study configs/studies/walk_forward.yaml --verbose\n"
      "  barometer study configs/studies/sma_grid.yaml --resume\n"
      "  barometer study configs/studies/sma_grid.yaml --workers process\n"
      "in threads a plug-in that crashes ends the study, and --resume goes on with the trials\n"
      "that are left; in worker processes it costs its trial");
}

void add_tag_arguments(CLI::App& command, CommandLine& line) {
  add_config_arguments(command, line);
  command.add_option("--out", line.tag.file, "the CSV file of all tags (must not exist)");
  command.add_flag("--score", line.tag.score, "compare the tags with the data's true regimes");
  command.add_option("--dimension", line.tag.dimension, "what to score (default: volatility)");
  command.footer(
      "examples:\n"
      "  barometer tag configs/quickstart.yaml --out tags.csv\n"
      "  barometer tag configs/quickstart.yaml --score --dimension trend");
}

void add_regimes_arguments(CLI::App& command, CommandLine& line) {
  add_config_arguments(command, line);
  command.add_option("--picture", line.picture,
                     "the SVG file (must not exist; default: in output.dir)");
  command.footer(
      "examples:\n"
      "  barometer regimes configs/quickstart.yaml\n"
      "  barometer regimes configs/quickstart.yaml --picture regimes.svg");
}

void add_gate_arguments(CLI::App& command, CommandLine& line) {
  add_config_arguments(command, line);
  command
      .add_option("--placebos", line.gate.placebos,
                  "times that the tags are moved, at most (default: study.gate.placebos, or 500)")
      ->check(CLI::Range(0, 100'000));
  command.add_option("--seed", line.gate.seed, "of everything that is drawn (default: run.seed)");
  command.add_option("--json", line.gate.json, "write everything as JSON (must not exist)");
  command.add_option("--picture", line.picture, "write the picture, SVG (must not exist)");
  command.add_option("--page", line.gate.page,
                     "write a page for the browser, HTML (must not exist)");
  command.footer(
      "examples:\n"
      "  barometer gate configs/crypto_regimes.yaml\n"
      "  barometer gate configs/studies/gate.yaml --page gate.html\n"
      "  barometer gate configs/quickstart.yaml --placebos 200 --picture gate.svg\n"
      "  barometer gate mine.yaml --set 'strategy.when=[{if: {trend: weak_down}, then: flatten}]'");
}

void add_synth_arguments(CLI::App& command, CommandLine& line) {
  command.add_option("OUT", line.synth.out, "the folder (must not exist)")->required();
  for (const std::string name : {"symbols", "bars", "start", "seed"}) {
    const std::string key = "data.synthetic." + name;
    add_override(command, line.synth, name, key, key + " of the market");
  }
  add_override(command, line.synth, "bar", "data.bar", "length of a bar (default: 1h)");
  add_quiet(command, line.synth.quiet);
  command.footer(
      "examples:\n"
      "  barometer synth markets/one --symbols 4 --seed 7\n"
      "  barometer synth markets/days --bar 1d --bars 2500");
}

void add_plugins_arguments(CLI::App& command, CommandLine& line) {
  conformance::VerifyRequest& request = line.verify.request;
  CLI::Option* verify = command.add_option("--verify", request.plugin,
                                           "try the laws on a plug-in: a file, or a name");
  add_verified_run(command, request);
  command.get_option("--config")->needs(verify);
  command.get_option("--set")->needs(verify);
  add_supervision(command, line);
  command.footer(
      "examples:\n"
      "  barometer plugins\n"
      "  barometer plugins --verify build/my_tagger.so\n"
      "  barometer plugins --verify regime --config configs/crypto_regimes.yaml");
}

void add_verify_child_arguments(CLI::App& command, CommandLine& line) {
  command.add_option("PLUGIN", line.verify.request.plugin)->required();
  add_verified_run(command, line.verify.request);
  command.add_option("--first", line.verify.before.laws);
  command.add_option("--broken", line.verify.before.broken)->delimiter(',');
}

void add_new_arguments(CLI::App& command, CommandLine& line) {
  NewOptions& options = line.project;
  command.add_option("KIND", options.kind, "strategy or tagger")->required();
  command.add_option("NAME", options.name, "its name, as a YAML file writes it: my_idea")
      ->required();
  command.add_option("--out", options.out, "the folder (must not exist; default: NAME)");
  command.add_flag("--makefile", options.makefile, "a plain Makefile, for g++ without CMake");
  command.footer(
      "examples:\n"
      "  barometer new strategy my_idea\n"
      "  barometer new tagger my_tags --out ../projects/my_tags\n"
      "  barometer new strategy my_idea --makefile");
}

void add_init_arguments(CLI::App& command, CommandLine& line) {
  command.add_option("FILE", line.init.files, "files of bars, or folders of them")->required();
  command.add_option("--out", line.init.out, "the config (must not exist; default: SYMBOL.yaml)");
  command.footer(
      "examples:\n"
      "  barometer init prices.csv --out my.yaml\n"
      "  barometer init exports/");
}

void add_data_arguments(CLI::App& command, CommandLine& line) {
  DataOptions& options = line.data;
  command.add_option("WHAT", options.what, "head, describe or convert")->required();
  command.add_option("CONFIG", options.target, "a config, or a file of prices")->required();
  command.add_option("--bars", options.bars, "head: bars from either end (default 5)")
      ->check(CLI::Range(1, 1'000'000));
  command.add_option("--out", options.out, "convert: the folder (must not exist)");
  add_confine(command, line);
  command.footer(
      "examples:\n"
      "  barometer data head prices.csv --bars 3\n"
      "  barometer data describe configs/equity_daily.yaml\n"
      "  barometer data convert configs/equity_daily.yaml --out plain");
}

void add_runs_arguments(CLI::App& command, CommandLine& line) {
  RunsOptions& options = line.runs;
  command.add_option("WHAT", options.what, "list (the default), show, note, forget or export");
  command.add_option("ID", options.id,
                     "a row: its number, or how its fingerprint or folder begins; a study: "
                     "study-3; of export, the file");
  command.add_option("TEXT", options.text, "note: what to write");
  command.add_option("--store", options.store, "the run store (default: runs/barometer.db)");
  command.footer(
      "examples:\n"
      "  barometer runs\n"
      "  barometer runs show 17\n"
      "  barometer runs show study-3\n"
      "  barometer runs note quickstart-20240501 'before the change of fees'\n"
      "  barometer runs forget 17\n"
      "  barometer runs export runs.csv --store old/barometer.db");
}

void add_compare_arguments(CLI::App& command, CommandLine& line) {
  CompareOptions& options = line.compare;
  command.add_option("A", options.a, "a run folder, or a row of the run store")->required();
  command.add_option("B", options.b, "the other one")->required();
  command.add_flag("--json", options.json, "print one JSON document");
  command.add_option("--page", options.page,
                     "write a page for a browser: FILE.html, new or a comparison from before");
  command.add_option("--store", options.store, "the run store (default: runs/barometer.db)");
  command.footer(
      "examples:\n"
      "  barometer compare runs/before runs/after\n"
      "  barometer compare 17 18\n"
      "  barometer compare 17 runs/after --json\n"
      "  barometer compare runs/before runs/after --page both.html");
}

void add_report_arguments(CLI::App& command, CommandLine& line) {
  ReportOptions& options = line.report;
  command.add_option("RUN", options.run, "a run folder, or a row of the run store")->required();
  command.add_flag("--open", options.open, "show the page: $BROWSER, or xdg-open");
  command.add_option("--store", options.store, "the run store (default: runs/barometer.db)");
  add_supervision(command, line);
  command.footer(
      "examples:\n"
      "  barometer report runs/mine\n"
      "  barometer report 17 --open");
}

void add_completion_arguments(CLI::App& command, CommandLine& line) {
  command.add_option("SHELL", line.shell, "bash, zsh or fish")->required();
  command.footer(
      "examples:\n"
      "  source <(barometer completion bash)\n"
      "  barometer completion fish > barometer.fish");
}

void add_profile_arguments(CLI::App& command, CommandLine& line) {
  profiler::ProfileOptions& options = line.profile;
  add_source(command, options.subject.source, options.subject.threads, false);
  add_confine(command, line);
  add_quiet(command, options.quiet);
  add_supervision(command, line);
  add_profile_sides(command, options);
  command.add_option("--import", options.import_file, "judge timings of another tool: a CSV file");
  command.add_option("--unit", options.unit, "of imported timings: ns, us, ms, s (default ms)");
  command.add_option("--reported", options.reported, "explain a mean that was reported: 4.649ms");
  command.add_option("--json", options.json, "write everything as JSON (must not exist)");
  command.add_option("--html", options.html, "write a page with the picture (must not exist)");
  command.add_option("--svg", options.svg, "write the picture (must not exist)");
  command.footer(
      "examples:\n"
      "  barometer profile configs/quickstart.yaml\n"
      "  barometer profile configs/quickstart.yaml --save before.json\n"
      "  barometer profile configs/quickstart.yaml --baseline before.json\n"
      "  barometer profile configs/quickstart.yaml --against old/barometer --gate\n"
      "  barometer profile --import timings.csv --unit us --reported 4.649ms");
}

void add_profile_child_arguments(CLI::App& command, CommandLine& line) {
  profiler::ProfileChildOptions& options = line.child;
  add_source(command, options.subject.source, options.subject.threads, false);
  command.add_flag("--protocol", options.ask);
  command.add_option("--blocks", options.blocks)->check(CLI::Range(1, 100'000));
  command.add_option("--stage", options.subject.stage);
  command.add_option("--plugin", options.subject.plugin);
}

}  // namespace barometer::app
