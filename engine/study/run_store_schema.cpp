// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_schema.hpp"

#include <fmt/format.h>

#include <string>
#include <thread>

#include "core/error.hpp"
#include "study/run_store_sql.hpp"

namespace barometer::study {

namespace {

constexpr const char* kSchema[] = {
    "CREATE TABLE variants("
    "id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, strategy TEXT NOT NULL,"
    "config TEXT NOT NULL, data_hash TEXT NOT NULL, engine TEXT NOT NULL, plugins TEXT NOT NULL,"
    "reusable INTEGER NOT NULL)",
    "CREATE TABLE variant_symbols("
    "variant INTEGER NOT NULL REFERENCES variants(id), position INTEGER NOT NULL,"
    "symbol TEXT NOT NULL, PRIMARY KEY(variant, position)) WITHOUT ROWID",
    "CREATE TABLE studies("
    "id INTEGER PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, config TEXT NOT NULL,"
    "settings TEXT NOT NULL, axes TEXT NOT NULL, objective TEXT NOT NULL,"
    "maximise INTEGER NOT NULL, seed TEXT NOT NULL, planned INTEGER NOT NULL,"
    "strategy TEXT NOT NULL, data_hash TEXT NOT NULL, state TEXT NOT NULL,"
    "seconds REAL NOT NULL, created_ns INTEGER NOT NULL)",
    "CREATE TABLE runs("
    "id INTEGER PRIMARY KEY, kind TEXT NOT NULL, variant INTEGER NOT NULL REFERENCES variants(id),"
    "study INTEGER REFERENCES studies(id), number INTEGER, identity TEXT NOT NULL,"
    "counted INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT, folder TEXT, params TEXT,"
    "objective REAL, metrics TEXT, fingerprint TEXT, first_ns INTEGER NOT NULL,"
    "last_ns INTEGER NOT NULL, seconds REAL NOT NULL, created_ns INTEGER NOT NULL,"
    "UNIQUE(study, kind, number))",
    "CREATE INDEX runs_identity ON runs(identity)",
    "CREATE INDEX runs_variant ON runs(variant)",
    "CREATE TABLE sessions("
    "id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, count INTEGER NOT NULL,"
    "ends BLOB NOT NULL)",
    "CREATE TABLE returns("
    "run INTEGER PRIMARY KEY REFERENCES runs(id), sessions INTEGER NOT NULL REFERENCES "
    "sessions(id), count INTEGER NOT NULL, data BLOB NOT NULL)",
    "CREATE TABLE notes("
    "id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), text TEXT NOT NULL,"
    "created_ns INTEGER NOT NULL)"};

// What run_tally.hpp keeps. Not of the schema: whoever writes next makes what is missing, and
// nothing is lost with it. A row that is changed or deleted, by whatever client, ends it all.
constexpr const char* kTallies[] = {
    "CREATE TABLE IF NOT EXISTS tallies("
    "question TEXT PRIMARY KEY, last_row INTEGER NOT NULL, trials INTEGER NOT NULL,"
    "ratios INTEGER NOT NULL, mean REAL NOT NULL, squares REAL NOT NULL) WITHOUT ROWID",
    "CREATE TRIGGER IF NOT EXISTS tallies_changed AFTER UPDATE ON runs BEGIN"
    " DELETE FROM tallies; END",
    "CREATE TRIGGER IF NOT EXISTS tallies_deleted AFTER DELETE ON runs BEGIN"
    " DELETE FROM tallies; END"};

void make_tables(const Database& database) {
  for (const char* statement : kSchema) {
    database.execute(statement);
  }
  database.execute(fmt::format("PRAGMA application_id={}", kStoreApplication).c_str());
  database.execute(fmt::format("PRAGMA user_version={}", kStoreVersion).c_str());
}

bool empty(const Database& database) {
  return database.integer("SELECT COUNT(*) FROM sqlite_master") == 0 &&
         database.integer("PRAGMA user_version") == 0;
}

// The mode of a file cannot be changed while somebody else has it open for a moment, and SQLite
// does not wait for that by itself.
void write_ahead(const Database& database, std::chrono::milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  constexpr const char* kMode = "PRAGMA journal_mode=WAL";
  while (!database.try_execute(kMode)) {
    if (std::chrono::steady_clock::now() >= end) {
      database.execute(kMode);  // says why not
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

}  // namespace

std::span<const char* const> store_schema() {
  return kSchema;
}

void require_store(const Database& database) {
  if (database.integer("PRAGMA application_id") != kStoreApplication) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{database.path(), "the file is a database, but no run store",
                                  "move it away, or name another folder in output.dir"});
  }
  const std::int64_t version = database.integer("PRAGMA user_version");
  if (version != kStoreVersion) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{database.path(),
                    fmt::format("the run store has schema {}, and this program knows schema {}",
                                version, kStoreVersion),
                    "use the version of barometer that wrote it, or move the file away: a new one "
                    "is begun, which counts from nothing"});
  }
}

void prepare_store(const Database& database, std::chrono::milliseconds patience) {
  if (!empty(database)) {
    require_store(database);
  }
  write_ahead(database, patience);
  database.execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
  Transaction transaction(database);
  if (empty(database)) {  // nobody else has made them in between
    make_tables(database);
  }
  for (const char* statement : kTallies) {
    database.execute(statement);
  }
  transaction.commit();
}

}  // namespace barometer::study
