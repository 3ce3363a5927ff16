// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_edit.hpp"

#include <chrono>
#include <string>

#include "study/run_store_insert.hpp"
#include "study/run_store_schema.hpp"
#include "study/run_store_sql.hpp"

namespace barometer::study {

namespace {

constexpr auto kPatience = std::chrono::seconds(10);

Database opened(const std::filesystem::path& file) {
  return Database(file, Database::Access::write, kPatience);
}

std::int64_t rows_of(const Database& database, std::string_view query, std::int64_t id) {
  Statement statement(database, query);
  statement.bind(1, id);
  return statement.step() ? statement.integer(0) : 0;
}

void change(const Database& database, const std::string& sql, std::int64_t id) {
  Statement statement(database, sql);
  statement.bind(1, id);
  statement.run();
}

// `which` selects rows of runs by ?1.
void forget_rows(const Database& database, const std::string& which, std::int64_t id) {
  const std::string rows = "(SELECT id FROM runs WHERE " + which + ")";
  change(database, "DELETE FROM notes WHERE run IN " + rows, id);
  change(database, "DELETE FROM returns WHERE run IN " + rows, id);
  change(database, "DELETE FROM runs WHERE state IN ('failed', 'refused') AND " + which, id);
  change(database,
         "UPDATE runs SET state='forgotten', folder=NULL, params=NULL, objective=NULL,"
         " metrics=NULL, fingerprint=NULL WHERE " +
             which,
         id);
}

}  // namespace

void keep_returns(const std::filesystem::path& file,
                  std::span<const std::pair<std::int64_t, RowReturns>> by_run) {
  const Database database = opened(file);
  require_store(database);
  RowInserter inserter(database);
  Transaction transaction(database);
  for (const auto& [run, returns] : by_run) {
    inserter.insert_returns(run, returns);
  }
  transaction.commit();
}

bool add_note(const std::filesystem::path& file, std::int64_t run, std::string_view text) {
  const Database database = opened(file);
  require_store(database);
  Transaction transaction(database);
  if (rows_of(database, "SELECT COUNT(*) FROM runs WHERE id=?", run) == 0) {
    return false;
  }
  Statement insert(database, "INSERT INTO notes(run, text, created_ns) VALUES(?,?,?)");
  insert.bind(1, run).bind(2, text).bind(3, now_ns());
  insert.run();
  transaction.commit();
  return true;
}

bool forget_run(const std::filesystem::path& file, std::int64_t run) {
  const Database database = opened(file);
  require_store(database);
  Transaction transaction(database);
  if (rows_of(database, "SELECT COUNT(*) FROM runs WHERE id=?", run) == 0) {
    return false;
  }
  forget_rows(database, "id=?1", run);
  transaction.commit();
  return true;
}

bool forget_study(const std::filesystem::path& file, std::int64_t study) {
  const Database database = opened(file);
  require_store(database);
  Transaction transaction(database);
  if (rows_of(database, "SELECT COUNT(*) FROM studies WHERE id=?", study) == 0) {
    return false;
  }
  forget_rows(database, "study=?1", study);
  change(database,
         "UPDATE studies SET state='forgotten', hash='', config='', settings='{}' "
         "WHERE id=?1",
         study);
  transaction.commit();
  return true;
}

}  // namespace barometer::study
