// SPDX-License-Identifier: Apache-2.0
#include "app/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <cstdio>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/interrupt.hpp"
#include "app/progress.hpp"
#include "app/regimes.hpp"
#include "app/synth.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "profiler/profile_child.hpp"
#include "profiler/profile_command.hpp"
#include "report/build_info.hpp"

namespace barometer::app {

namespace {

constexpr const char* kFooter = R"(examples:
  barometer run configs/quickstart.yaml
  barometer run configs/crypto_hourly.yaml --set strategy.params.fast=20 --out runs/fast20
  barometer check configs/equity_daily.yaml
  barometer tag configs/crypto_regimes.yaml --out tags.csv
  barometer tag configs/quickstart.yaml --score
  barometer regimes configs/quickstart.yaml --picture regimes.svg
  barometer synth markets/one --symbols 4 --seed 7
  barometer causality configs/quickstart.yaml
  barometer profile configs/quickstart.yaml --against old/barometer --gate

exit codes:
  0 ok             1 regression        2 bad input       3 budget failed
  4 plug-in failed 5 could not write  10 artifact       11 too noisy
  12 not comparable 70 defect of barometer 130 interrupted)";

// One subcommand: its arguments and what it does with them.
struct Command {
  RunOptions options;
  profiler::ProfileOptions profile;
  profiler::ProfileChildOptions child;
  TagOptions tag;
  SynthOptions synth;
  std::optional<std::filesystem::path> picture;
  std::function<ExitCode()> action;
};

void add_config(CLI::App& app, RunOptions& options, bool required = true) {
  options.stop = &interrupted();
  app.add_option("CONFIG", options.config, "the run's YAML file")->required(required);
  app.add_option("--set", options.overrides, "override one key: key.path=value (repeatable)")
      ->type_name("KEY=VALUE")
      ->expected(1)
      ->take_all();
  app.add_option("--threads", options.threads,
                 "threads to use (default: run.threads, or all cores)")
      ->check(CLI::Range(1, 1024));
  app.add_flag("--quiet", options.quiet, "print nothing but errors");
}

CLI::App& add_command(CLI::App& app, const std::string& name, const std::string& help,
                      Command& command, ExitCode (*body)(const RunOptions&)) {
  CLI::App& sub = *app.add_subcommand(name, help);
  add_config(sub, command.options);
  sub.callback(
      [&command, body] { command.action = [&command, body] { return body(command.options); }; });
  return sub;
}

// What a child that ended with this code says of its failure; it is built from the same table.
std::optional<core::ErrorKind> child_failure(int exit_code) {
  for (const core::ErrorKind kind : {core::ErrorKind::bad_input, core::ErrorKind::plugin_failed,
                                     core::ErrorKind::write_failed, core::ErrorKind::interrupted}) {
    if (static_cast<int>(exit_code_of(kind)) == exit_code) {
      return kind;
    }
  }
  return std::nullopt;
}

ExitCode run_profile(profiler::ProfileOptions& options) {
  std::atomic<double> done{0};
  const ProgressBar bar(
      "profiling", [&done] { return done.load(); }, !options.run.quiet && !options.import_file);
  options.progress = [&done](double share) { done = share; };
  options.child_failure = child_failure;
  return exit_code_of(profiler::profile_command(options), options.gate);
}

void add_profile_sides(CLI::App& app, profiler::ProfileOptions& options) {
  app.add_option("--processes", options.processes, "processes a side (default 10)")
      ->check(CLI::Range(5, 1000));
  app.add_option("--blocks", options.blocks, "blocks a process (default 120)")
      ->check(CLI::Range(40, 100'000));
  app.add_option("--stage", options.stage, "one stage: bar, fill, mark, tag, strategy, order");
  app.add_option("--plugin", options.plugin, "one plug-in of the config, alone");
  app.add_option("--baseline", options.baseline, "compare with a stored profile");
  app.add_option("--against", options.against, "race another barometer program, interleaved");
  app.add_option("--save", options.save, "keep this profile, or add it to one that is kept");
  app.add_flag("--gate", options.gate, "fail on a regression only");
}

void add_profile(CLI::App& app, Command& command) {
  CLI::App& sub = *app.add_subcommand("profile", "measure, and tell whether it got slower");
  profiler::ProfileOptions& options = command.profile;
  add_config(sub, options.run, false);
  add_profile_sides(sub, options);
  sub.add_option("--import", options.import_file, "judge timings of another tool: a CSV file");
  sub.add_option("--unit", options.unit, "of imported timings: ns, us, ms, s (default ms)");
  sub.add_option("--reported", options.reported, "explain a mean that was reported: 4.649ms");
  sub.add_option("--json", options.json, "write everything as JSON (must not exist)");
  sub.add_option("--html", options.html, "write a page with the picture (must not exist)");
  sub.add_option("--svg", options.svg, "write the picture (must not exist)");
  sub.callback(
      [&command] { command.action = [&command] { return run_profile(command.profile); }; });
}

void add_tag(CLI::App& app, Command& command) {
  CLI::App& tag = *app.add_subcommand("tag", "write the tags of every bar, or score them");
  add_config(tag, command.options);
  tag.add_option("--out", command.tag.file, "the CSV file of all tags (must not exist)");
  tag.add_flag("--score", command.tag.score, "hold the tags against the data's true regimes");
  tag.add_option("--dimension", command.tag.dimension, "what to score (default: volatility)");
  tag.callback([&command] {
    command.action = [&command] { return tag_command(command.options, command.tag); };
  });
}

void add_regimes(CLI::App& app, Command& command) {
  CLI::App& regimes =
      *app.add_subcommand("regimes", "how the tags behave, as tables and a picture");
  add_config(regimes, command.options);
  regimes.add_option("--picture", command.picture,
                     "the SVG file (must not exist; default: in output.dir)");
  regimes.callback([&command] {
    command.action = [&command] { return regimes_command(command.options, command.picture); };
  });
}

void add_synth(CLI::App& app, Command& command) {
  CLI::App& synth = *app.add_subcommand("synth", "write a synthetic market with its true regimes");
  SynthOptions& options = command.synth;
  synth.add_option("OUT", options.out, "the folder (must not exist)")->required();
  for (const char* key : {"symbols", "bars", "start", "seed"}) {
    synth.add_option_function<std::string>(
        fmt::format("--{}", key),
        [&options, key](const std::string& value) {
          options.overrides.push_back(fmt::format("data.synthetic.{}={}", key, value));
        },
        fmt::format("data.synthetic.{} of the market", key));
  }
  synth.add_option_function<std::string>(
      "--bar",
      [&options](const std::string& value) { options.overrides.push_back("data.bar=" + value); },
      "length of a bar (default: 1h)");
  synth.add_flag("--quiet", options.quiet, "print nothing but errors");
  synth.callback(
      [&command] { command.action = [&command] { return synth_command(command.synth); }; });
}

// What `profile` starts; hidden, since nobody else should.
void add_profile_child(CLI::App& app, Command& command) {
  CLI::App& sub = *app.add_subcommand("profile-child", "one process of a profile")->group("");
  profiler::ProfileChildOptions& options = command.child;
  add_config(sub, options.run, false);
  sub.add_flag("--protocol", options.ask);
  sub.add_option("--blocks", options.blocks)->check(CLI::Range(1, 100'000));
  sub.add_option("--stage", options.stage);
  sub.add_option("--plugin", options.plugin);
  sub.callback([&command] {
    command.action = [&command] {
      profiler::profile_child_command(command.child);
      return ExitCode::ok;
    };
  });
}

void add_commands(CLI::App& app, Command& command) {
  add_command(app, "run", "run a backtest and write its run folder", command, run_pipeline)
      .add_option("--out", command.options.out, "the run folder itself (must not exist)");
  add_command(app, "check", "read config, plug-ins and data; run nothing", command, check_command);
  add_command(app, "causality", "prove that nothing in this run knows the future", command,
              causality_command);
  add_profile(app, command);
  add_profile_child(app, command);
  add_tag(app, command);
  add_regimes(app, command);
  add_synth(app, command);
  app.add_subcommand("plugins", "list plug-ins with their parameters and dimensions")
      ->callback([&command] { command.action = plugins_command; });
}

std::string version_text() {
  const report::BuildInfo& build = report::build_info();
  return fmt::format("barometer {} ({}, {})", build.version, build.compiler, build.type);
}

int report_error(ExitCode code, const std::string& text) {
  fmt::print(stderr, "barometer: {}\n", text);
  return static_cast<int>(code);
}

// What was printed must have arrived: a full disk behind a redirection is a failure to write.
ExitCode flushed(ExitCode code) {
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    throw core::Error(core::ErrorKind::write_failed,
                      core::Fault{"standard output", "could not be written in full", ""});
  }
  return code;
}

// CLI11 only says that a subcommand is missing; whoever mistyped one wants to know which is near.
std::optional<std::string> unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    return std::nullopt;
  }
  const std::string word = argv[1];
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands({})) {
    if (sub->get_name() == word) {
      return std::nullopt;
    }
    if (!sub->get_group().empty()) {  // else it is hidden
      names.push_back(sub->get_name());
    }
  }
  return "unknown command '" + word + "'; " + core::suggestion(word, names);
}

int perform(const Command& command) {
  try {
    return static_cast<int>(flushed(command.action()));
  } catch (const core::Error& error) {
    return report_error(exit_code_of(error.kind()), error.what());
  } catch (const std::system_error& error) {
    return report_error(ExitCode::write_failed, error.what());
  } catch (const std::bad_alloc&) {
    return report_error(ExitCode::bad_input, "out of memory: fewer symbols or bars would fit");
  } catch (const std::exception& error) {
    return report_error(
        ExitCode::defect,
        fmt::format("{}: this is a defect of the program: please report it", error.what()));
  }
}

}  // namespace

int run_cli(int argc, char** argv) {
  CLI::App app("Barometer: backtests of regime-aware strategies, bar by bar", "barometer");
  app.set_version_flag("--version", version_text());
  app.footer(kFooter);
  app.require_subcommand(1);
  Command command;
  add_commands(app, command);
  if (const auto unknown = unknown_command(app, argc, argv)) {
    return report_error(ExitCode::bad_input, *unknown);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::bad_input);
  }
  catch_interrupts();
  return perform(command);
}

}  // namespace barometer::app
