// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <memory>

#include "study/run_store_codec.hpp"
#include "study/run_store_json.hpp"
#include "study/run_store_reader.hpp"

// What the store says of whole studies, of returns, and of all trials together.

namespace barometer::study {

namespace {

constexpr std::string_view kStudy =
    "SELECT id, hash, name, config, settings, axes, objective, maximise, seed, planned, strategy,"
    " data_hash, state, seconds, created_ns FROM studies ";

StoredStudy study_of(const Database& database, const Statement& row) {
  return {.id = row.integer(0),
          .study = {.hash = row.text(1),
                    .name = row.text(2),
                    .config = row.text(3),
                    .settings = row.text(4),
                    .axes = database.whole(parse_values(row.text(5)), "axes"),
                    .objective = row.text(6),
                    .maximise = row.integer(7) != 0,
                    .seed = std::strtoull(row.text(8).c_str(), nullptr, 10),
                    .planned = static_cast<std::uint64_t>(row.integer(9)),
                    .strategy = row.text(10),
                    .data_hash = row.text(11)},
          .state = row.text(12),
          .seconds = row.real(13),
          .created_ns = row.integer(14)};
}

std::optional<StoredStudy> first_study(const Database& database, Statement& statement) {
  std::optional<StoredStudy> study;
  while (statement.step()) {
    study = study_of(database, statement);
  }
  return study;
}

// Of the rows that count for one strategy in a period, with ?4... for its symbols.
std::string count_query(std::size_t symbols) {
  std::string marks;
  for (std::size_t symbol = 0; symbol < symbols; ++symbol) {
    marks += (symbol == 0 ? "?" : ",?") + std::to_string(symbol + 4);
  }
  return "SELECT COUNT(*), COALESCE(SUM(gone),0), COALESCE(SUM(alone),0) FROM (SELECT r.identity,"
         " MIN(r.state='forgotten') AS gone, MAX(r.study IS NULL) AS alone FROM runs r WHERE"
         " r.counted=1 AND r.state IN ('done','forgotten') AND r.first_ns<=?3 AND r.last_ns>=?2 AND"
         " r.variant IN (SELECT v.id FROM variants v JOIN variant_symbols s ON s.variant=v.id WHERE"
         " v.strategy=?1 AND s.symbol IN (" +
         marks + ")) GROUP BY r.identity)";
}

std::string study_count_query(const std::string& query) {
  std::string rows = query.substr(query.find("FROM runs r"));
  rows.resize(rows.find(" GROUP BY"));
  return "SELECT COUNT(DISTINCT r.study) " + rows;
}

void bind_count(Statement& statement, std::string_view strategy,
                std::span<const std::string> symbols, std::int64_t first_ns, std::int64_t last_ns) {
  statement.bind(1, strategy).bind(2, first_ns).bind(3, last_ns);
  for (std::size_t symbol = 0; symbol < symbols.size(); ++symbol) {
    statement.bind(static_cast<int>(symbol) + 4, symbols[symbol]);
  }
}

}  // namespace

std::vector<StoredStudy> RunStoreReader::studies() const {
  Statement statement(database_, std::string(kStudy) + "ORDER BY id DESC");
  std::vector<StoredStudy> studies;
  while (statement.step()) {
    studies.push_back(study_of(database_, statement));
  }
  return studies;
}

std::optional<StoredStudy> RunStoreReader::study(std::int64_t id) const {
  Statement statement(database_, std::string(kStudy) + "WHERE id=?");
  statement.bind(1, id);
  return first_study(database_, statement);
}

std::optional<StoredStudy> RunStoreReader::latest_study(std::string_view hash) const {
  Statement statement(database_, std::string(kStudy) + "WHERE hash=? ORDER BY id DESC LIMIT 1");
  statement.bind(1, hash);
  return first_study(database_, statement);
}

std::optional<RowReturns> RunStoreReader::returns(std::int64_t run) const {
  Statement statement(database_,
                      "SELECT r.count, r.data, s.count, s.ends FROM returns r JOIN sessions s ON"
                      " s.id=r.sessions WHERE r.run=?");
  statement.bind(1, run);
  if (!statement.step()) {
    return std::nullopt;
  }
  RowReturns returns;
  returns.values.resize(static_cast<std::size_t>(statement.integer(0)));
  std::vector<std::int64_t> ends(static_cast<std::size_t>(statement.integer(2)));
  const bool whole =
      unpack(statement.bytes(1), std::as_writable_bytes(std::span(returns.values))) &&
      unpack(statement.bytes(3), std::as_writable_bytes(std::span(ends)));
  if (!whole) {
    database_.fail_damaged("returns of run " + std::to_string(run));
  }
  returns.session_ends = std::make_shared<const std::vector<std::int64_t>>(std::move(ends));
  return returns;
}

TrialCount RunStoreReader::count(std::string_view strategy, std::span<const std::string> symbols,
                                 std::int64_t first_ns, std::int64_t last_ns) const {
  constexpr std::size_t kMostSymbols = 30'000;  // SQLite has 32,766 parameters
  symbols = symbols.first(std::min(symbols.size(), kMostSymbols));
  const std::string query = count_query(symbols.size());
  Statement rows(database_, query);
  bind_count(rows, strategy, symbols, first_ns, last_ns);
  TrialCount count;
  while (rows.step()) {
    count.distinct = rows.integer(0);
    count.forgotten = rows.integer(1);
    count.runs = rows.integer(2);
  }
  Statement studies(database_, study_count_query(query));
  bind_count(studies, strategy, symbols, first_ns, last_ns);
  while (studies.step()) {
    count.studies = studies.integer(0);
  }
  return count;
}

}  // namespace barometer::study
