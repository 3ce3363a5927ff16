// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/study_evidence.hpp"
#include "study/run_store_rows.hpp"
#include "study/run_store_sql.hpp"
#include "study/run_tally.hpp"

namespace barometer::study {

// A row as the store has it.
struct StoredRun {
  std::int64_t id = 0;
  std::string kind;  // "run", "trial", ...
  std::string strategy;
  std::string variant_hash;
  std::string data_hash;
  std::string engine;
  std::string identity;
  std::optional<std::int64_t> study;
  std::optional<std::uint64_t> number;
  std::string state;  // "done", "failed", "refused", "forgotten"
  std::string reason;
  std::string folder;
  std::vector<std::string> values;  // of the study's axes
  std::vector<std::pair<std::string, std::string>> params;
  std::optional<double> objective;
  std::vector<RowMetric> metrics;
  std::string fingerprint;
  std::int64_t first_ns = 0;
  std::int64_t last_ns = 0;
  double seconds = 0;
  std::int64_t created_ns = 0;
};

struct StoredStudy {
  std::int64_t id = 0;
  StudyRow study;
  std::string state;  // "open", "done", "interrupted", "forgotten"
  double seconds = 0;
  std::int64_t created_ns = 0;
};

// How often a strategy has been tried on data that overlap in a symbol and in time: the N of a
// deflated Sharpe ratio. Runs, trials and folds that are done count, an equal identity once.
struct TrialCount {
  std::int64_t distinct = 0;
  std::int64_t forgotten = 0;  // of these, known by their number alone
  std::int64_t studies = 0;    // that they are from
  std::int64_t runs = 0;       // of these, from no study
};

// Asks a store. Members throw Error{bad_input} for a damaged file; for one thread at a time. It may
// be read while others write; what is committed is seen.
class RunStoreReader {
 public:
  // Throws Error{write_failed} where the file cannot be opened, Error{bad_input} where it is no
  // store of this version.
  explicit RunStoreReader(const std::filesystem::path& file);

  std::optional<StoredRun> run(std::int64_t id) const;

  // Newest first, at most `most`, without those that were forgotten; without the rows of studies
  // unless `trials`.
  std::vector<StoredRun> runs(std::size_t most, bool trials = false) const;

  // How many rows are forgotten, of runs and of studies.
  std::int64_t forgotten() const;

  // How many rows of one kind the study has in this state.
  std::int64_t rows(std::int64_t study, RunKind kind, RunState state) const;

  // Every row in the order of their ids.
  void each_run(const std::function<void(const StoredRun&)>& visit) const;

  // Ids of the rows whose fingerprint or folder begins with `text`, ascending.
  std::vector<std::int64_t> ids_with(std::string_view text) const;

  std::vector<StoredStudy> studies() const;  // newest first
  std::optional<StoredStudy> study(std::int64_t id) const;

  // The latest with this hash: what --resume goes on with.
  std::optional<StoredStudy> latest_study(std::string_view hash) const;

  // Numbers of the study's rows of one kind in this state, ascending.
  std::vector<std::uint64_t> numbers(std::int64_t study, RunKind kind, RunState state) const;

  // The `most` best by objective, those of equal objective by number; rows without one are left
  // out.
  std::vector<StoredRun> best(std::int64_t study, RunKind kind, std::size_t most,
                              bool maximise) const;

  // The study's row of this kind and number.
  std::optional<StoredRun> trial(std::int64_t study, RunKind kind, std::uint64_t number) const;

  // Number and objective of each done row of the study, by ascending number.
  void each_objective(
      std::int64_t study, RunKind kind,
      const std::function<void(std::uint64_t number, std::optional<double>)>& visit) const;

  // The same for any metric that the rows have; none where one has it not.
  void each_metric(
      std::int64_t study, RunKind kind, std::string_view key,
      const std::function<void(std::uint64_t number, std::optional<double>)>& visit) const;

  // The study's rows of this kind that are failed or refused, by reason, the most frequent first.
  std::vector<analysis::FailedTrials> failures(std::int64_t study, RunKind kind) const;

  // How many of the study's done rows of this kind have no objective.
  std::int64_t without_objective(std::int64_t study, RunKind kind) const;

  // Values of the axes and fingerprint of each done row of the study.
  void each_fingerprint(std::int64_t study, RunKind kind,
                        const std::function<void(const std::vector<std::string>& values,
                                                 const std::string& fingerprint)>& visit) const;

  // How many rows of this kind on these data reach beyond this time, that of a study's number left
  // out.
  std::int64_t rows_beyond(RunKind kind, std::string_view data_hash, std::int64_t time_ns,
                           std::int64_t study, std::uint64_t number) const;

  // The latest row's number; 0 of an empty store.
  std::int64_t last_row() const;

  // Identities of the done rows of this variant that may be read again, up to that row, ascending;
  // none where its results need not be the same twice. Ask it once and look up in memory: find()
  // takes microseconds.
  std::vector<std::string> identities(std::string_view variant_hash, std::int64_t last_row) const;

  // A done row of this identity whose variant may be read again; the one with returns first.
  std::optional<StoredRun> find(std::string_view identity) const;

  std::optional<RowReturns> returns(std::int64_t run) const;

  TrialCount count(std::string_view strategy, std::span<const std::string> symbols,
                   std::int64_t first_ns, std::int64_t last_ns) const;

  // What the rows come to for this one, which is taken for one of them whether or not it is.
  RunTally tally_with(const RunRow& row) const { return study::tally_with(database_, row); }

  std::vector<std::string> notes(std::int64_t run) const;  // oldest first

  // The canonical config of a row's variant and its plug-ins, as JSON, and its symbols.
  std::string config(std::string_view variant_hash) const;
  std::string plugins(std::string_view variant_hash) const;
  std::vector<std::string> symbols(std::string_view variant_hash) const;

 private:
  Database database_;
  mutable Statement find_;
  mutable Statement trial_;
};

}  // namespace barometer::study
