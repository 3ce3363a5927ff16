// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/export.hpp>
#include <barometer/core/error.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct bm_manifest;  // <barometer/abi/plugin.h>

namespace barometer::backtest {

using core::Error;
using core::ErrorKind;

// A strategy that the caller has made, instead of a plug-in's file: a manifest in memory, such as a
// plug-in exports, of the kind BM_PLUGIN_STRATEGY. Whoever has made it keeps what it needs in the
// pointer's deleter: manifest, slots, `maker` and strings are used as long as a plan, market, run,
// study or result of it is left. Its slots are called as those of plug-ins are (abi/status.h): from
// any thread, several instances at once where runs or trials are, each from one thread at a time.
// What a slot says of its failure is kept with its lines, up to 16,383 bytes; what is cut is said.
struct CallersStrategy {
  std::shared_ptr<const bm_manifest> manifest = {};  // NULL: the config's plug-in
  // Of everything that decides what the strategy does beside its parameters; it stands in the run's
  // record. Empty: nobody can tell, and no study takes a trial of it from the run store.
  std::string hash = {};
};

// Where a config comes from and what is changed in it.
struct ConfigSource {
  std::filesystem::path file;
  std::vector<std::string> overrides = {};  // "key.path=value", checked as if the file said it
  // Folders that are searched for plug-ins before the usual ones: `plugins` beside the program or
  // the library, and `../lib/barometer/plugins` from there. No environment variable is read.
  std::vector<std::filesystem::path> plugin_folders = {};
  // Stands in place of `strategy.plugin` and `strategy.params` of the file; `strategy.when` and all
  // else stay. Overrides set its parameters: "strategy.params.fast=5". One that names another
  // plug-in is refused.
  CallersStrategy strategy = {};
  // YAML in memory, in place of what the file says; `file` is then its name in messages.
  std::optional<std::string> text = {};
};

// A config whose plug-ins are loaded and whose every name is resolved. Immutable; copies share one
// value, and any number of threads may use it at once.
class BAROMETER_API Plan {
 public:
  // Throws Error{bad_input} with every fault of the config, of its plug-ins and their parameters,
  // and of the names in it, each with file:line:column; Error{plugin_failed} for a plug-in that
  // fails or a strategy of the caller whose manifest is wrong. `${NAME}` in the config is read from
  // the environment.
  static Plan load(const ConfigSource& source);

  // The same with `yaml` as source.text.
  static Plan parse(std::string_view yaml, ConfigSource source);

  // `run.name`, or the stem of the config's file.
  const std::string& name() const;

  // Names of the tags that the config's taggers declare: "trend", "daily.trend".
  std::vector<std::string> dimensions() const;

  struct State;  // of the engine

  explicit Plan(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  const State& state() const { return *state_; }

 private:
  std::shared_ptr<const State> state_;
};

}  // namespace barometer::backtest
