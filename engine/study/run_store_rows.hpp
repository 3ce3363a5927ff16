// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the run store holds, as plain values. Times are ns since 1970 UTC. docs/run_store.md says
// which column each becomes.

namespace barometer::study {

// What many rows have in common: everything that a result depends on but the strategy's parameters
// and the period. study/run_identity.hpp makes it.
struct RunVariant {
  std::string hash;  // 32 hexadecimal digits
  std::string strategy;
  std::string config;  // canonical JSON, without the strategy's parameters
  std::string data_hash;
  std::string engine;   // build of the program
  std::string plugins;  // JSON: a list of {kind, name, version, hash}
  std::vector<std::string> symbols = {};
  bool reusable = true;  // false where equal input need not give equal bits: never read again
};

enum class RunKind {
  run,       // barometer run
  trial,     // one of a study
  fold,      // a trial on the train or test period of a fold
  stitched,  // the test periods of a walk-forward as one curve: no search of its own
  holdout    // the best trial on data that no trial saw
};

enum class RunState {
  done,
  failed,  // it began and did not end well: reason
  refused  // what the axes gave is no run, as a value that its plug-in rejects: reason
};

std::string_view to_string(RunKind kind);
std::string_view to_string(RunState state);

// One figure under its key in run.json; none where it is undefined.
struct RowMetric {
  std::string key;
  std::optional<double> value;

  bool operator==(const RowMetric&) const = default;
};

// Equity's simple returns between session ends, and those ends, of one length. Trials share the
// ends.
struct RowReturns {
  std::vector<double> values;
  std::shared_ptr<const std::vector<std::int64_t>> session_ends;
};

// One run or trial.
struct RunRow {
  RunKind kind = RunKind::run;
  std::shared_ptr<const RunVariant> variant;  // never NULL; trials share it
  std::string identity;                       // 32 hexadecimal digits, study/run_identity.hpp
  std::optional<std::int64_t> study = {};     // RunStore::begin_study
  std::optional<std::uint64_t> number = {};   // of the trial or fold in its study, < 2^63
  RunState state = RunState::done;
  std::string reason = {};               // empty where it is done
  std::string folder = {};               // name of the run folder; empty: none was written
  std::vector<std::string> values = {};  // of the study's axes, in their order
  std::vector<std::pair<std::string, std::string>> params = {};  // of a run without a study
  std::vector<RowMetric> metrics = {};
  std::optional<double> objective = {};
  std::string fingerprint = {};
  std::int64_t first_ns = 0;  // closes of the first and the last live step
  std::int64_t last_ns = 0;
  double seconds = 0;           // that it took
  std::int64_t created_ns = 0;  // 0: when it is added
  std::optional<RowReturns> returns = {};
};

// One study.
struct StudyRow {
  std::string hash;  // equal for studies that may go on one another: of config and settings
  std::string name;
  std::string config;             // as the user wrote it
  std::string settings = "{}";    // JSON of what the command line added
  std::vector<std::string> axes;  // key paths, in the order of RunRow::values
  std::string objective;          // key of the metric
  bool maximise = true;
  std::uint64_t seed = 0;
  std::uint64_t planned = 0;  // trials
  std::string strategy;
  std::string data_hash;
};

enum class StudyState { open, done, interrupted };

std::string_view to_string(StudyState state);

}  // namespace barometer::study
