// SPDX-License-Identifier: Apache-2.0
#include "study/run_store_schema.hpp"

#include <string>
#include <vector>

#include "study/run_store_sql.hpp"
#include "study/store_rows.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;
using study::Database;
using study::Statement;

namespace {

std::vector<std::string> texts(const Database& database, const std::string& query) {
  Statement statement(database, query);
  std::vector<std::string> all;
  while (statement.step()) {
    all.push_back(statement.text(0));
  }
  return all;
}

std::vector<std::string> queries_of(const std::string& page) {
  const std::string begin = "```sql\n";
  std::vector<std::string> queries;
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
    at += begin.size();
    queries.push_back(page.substr(at, page.find("```", at) - at));
  }
  return queries;
}

// The part of the page under a heading that names the table.
std::string section_of(const std::string& page, const std::string& table) {
  const std::string head = table == "variant_symbols" || table == "studies" || table == "notes"
                               ? "\n### " + table
                           : table == "sessions" || table == "returns" ? "\n### returns, sessions"
                                                                       : "\n### " + table + ":";
  const std::size_t at = page.find(head);
  REQUIRE(at != std::string::npos);
  return page.substr(at, page.find("\n##", at + head.size()) - at);
}

}  // namespace

TEST_CASE("docs/run_store.md explains every table and column") {
  const TempFolder folder;
  { const study::RunStore store(folder / "barometer.db"); }
  const Database database(folder / "barometer.db", Database::Access::read,
                          std::chrono::milliseconds(0));
  const std::string page = read_file("docs/run_store.md");
  const std::vector<std::string> tables =
      texts(database, "SELECT name FROM sqlite_master WHERE type='table'");
  CHECK(tables.size() == 8);
  for (const std::string& table : tables) {
    const std::string section = section_of(page, table);
    for (const std::string& column :
         texts(database, "SELECT name FROM pragma_table_info('" + table + "')")) {
      INFO(table << "." << column);
      CHECK((section.find("`" + column + "`") != std::string::npos ||
             section.find("`" + table + "." + column + "`") != std::string::npos));
    }
  }
  CHECK(page.find("`PRAGMA application_id` is " + std::to_string(study::kStoreApplication)) !=
        std::string::npos);
  CHECK(page.find("Schema version " + std::to_string(study::kStoreVersion)) != std::string::npos);
}

TEST_CASE("the questions of docs/run_store.md have answers") {
  const TempFolder folder;
  study::RunStore store(folder / "barometer.db");
  const std::int64_t study = store.begin_study(some_study());
  for (std::uint64_t number = 0; number < 20; ++number) {
    store.add(some_trial(study, number, some_variant()));
  }
  study::RunRow failed = some_trial(study, 20, some_variant());
  failed.state = study::RunState::failed;
  failed.reason = "throw";
  store.add(failed);
  study::RunVariant coins = *some_variant("coins");
  coins.symbols = {"BTCUSDT"};
  study::RunRow run = some_trial(study, 21, std::make_shared<const study::RunVariant>(coins));
  run.first_ns = 1'640'995'200'000'000'000;
  run.last_ns = 1'704'067'200'000'000'000;
  store.add(run);
  store.flush();
  const Database database(folder / "barometer.db", Database::Access::read,
                          std::chrono::milliseconds(0));
  const std::vector<std::string> queries = queries_of(read_file("docs/run_store.md"));
  REQUIRE(queries.size() == 5);
  CHECK(database.integer(queries[0]) == 1);               // N on BTCUSDT
  CHECK(texts(database, queries[1]).size() == 10);        // the best
  CHECK(texts(database, queries[1]).front() == "0");      // of all
  CHECK(texts(database, queries[2]).size() == 21);        // done trials with their axes
  CHECK(texts(database, queries[3]).front() == "throw");  // failures
  CHECK(texts(database, queries[4]) == std::vector<std::string>{"sma_cross"});
}
