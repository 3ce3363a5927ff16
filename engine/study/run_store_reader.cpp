// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "study/run_store_json.hpp"
#include "study/run_store_schema.hpp"

namespace barometer::study {

namespace {

constexpr std::string_view kRun =
    "SELECT r.id, r.kind, v.strategy, v.hash, v.data_hash, v.engine, r.identity, r.study, r.number,"
    " r.state, r.reason, r.folder, r.params, r.objective, r.metrics, r.fingerprint, r.first_ns,"
    " r.last_ns, r.seconds, r.created_ns FROM runs r JOIN variants v ON v.id=r.variant ";

std::string run_where(std::string_view condition) {
  return std::string(kRun).append(condition);
}

void read_params(const Database& database, StoredRun& run, const std::string& params) {
  if (params.starts_with('[')) {
    run.values = database.whole(parse_values(params), "parameters");
  } else if (!params.empty()) {
    run.params = database.whole(parse_params(params), "parameters");
  }
}

std::optional<std::int64_t> integer_or_none(const Statement& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(row.integer(column));
}

void read_result(const Database& database, StoredRun& run, const Statement& row) {
  read_params(database, run, row.text(12));
  if (!row.null(13)) {
    run.objective = row.real(13);
  }
  if (!row.null(14)) {
    run.metrics = database.whole(parse_metrics(row.text(14)), "metrics");
  }
  run.fingerprint = row.text(15);
  run.first_ns = row.integer(16);
  run.last_ns = row.integer(17);
  run.seconds = row.real(18);
  run.created_ns = row.integer(19);
}

StoredRun run_of(const Database& database, const Statement& row) {
  StoredRun run;
  run.id = row.integer(0);
  run.kind = row.text(1);
  run.strategy = row.text(2);
  run.variant_hash = row.text(3);
  run.data_hash = row.text(4);
  run.engine = row.text(5);
  run.identity = row.text(6);
  run.study = integer_or_none(row, 7);
  run.number = integer_or_none(row, 8);
  run.state = row.text(9);
  run.reason = row.text(10);
  run.folder = row.text(11);
  read_result(database, run, row);
  return run;
}

std::vector<StoredRun> all_runs(const Database& database, Statement& statement) {
  std::vector<StoredRun> runs;
  while (statement.step()) {
    runs.push_back(run_of(database, statement));
  }
  return runs;
}

std::optional<StoredRun> first_run(const Database& database, Statement& statement) {
  std::vector<StoredRun> runs = all_runs(database, statement);
  return runs.empty() ? std::nullopt : std::optional(std::move(runs.front()));
}

using Numbered = std::function<void(std::uint64_t number, std::optional<double>)>;

void visit_numbered(Statement& statement, const Numbered& visit) {
  while (statement.step()) {
    const auto number = static_cast<std::uint64_t>(statement.integer(0));
    visit(number, statement.null(1) ? std::nullopt : std::optional(statement.real(1)));
  }
}

std::vector<std::string> texts(Statement& statement) {
  std::vector<std::string> all;
  while (statement.step()) {
    all.push_back(statement.text(0));
  }
  return all;
}

}  // namespace

RunStoreReader::RunStoreReader(const std::filesystem::path& file)
    : database_(file, Database::Access::read, std::chrono::seconds(10)),
      find_((require_store(database_), database_),
            run_where("WHERE r.identity=? AND r.state='done' AND v.reusable=1 ORDER BY EXISTS("
                      "SELECT 1 FROM returns WHERE run=r.id) DESC, r.id LIMIT 1")),
      trial_(database_, run_where("WHERE r.study=? AND r.kind=? AND r.number=?")) {}

std::optional<StoredRun> RunStoreReader::run(std::int64_t id) const {
  Statement statement(database_, run_where("WHERE r.id=?"));
  statement.bind(1, id);
  return first_run(database_, statement);
}

std::vector<StoredRun> RunStoreReader::runs(std::size_t most, bool trials) const {
  const std::string which = trials ? "" : "r.study IS NULL AND ";
  Statement statement(
      database_, run_where("WHERE " + which + "r.state<>'forgotten' ORDER BY r.id DESC LIMIT ?"));
  statement.bind(1, static_cast<std::int64_t>(most));
  return all_runs(database_, statement);
}

std::int64_t RunStoreReader::forgotten() const {
  return database_.integer("SELECT COUNT(*) FROM runs WHERE state='forgotten'");
}

std::int64_t RunStoreReader::rows(std::int64_t study, RunKind kind, RunState state) const {
  Statement statement(database_, "SELECT COUNT(*) FROM runs WHERE study=? AND kind=? AND state=?");
  statement.bind(1, study).bind(2, to_string(kind)).bind(3, to_string(state));
  return statement.step() ? statement.integer(0) : 0;
}

void RunStoreReader::each_run(const std::function<void(const StoredRun&)>& visit) const {
  constexpr std::int64_t kPiece = 1000;  // rows in memory at a time
  Statement statement(database_, run_where("WHERE r.id>? ORDER BY r.id LIMIT ?"));
  std::vector<StoredRun> piece;
  std::int64_t last = 0;
  do {
    statement.bind(1, last).bind(2, kPiece);
    piece = all_runs(database_, statement);
    for (const StoredRun& run : piece) {
      visit(run);
      last = run.id;
    }
  } while (!piece.empty());
}

std::vector<std::int64_t> RunStoreReader::ids_with(std::string_view text) const {
  Statement statement(database_,
                      "SELECT id FROM runs WHERE substr(fingerprint,1,?2)=?1 OR"
                      " substr(folder,1,?2)=?1 ORDER BY id");
  statement.bind(1, text).bind(2, static_cast<std::int64_t>(text.size()));
  std::vector<std::int64_t> ids;
  while (statement.step()) {
    ids.push_back(statement.integer(0));
  }
  return ids;
}

std::vector<std::uint64_t> RunStoreReader::numbers(std::int64_t study, RunKind kind,
                                                   RunState state) const {
  Statement statement(database_,
                      "SELECT number FROM runs WHERE study=? AND kind=? AND state=?"
                      " ORDER BY number");
  statement.bind(1, study).bind(2, to_string(kind)).bind(3, to_string(state));
  std::vector<std::uint64_t> numbers;
  while (statement.step()) {
    numbers.push_back(static_cast<std::uint64_t>(statement.integer(0)));
  }
  return numbers;
}

std::vector<StoredRun> RunStoreReader::best(std::int64_t study, RunKind kind, std::size_t most,
                                            bool maximise) const {
  Statement statement(
      database_, run_where(fmt::format("WHERE r.study=? AND r.kind=? AND r.state='done' AND "
                                       "r.objective IS NOT NULL ORDER BY r.objective {}, r.number "
                                       "LIMIT ?",
                                       maximise ? "DESC" : "ASC")));
  statement.bind(1, study).bind(2, to_string(kind)).bind(3, static_cast<std::int64_t>(most));
  return all_runs(database_, statement);
}

std::optional<StoredRun> RunStoreReader::trial(std::int64_t study, RunKind kind,
                                               std::uint64_t number) const {
  trial_.bind(1, study).bind(2, to_string(kind)).bind(3, static_cast<std::int64_t>(number));
  return first_run(database_, trial_);
}

void RunStoreReader::each_objective(std::int64_t study, RunKind kind, const Numbered& visit) const {
  Statement statement(database_,
                      "SELECT number, objective FROM runs WHERE study=? AND kind=? AND"
                      " state='done' ORDER BY number");
  statement.bind(1, study).bind(2, to_string(kind));
  visit_numbered(statement, visit);
}

void RunStoreReader::each_metric(std::int64_t study, RunKind kind, std::string_view key,
                                 const Numbered& visit) const {
  Statement statement(database_,
                      "SELECT number, json_extract(metrics, '$.'||?3) FROM runs WHERE study=?1 AND"
                      " kind=?2 AND state='done' ORDER BY number");
  statement.bind(1, study).bind(2, to_string(kind)).bind(3, key);
  visit_numbered(statement, visit);
}

std::vector<analysis::FailedTrials> RunStoreReader::failures(std::int64_t study,
                                                             RunKind kind) const {
  Statement statement(
      database_,
      "SELECT COALESCE(reason,''), COUNT(*), MIN(number) FROM runs WHERE study=?"
      " AND kind=? AND state IN ('failed','refused') GROUP BY 1 ORDER BY 2 DESC, 1");
  statement.bind(1, study).bind(2, to_string(kind));
  std::vector<analysis::FailedTrials> failures;
  while (statement.step()) {
    failures.push_back({statement.text(0), statement.integer(1),
                        static_cast<std::uint64_t>(statement.integer(2))});
  }
  return failures;
}

std::int64_t RunStoreReader::without_objective(std::int64_t study, RunKind kind) const {
  Statement statement(database_,
                      "SELECT COUNT(*) FROM runs WHERE study=? AND kind=? AND state='done' AND"
                      " objective IS NULL");
  statement.bind(1, study).bind(2, to_string(kind));
  return statement.step() ? statement.integer(0) : 0;
}

void RunStoreReader::each_fingerprint(
    std::int64_t study, RunKind kind,
    const std::function<void(const std::vector<std::string>&, const std::string&)>& visit) const {
  Statement statement(database_,
                      "SELECT params, fingerprint FROM runs WHERE study=? AND kind=? AND"
                      " state='done' ORDER BY number");
  statement.bind(1, study).bind(2, to_string(kind));
  while (statement.step()) {
    visit(database_.whole(parse_values(statement.text(0)), "parameters"), statement.text(1));
  }
}

std::int64_t RunStoreReader::rows_beyond(RunKind kind, std::string_view data_hash,
                                         std::int64_t time_ns, std::int64_t study,
                                         std::uint64_t number) const {
  Statement statement(database_,
                      "SELECT COUNT(*) FROM runs r JOIN variants v ON v.id=r.variant WHERE"
                      " r.kind=? AND v.data_hash=? AND r.last_ns>? AND"
                      " NOT (r.study=? AND r.number=?)");
  statement.bind(1, to_string(kind)).bind(2, data_hash).bind(3, time_ns).bind(4, study);
  statement.bind(5, static_cast<std::int64_t>(number));
  return statement.step() ? statement.integer(0) : 0;
}

std::int64_t RunStoreReader::last_row() const {
  return database_.integer("SELECT COALESCE(MAX(id), 0) FROM runs");
}

std::vector<std::string> RunStoreReader::identities(std::string_view variant_hash,
                                                    std::int64_t last_row) const {
  Statement statement(database_,
                      "SELECT DISTINCT r.identity FROM runs r JOIN variants v ON v.id=r.variant"
                      " WHERE v.hash=? AND v.reusable=1 AND r.state='done' AND r.id<=?"
                      " ORDER BY 1");
  statement.bind(1, variant_hash).bind(2, last_row);
  return texts(statement);
}

std::optional<StoredRun> RunStoreReader::find(std::string_view identity) const {
  find_.bind(1, identity);
  return first_run(database_, find_);
}

std::vector<std::string> RunStoreReader::notes(std::int64_t run) const {
  Statement statement(database_, "SELECT text FROM notes WHERE run=? ORDER BY id");
  statement.bind(1, run);
  return texts(statement);
}

std::string RunStoreReader::config(std::string_view variant_hash) const {
  Statement statement(database_, "SELECT config FROM variants WHERE hash=?");
  statement.bind(1, variant_hash);
  const std::vector<std::string> all = texts(statement);
  return all.empty() ? "" : all.front();
}

std::string RunStoreReader::plugins(std::string_view variant_hash) const {
  Statement statement(database_, "SELECT plugins FROM variants WHERE hash=?");
  statement.bind(1, variant_hash);
  const std::vector<std::string> all = texts(statement);
  return all.empty() ? "" : all.front();
}

std::vector<std::string> RunStoreReader::symbols(std::string_view variant_hash) const {
  Statement statement(database_,
                      "SELECT s.symbol FROM variant_symbols s JOIN variants v ON v.id=s.variant"
                      " WHERE v.hash=? ORDER BY s.position");
  statement.bind(1, variant_hash);
  return texts(statement);
}

}  // namespace barometer::study
